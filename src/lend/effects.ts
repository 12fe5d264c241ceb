import type { LogEvent, StoredEvent } from '#stream';
import type { UnitBuilder } from '#store';
import type { Person } from '#identity';

/** An event being handled: as stored, whose it is, and the unit that its effects go into. */
export interface Handling {
  readonly event: StoredEvent;
  readonly person: Person;
  readonly unit: UnitBuilder;
  /** Adds an event of the platform; it is logged in the same unit. */
  emit(draft: EventDraft): void;
}

/** What a handler says of an event it emits; the engine fills in the rest. */
export interface EventDraft {
  readonly kind: string;
  /** Unique among the platform's own events of the tenant. */
  readonly key: string;
  readonly identifiers: LogEvent['identifiers'];
  readonly data: LogEvent['data'];
}

/** The source name of events that the platform emits. */
export const PLATFORM_SOURCE = 'platform';

/** What handling an application led to. */
export interface ApplicationOutcome {
  readonly applicationId: string;
  readonly personId: string;
  readonly decisionId: string;
  readonly outcome: 'approved' | 'declined' | 'referred';
  readonly reasons: readonly string[];
  readonly amountMinor: number;
  readonly currency: string;
  readonly termMonths: number;
  readonly aprBps: number;
  readonly policyHash: string;
  readonly arm: string;
}

/** What the engine answers for each event, in order. */
export interface IngestOutcome {
  readonly duplicate: boolean;
  readonly offset: number;
  readonly personId: string;
  readonly application?: ApplicationOutcome;
  readonly loanId?: string;
  /** Why an accepted event had no effect, such as a payment for an unknown loan. */
  readonly note?: string;
}
