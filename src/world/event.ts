/*
 * The world's side of the event contract. The shapes are those of the event log's door, written again here because the
 * world stands beside the log, not above it; a test holds every emitted event against the log's schemas.
 */

export interface WorldIdentifier {
  readonly kind: 'application' | 'loan' | 'national_id' | 'account' | 'phone' | 'email' | 'device' | 'cookie' | 'shop';
  readonly value: string;
}

/** An event as the market sends it: identifiers in the clear. */
export interface WorldEvent {
  readonly kind: string;
  readonly version: number;
  readonly source: string;
  readonly idempotencyKey: string;
  readonly identifiers: readonly WorldIdentifier[];
  /** Milliseconds, within the simulated day. */
  readonly occurredAt: number;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What happened on one simulated day, ordered by `occurredAt`. */
export interface WorldDay {
  readonly day: number;
  readonly events: WorldEvent[];
}

/** One instalment of the schedule the borrower was told. */
export interface WorldInstalment {
  readonly dueDay: number;
  readonly amountMinor: number;
}

/** The lender's answer to an application, passed to the next step. */
export interface DecidedFeedback {
  readonly kind: 'decided';
  readonly applicationId: string;
  readonly outcome: 'approved' | 'declined' | 'referred';
  readonly amountMinor: number;
  readonly termMonths: number;
  readonly aprBps: number;
}

/** The money of an accepted offer went out; the borrower pays by this schedule. */
export interface DisbursedFeedback {
  readonly kind: 'disbursed';
  readonly applicationId: string;
  readonly loanId: string;
  readonly schedule: readonly WorldInstalment[];
}

export type WorldFeedback = DecidedFeedback | DisbursedFeedback;
