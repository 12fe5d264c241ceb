import type { WorldInstalment } from './event.ts';
import type { FraudForm } from './people.ts';

/** How the loan will go, drawn with the application from the application's own stream. */
export interface Trajectory {
  /** The instalment (1-based) from which nothing is paid, 0 for none. */
  readonly onset: number;
  /** Days after the onset's due day on which everything due is paid, 0 for never. */
  readonly cureDays: number;
  /** Probability that an ordinary instalment is paid late. */
  readonly lateProbability: number;
}

/** An application that the lender has not finished with. */
export interface Pending {
  readonly applicationId: string;
  readonly number: number;
  readonly day: number;
  readonly person: number;
  /** Tells whether the row still holds the same person. */
  readonly serial: number;
  readonly account: string;
  readonly amountMinor: number;
  readonly fraudForm: FraudForm;
  readonly trajectory: Trajectory;
  /** A small loan on the way to a planted one. */
  readonly rehearsed?: true;
}

/** A loan being repaid; dropped when it is settled or hopeless. */
export interface Loan extends Pending {
  readonly loanId: string;
  readonly schedule: readonly WorldInstalment[];
  /** Instalments paid so far. */
  paid: number;
  cured: boolean;
}

/** One thing to do on a given day. */
export type Task =
  | { readonly kind: 'due'; readonly loanId: string; readonly instalment: number }
  | { readonly kind: 'pay'; readonly loanId: string; readonly instalment: number; readonly lateDays: number }
  | { readonly kind: 'retry'; readonly loanId: string; readonly instalment: number }
  | { readonly kind: 'cure'; readonly loanId: string; readonly instalment: number }
  | { readonly kind: 'worsen'; readonly loanId: string; readonly dpd: number }
  | { readonly kind: 'abandon'; readonly loanId: string }
  | { readonly kind: 'confirm'; readonly applicationId: string; readonly form: FraudForm }
  | { readonly kind: 'reapply'; readonly person: number; readonly serial: number }
  | {
      readonly kind: 'moved';
      readonly at: number;
      readonly applicationId: string;
      readonly account: string;
      readonly loanId: string;
      readonly data: Readonly<Record<string, string | number>>;
    };
