import { exp } from '#base';
import type { Country } from './country.ts';
import { incomeOf } from './month.ts';
import { employment } from './people.ts';
import { appearanceOf } from './planted/stage.ts';
import { at, clamp, pick } from './random.ts';
import type { Visit } from './visit.ts';

const YUAN_1000 = 100_000;

/** What the person asks for. */
export interface Wish {
  readonly productId: 'cash-loan' | 'shop-loan';
  readonly amountMinor: number;
  readonly termMonths: number;
  readonly declaredIncomeMinor: number;
  readonly purpose: string;
}

const purposes = ['consumption', 'rent', 'education', 'medical', 'travel', 'renovation', 'farming', 'turnover'];
const terms = [3, 6, 9, 12];

/** What the applicant asks for, or is told to ask for. */
export function wishOf(country: Country, visit: Visit): Wish {
  const own = ownWish(country, visit);
  return appearanceOf(country, visit.person).wish?.(own) ?? own;
}

/* Draws product, amount, term, declared income and purpose. */
function ownWish(country: Country, { person, rng }: Visit): Wish {
  const { people } = country;
  const income = incomeOf(people, person);
  const isOwner = at(people.employment, person) === employment.shopOwner;
  const productId = isOwner && rng.chance(0.65) ? 'shop-loan' : 'cash-loan';
  const scale = productId === 'shop-loan' ? 3 : 1.7;
  const wanted = income * scale * exp(0.55 * rng.normal() + 0.12 * at(people.impulse, person));
  const rural = country.places[at(people.place, person)]?.kind !== 'town';
  const weights = productId === 'shop-loan' ? [0, 0, 0, 0, 0, 1, 0, 9] : [5, 2, 1.5, 1.5, 1.5, 1.5, rural ? 16 : 0, 0];
  return {
    productId,
    amountMinor: clamp(Math.round(wanted / YUAN_1000), 1, 50) * YUAN_1000,
    termMonths: terms[pick([2, 3, 1.5, 3.5], rng.uniform())] ?? 6,
    declaredIncomeMinor: Math.round((income * at(people.overstatement, person)) / 10_000) * 10_000,
    purpose: purposes[pick(weights, rng.uniform())] ?? 'consumption',
  };
}
