import type { Clock, IdSource } from '#base';
import type { AuditLog, DecisionLog, ListMatch, PolicyBook } from '#decide';
import type { FactorService } from '#factors';
import type { IdentityService, People } from '#identity';
import type { Ledger } from '#ledger';
import type { Database } from '#store';
import type { EventLog } from '#stream';
import type { DayMetrics } from './day-metrics.ts';
import type { Handling } from './effects.ts';
import type { LoanBook } from './loan-book.ts';
import type { Product } from './product.ts';

/** Everything the lending engine of one tenant stands on. */
export interface LendPorts {
  readonly db: Database;
  readonly tenant: string;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly log: EventLog;
  readonly identity: IdentityService;
  readonly factors: FactorService;
  readonly people: People;
  readonly policies: PolicyBook;
  readonly decisions: DecisionLog;
  readonly audit: AuditLog;
  readonly ledger: Ledger;
  readonly book: LoanBook;
  readonly metrics: DayMetrics;
  readonly products: readonly Product[];
  /** Funder of new loans. */
  readonly funderId: string;
  /** The lists that something of an applicant is on as of the event; nobody is on any when left out. */
  readonly listed?: (asked: Pick<Handling, 'event' | 'person'>) => readonly ListMatch[];
}
