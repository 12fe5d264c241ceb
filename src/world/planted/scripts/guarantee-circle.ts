import { employment } from '../../people.ts';
import { applyOn, between, type Cast, type Part, type Role, type Script } from '../casting.ts';
import type { Guarantor } from '../guise.ts';
import { asking } from './asking.ts';
import { buyersOfMember, companyOfMember, type Likeness } from './company.ts';

/*
 * Owners who vouch for each other in a ring or chain, beyond what their firms are worth, within weeks. Honest: members of a chamber
 * of commerce with its guarantee, families, and small groups of old firms with joint liability for small loans.
 */

const alone: Omit<Likeness, 'ageMonths' | 'employees' | 'capital'> = {
  legalPerson: 0,
  address: 0,
  phone: 0,
  accountant: 0.1,
};

function by(role: Role, step: number, { share, relation }: { share: number; relation: string }): Guarantor {
  const place = (role.member + step + role.size) % role.size;
  return { guarantor: role.company(`member-${place}`), guarantorKind: 'company', share, relation };
}

const fraud: Cast = {
  size: [5, 9],
  ratio: 1,
  play(role): Part {
    const { rng, shared, member, size, camouflaged } = role;
    const company = companyOfMember(role, { ...alone, ageMonths: [4, 36], employees: [0, 6], capital: [1, 8] });
    const isChain = shared.chance(0.3);
    const next =
      isChain && member === size - 1 ? [] : [by(role, 1, { share: between(rng, 0.8, 1.5), relation: 'trade' })];
    const second =
      !isChain && rng.chance(0.5) ? [by(role, 2, { share: between(rng, 0.5, 1.2), relation: 'trade' })] : [];
    const fee: Guarantor = {
      guarantor: `gi-${role.place % 10}-0`,
      guarantorKind: 'institution',
      share: 0.5,
      relation: 'fee',
    };
    const guarantors = camouflaged ? [fee, ...(rng.chance(0.6) ? next : [])] : [...next, ...second];
    return {
      birth: { employment: employment.shopOwner, place: role.place },
      acts: applyOn(between(shared, 5, 130) + between(rng, 0, 28)),
      handled: !camouflaged && rng.chance(0.5),
      wish: asking({ amount: 1.8, product: 'shop-loan' }),
      company,
      guarantors,
      buyers: buyersOfMember(role, { inside: rng.chance(0.4) ? 1 : 0, outside: 1 + rng.below(2) }),
    };
  },
};

const chamber: Cast = {
  size: [7, 12],
  ratio: 1,
  play(role): Part {
    const { rng, shared } = role;
    const fee: Guarantor = {
      guarantor: `gi-${role.place % 10}-${10 + role.number('chamber', 90)}`,
      guarantorKind: 'institution',
      share: 0.8,
      relation: 'chamber',
    };
    const step = role.member % 2 === 0 ? 1 : -1;
    const guarantors = [
      fee,
      ...(rng.chance(0.25) ? [by(role, step, { share: between(rng, 0.3, 0.8), relation: 'chamber' })] : []),
    ];
    return {
      birth: { employment: employment.shopOwner, place: role.place },
      acts: applyOn(between(shared, 5, 60) + between(rng, 0, 90)),
      handled: rng.chance(0.4),
      wish: asking({ product: 'shop-loan' }),
      company: companyOfMember(role, { ...alone, ageMonths: [18, 160], employees: [2, 30], capital: [3, 40] }),
      guarantors,
      buyers: buyersOfMember(role, { inside: rng.chance(0.3) ? 1 : 0, outside: 1 + rng.below(3) }),
    };
  },
};

const family: Cast = {
  size: [3, 4],
  ratio: 0.6,
  play(role): Part {
    const { rng } = role;
    const step = role.member === 0 ? 1 : -role.member;
    return {
      birth: { employment: employment.shopOwner, place: role.place, kmFromGroup: 1 },
      acts: applyOn(between(rng, 5, 165)),
      handled: false,
      surname: role.surname(),
      wish: asking({ product: 'shop-loan' }),
      company: companyOfMember(role, {
        ...alone,
        address: 0.4,
        phone: 0.3,
        ageMonths: [6, 150],
        employees: [0, 12],
        capital: [1, 20],
      }),
      guarantors: [by(role, step, { share: between(rng, 0.6, 1.1), relation: 'family' })],
      buyers: buyersOfMember(role, { inside: rng.chance(0.3) ? 1 : 0, outside: 1 + rng.below(2) }),
    };
  },
};

const jointLiability: Cast = {
  size: [4, 5],
  ratio: 0.8,
  play(role): Part {
    const { rng, shared, size } = role;
    const others = Array.from({ length: size - 1 }, (_, k) => by(role, k + 1, { share: 0.25, relation: 'joint' }));
    return {
      birth: { employment: employment.shopOwner, place: role.place },
      acts: applyOn(between(shared, 5, 130) + between(rng, 0, 30)),
      handled: false,
      wish: asking({ amount: 0.5, product: 'shop-loan' }),
      company: companyOfMember(role, { ...alone, ageMonths: [30, 200], employees: [1, 15], capital: [2, 20] }),
      guarantors: others,
      buyers: buyersOfMember(role, { inside: rng.chance(0.5) ? 1 : 0, outside: 1 + rng.below(3) }),
    };
  },
};

export const guaranteeCircle: Script = {
  pattern: 'guarantee-circle',
  fraud,
  lookAlikes: [chamber, family, jointLiability],
};
