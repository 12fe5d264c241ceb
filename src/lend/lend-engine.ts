import type { Day } from '#base';
import type { Correction, CorrectionNote, IdentityChange } from '#identity';
import type { UnitPart } from '#store';
import type { InboundEvent } from '#stream';
import type { PendingOffer } from './decide-application.ts';
import type { EventDraft, IngestOutcome } from './effects.ts';
import type { LendPorts } from './ports.ts';

export interface IngestOptions {
  /** Replaces the clock for each event: a simulation or a back-load records events as they happen. */
  readonly recordAt?: (event: InboundEvent) => number;
  /** Rows to commit together with the effects, made from the outcomes: a caller's own record of its answer. */
  readonly also?: (outcomes: readonly IngestOutcome[]) => UnitPart;
}

/** The lending engine of one tenant: every event of live traffic, back-load, replay and simulation goes through it. */
export interface LendEngine {
  /**
   * Takes in validated events: who, factors, decision, loan, ledger. Resolves when all of it is committed.
   *
   * @throws TallyError `LEND_STOPPED` after a write failed: the engine must be opened again from the store.
   */
  ingest(events: readonly InboundEvent[], options?: IngestOptions): Promise<readonly IngestOutcome[]>;
  /** Closes days up to and including `day`; days closed before are skipped. */
  closeDays(day: Day): Promise<void>;
  /**
   * Corrects who is who by hand: rows, factors, profiles, segments and consents follow. New work waits meanwhile.
   *
   * @throws TallyError `IDENTITY_UNKNOWN`, `IDENTITY_MERGE_SELF`, `IDENTITY_SPLIT`, `IDENTITY_UNDONE`, `IDENTITY_REFUSED`;
   *   nothing is changed then.
   */
  correct(correction: Correction, note: Omit<CorrectionNote, 'at'>): Promise<IdentityChange>;
  /** Logs events that the platform itself speaks of, with tokens for identifiers. */
  record(drafts: readonly EventDraft[]): Promise<void>;
  /** Looks at persons whom the passing of time concerns, up to `limit`; answers whether to go on at once. */
  passTime(limit: number): Promise<boolean>;
  readonly lastClosedDay: Day;
  /** The next offset: everything before it was handled. */
  readonly offset: number;
  readonly ports: LendPorts;
  offer(applicationId: string): PendingOffer | undefined;
  /** Applications handled since the engine was opened, for progress. */
  readonly totals: { readonly applications: number; readonly approved: number };
  /** True once a write failed: open the engine again. */
  readonly hasStopped: boolean;
  /** Runs `work` while nothing is on its way to the store: memory and store agree. New work waits meanwhile. */
  atRest<T>(work: () => T | Promise<T>): Promise<T>;
}
