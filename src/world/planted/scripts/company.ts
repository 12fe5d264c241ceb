import { opaque } from '../../identifiers.ts';
import { outsideFirm } from '../../papers/companies.ts';
import { between, type Role } from '../casting.ts';
import type { Buyer, CompanyExtract } from '../guise.ts';

/** What the companies of a group have in common, as probabilities per member, and how they look. */
export interface Likeness {
  readonly legalPerson: number;
  readonly address: number;
  readonly phone: number;
  readonly accountant: number;
  readonly ageMonths: readonly [number, number];
  readonly employees: readonly [number, number];
  /** In millions of minor units. */
  readonly capital: readonly [number, number];
}

/** The company of a member. */
export function companyOfMember(role: Role, likeness: Likeness): CompanyExtract {
  const { rng, country, member, place } = role;
  const shared = (chance: number, name: string): string => role.key(rng.chance(chance) ? name : `${name}-${member}`);
  const digest = (prefix: string, text: string): string => `${prefix}-${opaque(country, text)}`;
  const whole = ([low, high]: readonly [number, number]): number => Math.round(between(rng, low, high));
  return {
    company: role.company(`member-${member}`),
    legalPerson: digest('lp', shared(likeness.legalPerson, 'legal')),
    companyAddress: digest('ca', shared(likeness.address, 'seat')),
    companyPhone: role.phone(rng.chance(likeness.phone) ? 'office' : `office-${member}`),
    // Who keeps no books with the others goes to a bureau of the place or keeps them himself.
    accountant: rng.chance(likeness.accountant)
      ? digest('ac', role.key('books'))
      : rng.chance(0.4)
        ? `ac-${place}-${rng.below(2)}`
        : digest('ac', role.key(`books-${member}`)),
    ageMonths: whole(likeness.ageMonths),
    capitalMinor: 1_000_000 * whole(likeness.capital),
    employees: whole(likeness.employees),
  };
}

/** Buyers: so many of the group, the next ones round it, and so many from outside. */
export function buyersOfMember(role: Role, { inside, outside }: { inside: number; outside: number }): Buyer[] {
  const { rng, member, size } = role;
  const own = Array.from({ length: Math.min(inside, size - 1) }, (_, k) =>
    role.company(`member-${(member + 1 + k) % size}`),
  );
  const others = Array.from({ length: outside }, () => outsideFirm(rng.below(1_000_000)));
  return [...own, ...others].map((company) => ({ company, share: between(rng, 0.1, 0.4) }));
}
