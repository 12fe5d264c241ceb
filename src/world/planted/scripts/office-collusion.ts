import { employment } from '../../people.ts';
import { officeOf } from '../../papers/write-papers.ts';
import { opaque } from '../../identifiers.ts';
import { applyOn, between, maybe, type Cast, type Part, type Script } from '../casting.ts';
import { asking } from './asking.ts';

/*
 * A sales office in collusion: within weeks its people bring applications with the same papers under different employers and the same
 * reference, and they go bad. Honest: busy offices beside a factory, whose papers look alike because one employer wrote them.
 */

const fraud: Cast = {
  size: [10, 15],
  ratio: 1,
  play(role): Part {
    const { rng, shared, place, member, camouflaged } = role;
    const acts = applyOn(between(shared, 5, 115) + between(rng, 0, 45));
    const base = {
      birth: { place, employment: employment.salaried },
      acts,
      office: officeOf(place, role.number('office', 2)),
      wish: asking({ amount: 1.4, income: between(rng, 1.2, 1.8) }),
      ...maybe(rng, camouflaged ? 0.4 : 0.85, {
        agent: `staff-${place}-${role.number('staff', 30) + shared.below(3)}`,
      }),
    };
    if (camouflaged) return { ...base, handled: false };
    return {
      ...base,
      handled: true,
      ...maybe(rng, 0.7, { employer: `Company ${place}-${12 + ((30 * rng.below(3) + shared.below(90)) % 90)}` }),
      ...maybe(rng, 0.85, { template: `tp-${opaque(role.country, role.key('forged')).slice(-6)}` }),
      ...maybe(rng, 0.55, { emergencyContacts: [role.phone('reference'), role.phone(`own-${member}`)] }),
    };
  },
};

const busyOffice: Cast = {
  size: [14, 22],
  ratio: 1.6,
  play(role): Part {
    const { rng, shared, place } = role;
    const start = between(shared, 5, 60);
    return {
      birth: { place, ...(rng.chance(0.7) ? { employment: employment.salaried } : {}) },
      acts: applyOn(rng.chance(0.4) ? start + 30 + between(rng, 0, 20) : start + between(rng, 0, 105)),
      handled: rng.chance(0.6),
      office: officeOf(place, role.number('office', 2)),
      agent: `staff-${place}-${role.number('staff', 30) + rng.below(3)}`,
      ...maybe(rng, 0.5, { employer: `Company ${place}-${shared.below(12)}` }),
    };
  },
};

const factoryCounter: Cast = {
  size: [8, 12],
  ratio: 0.6,
  play(role): Part {
    const { rng, shared, place, member } = role;
    return {
      birth: { place, employment: employment.salaried },
      acts: applyOn(between(shared, 5, 110) + between(rng, 0, 50)),
      handled: rng.chance(0.7),
      office: officeOf(place, role.number('office', 2)),
      agent: `staff-${place}-${role.number('staff', 30) + shared.below(2)}`,
      employer: `Company ${place}-${shared.below(12)}`,
      ...maybe(rng, 0.3, { emergencyContacts: [role.phone('personnel'), role.phone(`own-${member}`)] }),
    };
  },
};

export const officeCollusion: Script = { pattern: 'office-collusion', fraud, lookAlikes: [busyOffice, factoryCounter] };
