import { assert } from '#base';
import type { Instalment, Loan } from './loan.ts';

/** Where the money of a payment went. `excess` is what no instalment needed. */
export interface Allocation {
  readonly interestMinor: number;
  readonly principalMinor: number;
  readonly excessMinor: number;
  readonly touched: readonly Instalment[];
}

/** Pays instalments from the oldest on, interest before principal in each. Changes the loan; the parts add up. */
export function allocatePayment(loan: Loan, amountMinor: number): Allocation {
  assert(amountMinor > 0 && Number.isSafeInteger(amountMinor), 'a payment is a positive whole amount');
  let left = amountMinor;
  let interest = 0;
  let principal = 0;
  const touched: Instalment[] = [];
  for (const item of loan.instalments) {
    if (left === 0) break;
    const toInterest = Math.min(left, item.interestMinor - item.paidInterestMinor);
    const toPrincipal = Math.min(left - toInterest, item.principalMinor - item.paidPrincipalMinor);
    if (toInterest + toPrincipal === 0) continue;
    item.paidInterestMinor += toInterest;
    item.paidPrincipalMinor += toPrincipal;
    interest += toInterest;
    principal += toPrincipal;
    left -= toInterest + toPrincipal;
    touched.push(item);
  }
  loan.receivedMinor += amountMinor - left;
  return { interestMinor: interest, principalMinor: principal, excessMinor: left, touched };
}
