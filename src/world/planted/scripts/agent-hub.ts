import { applyOn, between, maybe, type Cast, type Part, type Role, type Script } from '../casting.ts';
import type { Appearance, Move } from '../guise.ts';
import { asking } from './asking.ts';

/*
 * An unlicensed agent: one contact, machine and network behind people who have nothing else in common, and a fee out of the loan.
 * Honest: brokers with papers and a small fee, families on one telephone, shops that sell telephones and help with the form.
 */

function hub(role: Role, chances: { device: number; contact: number }): Appearance {
  const { rng, network } = role;
  const atDesk = rng.chance(chances.device);
  return {
    ...(atDesk ? { device: role.key('desk'), network } : maybe(rng, 0.3 * chances.device, { network })),
    ...maybe(rng, chances.contact, { emergencyContacts: [role.phone('hub'), role.phone(`own-${role.member}`)] }),
  };
}

function fee(
  role: Role,
  chance: number,
  [low, high]: readonly [number, number],
): { moves: Move[] } | Record<string, never> {
  const { rng } = role;
  if (!rng.chance(chance)) return {};
  const share = between(rng, low, high);
  const paid: Move = { share, counterparty: 'person', hours: rng.below(70), toCard: role.card('fee') };
  const rest: Move = {
    share: between(rng, 0.2, 0.7),
    counterparty: rng.chance(0.5) ? 'cash' : 'own',
    hours: rng.below(90),
  };
  return { moves: [paid, rest] };
}

const fraud: Cast = {
  size: [8, 14],
  ratio: 1,
  play(role): Part {
    const { rng, camouflaged } = role;
    const acts = applyOn(between(role.shared, 5, 100) + between(rng, 0, 50));
    const wish = asking({ amount: 1.3 });
    if (camouflaged) {
      return {
        birth: {},
        acts,
        handled: false,
        wish,
        ...hub(role, { device: 0, contact: 0.25 }),
        ...fee(role, 0.55, [0.06, 0.15]),
      };
    }
    return {
      birth: {},
      acts,
      handled: true,
      wish,
      ...hub(role, { device: 0.6, contact: 0.75 }),
      ...fee(role, 0.85, [0.08, 0.18]),
    };
  },
};

const broker: Cast = {
  size: [8, 14],
  ratio: 1.2,
  play(role): Part {
    const { rng } = role;
    const acts = applyOn(between(role.shared, 5, 70) + between(rng, 0, 80));
    return {
      birth: {},
      acts,
      handled: true,
      ...hub(role, { device: 0.55, contact: 0.2 }),
      ...maybe(rng, 0.85, { agent: `agent-${role.place}-${role.shared.below(2)}` }),
      ...fee(role, 0.6, [0.01, 0.03]),
    };
  },
};

const family: Cast = {
  size: [3, 5],
  ratio: 0.5,
  play(role): Part {
    const { rng, place, member } = role;
    const elder = member > 0 && rng.chance(0.8);
    return {
      birth: { place, kmFromGroup: 0.05 },
      acts: applyOn(between(rng, 5, 165)),
      handled: false,
      address: `Family house, No. ${role.number('house', 4000)}`,
      surname: role.surname(),
      network: role.network,
      ...maybe(rng, 0.5, { device: role.key('tablet') }),
      ...(elder ? { emergencyContacts: [role.phone('elder'), role.phone(`own-${member}`)] } : {}),
      ...fee(role, 0.3, [0.05, 0.4]),
    };
  },
};

const phoneShop: Cast = {
  size: [6, 9],
  ratio: 0.6,
  play(role): Part {
    const { rng, place } = role;
    const bought: Move = {
      share: between(rng, 0.1, 0.4),
      counterparty: 'merchant',
      hours: rng.below(5),
      toCard: `m-${role.number('shop', 3000)}`,
    };
    return {
      birth: { place },
      acts: applyOn(between(rng, 5, 165)),
      handled: rng.chance(0.5),
      ...maybe(rng, 0.9, { device: role.key('counter'), network: role.network }),
      ...maybe(rng, 0.4, { moves: [bought] }),
    };
  },
};

export const agentHub: Script = { pattern: 'agent-hub', fraud, lookAlikes: [broker, family, phoneShop] };
