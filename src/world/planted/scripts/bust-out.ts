import type { Rng } from '#base';
import { between, maybe, type Cast, type Part, type Script } from '../casting.ts';
import type { Act, Move } from '../guise.ts';
import { asking } from './asking.ts';

/*
 * Bust-out: credit built with small loans that are repaid, then within days enquiries everywhere, every line drawn to its limit, the
 * money gone. Honest: people who put their debts together in one large loan and pay the others with it.
 */

function enquiries(rng: Rng, { from, days, count }: { from: number; days: number; count: number }): Act[] {
  return Array.from({ length: count }, () => ({ day: from + rng.below(days), kind: 'enquire' }));
}

const fraud: Cast = {
  size: [6, 9],
  ratio: 1,
  play(role): Part {
    const { rng, shared, member, camouflaged } = role;
    const day = Math.floor(between(shared, 130, 155) + between(rng, 0, 12));
    const out: Move = {
      share: between(rng, 0.7, 0.97),
      counterparty: rng.chance(0.5) ? 'cash' : 'person',
      hours: rng.below(20),
    };
    const toCard = role.card(rng.chance(0.5) ? 'pool' : `pool-${member}`);
    const burst = camouflaged
      ? enquiries(rng, { from: day - 15, days: 15, count: 3 })
      : enquiries(rng, { from: day - 4, days: 5, count: 6 + rng.below(5) });
    return {
      birth: { isSound: true },
      acts: [
        { day: 3 + rng.below(18), kind: 'borrow' },
        ...maybeAct(rng.chance(0.6), { day: 60 + rng.below(20), kind: 'borrow' }),
        ...burst,
        ...(camouflaged ? [] : [{ day: day - 1, kind: 'max-out' } as const]),
        { day, kind: 'apply' },
      ],
      handled: false,
      wish: asking({ amount: camouflaged ? 1.8 : 3 }),
      ...maybe(rng, camouflaged ? 0 : 0.4, { emergencyContacts: [role.phone('coach'), role.phone(`own-${member}`)] }),
      moves: [out.counterparty === 'cash' ? out : { ...out, toCard }],
    };
  },
};

const consolidators: Cast = {
  size: [8, 12],
  ratio: 1.6,
  play(role): Part {
    const { rng } = role;
    const day = Math.floor(between(rng, 90, 168));
    const repaid = 1 + rng.below(3);
    const moves = Array.from({ length: repaid }, (): Move => ({
      share: between(rng, 0.55, 0.95) / repaid,
      counterparty: 'lender',
      hours: rng.below(120),
      toCard: `lender-${rng.below(40)}`,
    }));
    return {
      birth: { isSound: true },
      acts: [
        { day: 3 + rng.below(30), kind: 'borrow' },
        ...enquiries(rng, { from: day - 18, days: 17, count: 4 + rng.below(5) }),
        ...maybeAct(rng.chance(0.3), { day: day - 3, kind: 'max-out' }),
        { day, kind: 'apply' },
      ],
      handled: false,
      wish: asking({ amount: 2.2 }),
      moves,
    };
  },
};

const builders: Cast = {
  size: [8, 12],
  ratio: 0.8,
  play(role): Part {
    const { rng } = role;
    const day = Math.floor(between(rng, 90, 168));
    const bought: Move = {
      share: between(rng, 0.5, 0.95),
      counterparty: 'merchant',
      hours: rng.below(60),
      toCard: `m-${rng.below(3000)}`,
    };
    return {
      birth: { isSound: true },
      acts: [
        { day: 3 + rng.below(30), kind: 'borrow' },
        ...enquiries(rng, { from: day - 7, days: 7, count: 2 + rng.below(4) }),
        { day, kind: 'apply' },
      ],
      handled: false,
      wish: asking({ amount: 2.4 }),
      moves: [bought],
    };
  },
};

function maybeAct(happens: boolean, act: Act): Act[] {
  return happens ? [act] : [];
}

export const bustOut: Script = { pattern: 'bust-out', fraud, lookAlikes: [consolidators, builders] };
