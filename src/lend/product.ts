/** A loan product: what may be asked for. Amounts are minor units. */
export interface Product {
  readonly id: string;
  readonly name: { readonly en: string; readonly zh: string };
  readonly currency: string;
  readonly minimumMinor: number;
  readonly maximumMinor: number;
  readonly termsMonths: readonly number[];
  /** Price when the policy sets none: yearly nominal rate in basis points. */
  readonly aprBps: number;
}

/** Products of a new installation. */
export const standardProducts: readonly Product[] = [
  {
    id: 'cash-loan',
    name: { en: 'Cash loan', zh: '现金贷' },
    currency: 'CNY',
    minimumMinor: 50_000,
    maximumMinor: 20_000_000,
    termsMonths: [3, 6, 9, 12, 18, 24],
    aprBps: 2400,
  },
  {
    id: 'shop-loan',
    name: { en: 'Shop loan', zh: '商户贷' },
    currency: 'CNY',
    minimumMinor: 100_000,
    maximumMinor: 100_000_000,
    termsMonths: [3, 6, 9, 12, 18, 24],
    aprBps: 1800,
  },
];
