import { applyOn, between, type Cast, type Part, type Role, type Script } from '../casting.ts';
import type { Move } from '../guise.ts';
import { asking } from './asking.ts';

/*
 * Cash-out over mules: the money of many loans runs within days to few cards and leaves as cash. Honest: people who pay one landlord,
 * hospital or dealer; families who send money home; friends who buy together through one of them.
 */

function cashedOut(role: Role): Move[] {
  const { rng, shared } = role;
  const cards = 1 + shared.below(3);
  const toCard = role.card(`mule-${rng.below(cards)}`);
  const share = between(rng, 0.85, 0.97);
  const hours = rng.below(40);
  const between2 = rng.chance(0.4) ? role.card(`layer-${role.member}`) : undefined;
  const first: Move = { share, counterparty: 'person', hours, toCard: between2 ?? toCard };
  const second: Move[] =
    between2 === undefined
      ? []
      : [{ share: 0.98 * share, counterparty: 'person', hours: hours + 2, fromCard: between2, toCard }];
  return [
    first,
    ...second,
    { share: 0.95 * share, counterparty: 'cash', hours: hours + 4 + rng.below(20), fromCard: toCard },
  ];
}

const fraud: Cast = {
  size: [9, 14],
  ratio: 1,
  play(role): Part {
    const { rng, camouflaged } = role;
    const acts = applyOn(between(role.shared, 5, 150) + between(rng, 0, 12));
    const wish = asking({ amount: 1.3 });
    if (!camouflaged) return { birth: {}, acts, handled: rng.chance(0.6), wish, moves: cashedOut(role) };
    const spent: Move = {
      share: between(rng, 0.1, 0.5),
      counterparty: 'merchant',
      hours: rng.below(100),
      toCard: `m-${rng.below(3000)}`,
    };
    const part: Move = {
      share: between(rng, 0.3, 0.5),
      counterparty: 'person',
      hours: 20 + rng.below(100),
      toCard: role.card('mule-0'),
    };
    return { birth: {}, acts, handled: false, wish, moves: rng.chance(0.6) ? [spent, part] : [spent] };
  },
};

const payees: Cast = {
  size: [8, 14],
  ratio: 1,
  play(role): Part {
    const { rng, place, shared } = role;
    const toCard = `m-${role.number('payee', 3000)}`;
    const paid: Move = { share: between(rng, 0.4, 0.95), counterparty: 'merchant', hours: rng.below(110), toCard };
    return {
      birth: { place },
      acts: applyOn(between(shared, 5, 100) + between(rng, 0, 45)),
      handled: false,
      moves: [paid],
    };
  },
};

const remitters: Cast = {
  size: [3, 6],
  ratio: 0.6,
  play(role): Part {
    const { rng, shared } = role;
    const home = role.card('home');
    const share = between(rng, 0.5, 0.9);
    const hours = rng.below(90);
    const sent: Move = { share, counterparty: 'person', hours, toCard: home };
    const used: Move = {
      share: 0.8 * share,
      counterparty: 'merchant',
      hours: hours + 20 + rng.below(90),
      fromCard: home,
      toCard: `m-${rng.below(3000)}`,
    };
    const drawn: Move = { share: 0.3 * share, counterparty: 'cash', hours: hours + 20 + rng.below(90), fromCard: home };
    const acts = applyOn(between(shared, 5, 90) + between(rng, 0, 70));
    return { birth: {}, acts, handled: false, surname: role.surname(), moves: [sent, rng.chance(0.7) ? used : drawn] };
  },
};

const buyingTogether: Cast = {
  size: [6, 9],
  ratio: 0.7,
  play(role): Part {
    const { rng, shared, place } = role;
    const organiser = role.card('organiser');
    const share = between(rng, 0.2, 0.6);
    const hours = rng.below(48);
    const sent: Move = { share, counterparty: 'person', hours, toCard: organiser };
    const bought: Move = {
      share: 0.97 * share,
      counterparty: 'merchant',
      hours: hours + 3 + rng.below(60),
      fromCard: organiser,
      toCard: `m-${role.number('payee', 3000)}`,
    };
    return {
      birth: { place },
      acts: applyOn(between(shared, 5, 150) + between(rng, 0, 12)),
      handled: false,
      moves: [sent, bought],
    };
  },
};

export const muleCashOut: Script = { pattern: 'mule-cash-out', fraud, lookAlikes: [payees, remitters, buyingTogether] };
