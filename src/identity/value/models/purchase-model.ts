import type { Purchases, PurchaseSummary } from '../purchase-summary.ts';

/** A model of when customers buy and when they stop, fitted. Times are in the unit of the summary. */
export interface PurchaseModel {
  readonly name: string;
  readonly parameters: Readonly<Record<string, number>>;
  readonly logLikelihood: number;
  /** Purchases expected of a customer in the time `t` that follows. */
  expectedPurchases(t: number, customer: Purchases): number;
  /** Chance that the customer has not stopped. */
  probabilityAlive(customer: Purchases): number;
  /** Repeats expected of anybody in the time `t` after the first purchase. */
  expectedUpTo(t: number): number;
}

export type FitModel = (summary: PurchaseSummary) => PurchaseModel;
