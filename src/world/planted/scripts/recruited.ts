import { employment } from '../../people.ts';
import { applyOn, between, maybe, type Cast, type Part, type Script } from '../casting.ts';
import type { Move } from '../guise.ts';
import { asking } from './asking.ts';

/*
 * Recruited people with blank credit files: hired nearby one after another, given a salary by a company that employs nobody, asked
 * for what is left of the money. Honest: students of one dormitory, and young people whom a factory has just hired.
 */

const DORMITORY = 4;

const fraud: Cast = {
  size: [7, 12],
  ratio: 1,
  play(role): Part {
    const { rng, shared, member, camouflaged } = role;
    const pace = between(shared, 2, 6);
    const acts = applyOn(between(shared, 5, 90) + pace * member + between(rng, 0, 3));
    const handedOver: Move = {
      share: between(rng, 0.4, 0.75),
      counterparty: 'person',
      hours: rng.below(60),
      toCard: role.card('recruiter'),
    };
    const drawn: Move = { share: between(rng, 0.1, 0.25), counterparty: 'cash', hours: 2 + rng.below(60) };
    const birth = { isBlank: true, employment: employment.salaried, isYoung: rng.chance(0.5) };
    const contact = { emergencyContacts: [role.phone('recruiter'), role.phone(`own-${member}`)] };
    if (camouflaged) {
      const traces = { ...maybe(rng, 0.35, contact), ...maybe(rng, 0.4, { moves: [handedOver] }) };
      return { birth: { ...birth, place: role.place }, acts, handled: false, wish: asking({ amount: 1.4 }), ...traces };
    }
    return {
      birth: { ...birth, place: role.place, kmFromGroup: 2 },
      acts,
      handled: rng.chance(0.6),
      wish: asking({ amount: 1.6, income: between(rng, 1.7, 2.6) }),
      employer: `Company ${role.place}-${12 + role.number('front', 80)}`,
      salaryPayer: { company: role.company('front'), ageMonths: 2 + shared.below(12) },
      ...maybe(rng, 0.6, contact),
      ...maybe(rng, 0.7, { moves: [handedOver, drawn] }),
    };
  },
};

const students: Cast = {
  size: [8, 14],
  ratio: 1.1,
  play(role): Part {
    const { rng, place } = role;
    return {
      birth: {
        isBlank: true,
        isYoung: true,
        employment: employment.student,
        housing: DORMITORY,
        place,
        kmFromGroup: 0.2,
      },
      acts: applyOn(between(rng, 5, 165)),
      handled: false,
      ...maybe(rng, 0.6, { network: role.network }),
      wish: asking({ amount: 1.2 }),
    };
  },
};

const newHires: Cast = {
  size: [8, 14],
  ratio: 1.2,
  play(role): Part {
    const { rng, shared, place, member } = role;
    const ageMonths = shared.chance(0.2) ? 8 + shared.below(16) : 40 + shared.below(180);
    const foreman = { emergencyContacts: [role.phone('foreman'), role.phone(`own-${member}`)] };
    return {
      birth: {
        isBlank: rng.chance(0.85),
        isYoung: true,
        employment: employment.salaried,
        housing: DORMITORY,
        place,
        kmFromGroup: 0.5,
      },
      acts: applyOn(between(shared, 5, 60) + between(rng, 0, 100)),
      handled: rng.chance(0.1),
      employer: `Company ${place}-${12 + role.number('works', 80)}`,
      salaryPayer: { company: role.company('works'), ageMonths },
      ...maybe(rng, 0.2, foreman),
      ...maybe(rng, 0.3, { network: role.network }),
    };
  },
};

export const recruited: Script = { pattern: 'recruited', fraud, lookAlikes: [students, newHires] };
