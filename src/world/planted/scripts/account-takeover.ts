import { between, maybe, type Cast, type Part, type Script } from '../casting.ts';
import type { Act, Move } from '../guise.ts';
import { asking } from './asking.ts';

/*
 * Account takeover: a customer of good standing, and one day another device, network and place, another password and card, and at
 * once a large loan that leaves over a mule. Honest: people with a new telephone who have moved, the odd one all in one week.
 */

/* A small loan early in the season, and the app opened now and then. */
function history(firstDay: number, until: number): Act[] {
  const visits = [0.3, 0.55, 0.8].map((part): Act => ({
    day: Math.floor(firstDay + part * (until - firstDay)),
    kind: 'visit',
  }));
  return [{ day: firstDay, kind: 'borrow' }, ...visits];
}

const fraud: Cast = {
  size: [6, 9],
  ratio: 1,
  play(role): Part {
    const { rng, shared, member, camouflaged } = role;
    const day = Math.floor(between(rng, 105, 168));
    const card = role.card(shared.chance(0.5) && rng.chance(0.6) ? 'shared' : `new-${member}`);
    const mule = role.card(`mule-${rng.below(2)}`);
    const out: Move = { share: between(rng, 0.85, 0.97), counterparty: 'person', hours: rng.below(8), toCard: mule };
    const gone: Move = { share: 0.8, counterparty: 'cash', hours: 9 + rng.below(20), fromCard: mule };
    const early = camouflaged ? 8 + rng.below(8) : rng.below(2);
    return {
      birth: { isSound: true },
      acts: [
        ...history(3 + rng.below(30), day - 20),
        { day: day - early, kind: 'move' },
        { day: day - (rng.chance(0.5) ? early : 0), kind: 'change-password' },
        { day: day - early, kind: 'change-card' },
        { day, kind: 'apply' },
      ],
      handled: !camouflaged && rng.chance(0.7),
      wish: asking({ amount: camouflaged ? 1.4 : 2.4 }),
      later: {
        device: role.key(rng.chance(0.3) ? 'gang' : `new-${member}`),
        network: rng.chance(0.4) ? role.network : role.network + 1 + (member % 14),
        card,
        moves: camouflaged && rng.chance(0.5) ? [{ ...out, share: 0.5, hours: 60 }] : [out, gone],
        ...(camouflaged
          ? {}
          : {
              place: shared.below(1000),
              address: `Lane ${role.number('hideout', 900)}, No. ${role.number('room', 400)}`,
            }),
      },
    };
  },
};

const movers: Cast = {
  size: [8, 12],
  ratio: 2.2,
  play(role): Part {
    const { rng, member } = role;
    const day = Math.floor(between(rng, 105, 168));
    const isSudden = rng.chance(0.15);
    const ago = isSudden ? rng.below(4) : 5 + rng.below(55);
    const visits = isSudden
      ? []
      : [0.3, 0.6].map((part): Act => ({ day: Math.floor(day - ago * part), kind: 'visit' }));
    const changes: Act[] = [
      ...(rng.chance(0.4) ? [{ day: Math.floor(day - ago * rng.uniform()), kind: 'change-card' } as const] : []),
      ...(rng.chance(0.3) ? [{ day: Math.floor(day - ago * rng.uniform()), kind: 'change-password' } as const] : []),
    ];
    const hasCard = changes.some(({ kind }) => kind === 'change-card');
    return {
      birth: { isSound: true },
      acts: [
        ...history(3 + rng.below(30), day - ago - 5),
        { day: day - ago, kind: 'move' },
        ...visits,
        ...changes,
        { day, kind: 'apply' },
      ],
      handled: false,
      ...maybe(rng, 0.3, { wish: asking({ amount: 1.8 }) }),
      later: {
        device: role.key(`phone-${member}`),
        network: role.network + (member % 15),
        ...(hasCard ? { card: role.card(`card-${member}`) } : {}),
        ...maybe(rng, 0.8, {
          place: rng.below(1000),
          address: `Lane ${role.number(`lane-${member}`, 900)}, No. ${role.number(`house-${member}`, 400)}`,
        }),
      },
    };
  },
};

export const accountTakeover: Script = { pattern: 'account-takeover', fraud, lookAlikes: [movers] };
