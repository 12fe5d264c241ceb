import type { Country } from '../country.ts';
import { employment, shopForms, type ShopForm } from '../people.ts';
import { at, bits, purpose } from '../random.ts';

/** Of a thousand shop owners so many feign turnover in each of three ways, and so many honest ones resemble each. */
const SHAM = 27;
const LOOK_ALIKE = 54;

/** How a shop owner feigns turnover, and which sham an honest shop resembles; both empty for everybody else. */
export interface ShopForms {
  readonly shopForm: ShopForm;
  readonly shopLookAlike: ShopForm;
}

const NOTHING: ShopForms = { shopForm: '', shopLookAlike: '' };

/**
 * The forms of a shop: a draw of its own that no other part of the market knows of, so turnover may be feigned by good payers
 * and bad, and what the books show of it says nothing about default that the rest does not say.
 */
export function shopFormsOf({ seed, people }: Country, person: number): ShopForms {
  if (at(people.employment, person) !== employment.shopOwner) return NOTHING;
  const draw = bits(seed, purpose.sham, at(people.serial, person), 0) % 1000;
  if (draw < 3 * SHAM) return { shopForm: shopForms[1 + Math.floor(draw / SHAM)] ?? '', shopLookAlike: '' };
  const rest = draw - 3 * SHAM;
  if (rest < 3 * LOOK_ALIKE) return { shopForm: '', shopLookAlike: shopForms[1 + Math.floor(rest / LOOK_ALIKE)] ?? '' };
  return NOTHING;
}

/** How much of its trade a shop feigns, 0.3 to 0.8; of a look-alike, how much looks like it, 0.08 to 0.25. */
export function shareOfForm(country: Country, person: number, form: ShopForm): number {
  const { seed, people } = country;
  const uniform = bits(seed, purpose.sham, at(people.serial, person), 1) / 4_294_967_296;
  const { shopForm, shopLookAlike } = shopFormsOf(country, person);
  if (shopForm === form) return 0.3 + 0.5 * uniform;
  return shopLookAlike === form ? 0.08 + 0.17 * uniform : 0;
}
