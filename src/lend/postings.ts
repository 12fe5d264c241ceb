import type { Day } from '#base';
import type { Loan } from './loan.ts';

/** Accounts of the chart; loans have one each, so that a loan's statement is a ledger statement. */
export const accounts = {
  loan: (loanId: string) => `loan:${loanId}`,
  cash: (currency: string) => `cash:${currency}`,
  funder: (funderId: string, currency: string) => `funder:${funderId}:${currency}`,
  interest: (currency: string) => `income:interest:${currency}`,
  loss: (currency: string) => `expense:credit-loss:${currency}`,
  excess: (currency: string) => `liability:excess:${currency}`,
} as const;

export interface Posting {
  readonly debit: string;
  readonly credit: string;
  readonly amountMinor: bigint;
  readonly kind: string;
}

export interface Booking {
  readonly id: string;
  readonly bookedDay: Day;
  readonly entries: readonly Posting[];
  readonly reference: string;
}

/** Disbursement: each funder draws its share into cash, cash goes out against the loan. */
export function disbursementBooking(loan: Loan, shares: readonly { funderId: string; amountMinor: bigint }[]): Booking {
  const { currency, loanId } = loan;
  const cash = accounts.cash(currency);
  const draws = shares.map(({ funderId, amountMinor }) => ({
    debit: cash,
    credit: accounts.funder(funderId, currency),
    amountMinor,
    kind: 'funding',
  }));
  const out = {
    debit: accounts.loan(loanId),
    credit: cash,
    amountMinor: BigInt(loan.principalMinor),
    kind: 'disbursement',
  };
  return { id: `disbursement:${loanId}`, bookedDay: loan.disbursedDay, entries: [...draws, out], reference: loanId };
}

export interface PaymentParts {
  readonly paymentId: string;
  readonly bookedDay: Day;
  readonly principalMinor: number;
  readonly interestMinor: number;
  readonly excessMinor: number;
  readonly toFunders: readonly { readonly funderId: string; readonly amountMinor: bigint }[];
}

/** Payment: cash against principal, interest (recognised when received) and excess; principal goes on to the funders. */
export function paymentBooking(loan: Loan, parts: PaymentParts): Booking {
  const { currency, loanId } = loan;
  const cash = accounts.cash(currency);
  const receipts = [
    { credit: accounts.interest(currency), amount: parts.interestMinor, kind: 'interest' },
    { credit: accounts.loan(loanId), amount: parts.principalMinor, kind: 'principal' },
    { credit: accounts.excess(currency), amount: parts.excessMinor, kind: 'excess' },
  ];
  const entries = [
    ...receipts.map(({ credit, amount, kind }) => ({ debit: cash, credit, amountMinor: BigInt(amount), kind })),
    ...parts.toFunders.map(({ funderId, amountMinor }) => ({
      debit: accounts.funder(funderId, currency),
      credit: cash,
      amountMinor,
      kind: 'remittance',
    })),
  ].filter(({ amountMinor }) => amountMinor > 0n);
  return { id: `payment:${parts.paymentId}`, bookedDay: parts.bookedDay, entries, reference: loanId };
}

/** Charge-off: what is left of the principal becomes a loss. */
export function chargeOffBooking(loan: Loan, lossMinor: number, bookedDay: Day): Booking {
  const entry = {
    debit: accounts.loss(loan.currency),
    credit: accounts.loan(loan.loanId),
    amountMinor: BigInt(lossMinor),
    kind: 'charge-off',
  };
  return { id: `charge-off:${loan.loanId}`, bookedDay, entries: [entry], reference: loan.loanId };
}
