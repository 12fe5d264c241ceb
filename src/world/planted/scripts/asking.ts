import type { Wish } from '../../wish.ts';

/** Asks for a multiple of what he would have asked for, in whole thousands; `income` multiplies what he declares. */
export function asking({ amount = 1, income = 1, product }: Asking): (wish: Wish) => Wish {
  return (wish) => ({
    ...wish,
    ...(product === undefined ? {} : { productId: product }),
    amountMinor: 100_000 * Math.min(50, Math.max(1, Math.round((wish.amountMinor * amount) / 100_000))),
    declaredIncomeMinor: Math.round((wish.declaredIncomeMinor * income) / 10_000) * 10_000,
  });
}

export interface Asking {
  readonly amount?: number;
  readonly income?: number;
  readonly product?: Wish['productId'];
}
