import { employment } from '../../people.ts';
import { applyOn, between, type Cast, type Part, type Script } from '../casting.ts';
import { asking } from './asking.ts';
import { buyersOfMember, companyOfMember } from './company.ts';

/*
 * Shell firms: companies of one hand (legal person, seat, telephone, books) that trade with each other alone. Honest: holding groups,
 * tenants of a business centre, shops of one family.
 */

const fraud: Cast = {
  size: [5, 9],
  ratio: 1,
  play(role): Part {
    const { rng, shared, camouflaged } = role;
    const looks = { ageMonths: [2, 16], employees: [0, 3], capital: [1, 10] } as const;
    const trace = rng.chance(0.6) ? 0.8 : 0;
    return {
      birth: { employment: employment.shopOwner, place: role.place },
      acts: applyOn(between(shared, 5, 120) + between(rng, 0, 40)),
      handled: !camouflaged && rng.chance(0.6),
      wish: asking({ amount: 1.8, product: 'shop-loan' }),
      company: companyOfMember(
        role,
        camouflaged
          ? { ...looks, legalPerson: 0, phone: 0, address: trace / 2, accountant: trace }
          : { ...looks, legalPerson: 0.5, phone: 0.6, address: 0.7, accountant: 0.8 },
      ),
      buyers: buyersOfMember(role, camouflaged ? { inside: 1, outside: 2 } : { inside: 2 + rng.below(2), outside: 0 }),
    };
  },
};

const holding: Cast = {
  size: [4, 6],
  ratio: 0.8,
  play(role): Part {
    const { rng, shared } = role;
    const looks = { ageMonths: [20, 200], employees: [6, 80], capital: [5, 60] } as const;
    return {
      birth: { employment: employment.shopOwner, place: role.place },
      acts: applyOn(between(shared, 5, 60) + between(rng, 0, 100)),
      handled: rng.chance(0.4),
      wish: asking({ amount: 1.2, product: 'shop-loan' }),
      company: companyOfMember(role, { ...looks, legalPerson: 0.8, address: 0.8, phone: 0.7, accountant: 0.9 }),
      buyers: buyersOfMember(role, { inside: rng.below(3), outside: 2 + rng.below(2) }),
    };
  },
};

const businessCentre: Cast = {
  size: [8, 14],
  ratio: 1,
  play(role): Part {
    const { rng } = role;
    const looks = { ageMonths: [1, 30], employees: [0, 6], capital: [1, 12] } as const;
    return {
      birth: { employment: employment.shopOwner, place: role.place },
      acts: applyOn(between(rng, 5, 165)),
      handled: false,
      wish: asking({ product: 'shop-loan' }),
      company: companyOfMember(role, { ...looks, legalPerson: 0, address: 0.95, phone: 0.3, accountant: 0.6 }),
      buyers: buyersOfMember(role, { inside: rng.chance(0.2) ? 1 : 0, outside: 1 + rng.below(3) }),
    };
  },
};

const familyShops: Cast = {
  size: [3, 4],
  ratio: 0.4,
  play(role): Part {
    const { rng } = role;
    const looks = { ageMonths: [4, 120], employees: [0, 5], capital: [1, 10] } as const;
    return {
      birth: { employment: employment.shopOwner, place: role.place, kmFromGroup: 0.1 },
      acts: applyOn(between(rng, 5, 165)),
      handled: false,
      surname: role.surname(),
      wish: asking({ product: 'shop-loan' }),
      company: companyOfMember(role, { ...looks, legalPerson: 0.4, address: 0.8, phone: 0.6, accountant: 0.7 }),
      buyers: buyersOfMember(role, { inside: rng.below(2), outside: 1 + rng.below(2) }),
    };
  },
};

export const shellFirms: Script = { pattern: 'shell-firms', fraud, lookAlikes: [holding, businessCentre, familyShops] };
