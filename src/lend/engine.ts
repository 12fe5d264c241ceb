import { TallyError, messageOf, type Day } from '#base';
import { createUnit, forTenant, type UnitBuilder, type UnitPart } from '#store';
import type { Identifier, InboundEvent, LogEvent, StoredEvent } from '#stream';
import type { SealedValue } from '#identity';
import { closeDay } from './close-day.ts';
import { assertAcceptable } from './acceptance.ts';
import type { PendingOffer } from './decide-application.ts';
import { PLATFORM_SOURCE, type EventDraft, type IngestOutcome } from './effects.ts';
import { handleEvent } from './handle-event.ts';
import { daysPastDue } from './loan.ts';
import type { LendPorts } from './ports.ts';
import { naturalKey, partitionKey, withReferences, type KnowsReference } from './references.ts';

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
  atRest<T>(work: () => T): Promise<T>;
}

/** Opens the engine on what the store holds. */
export async function openLendEngine(ports: LendPorts): Promise<LendEngine> {
  const engine = new Engine(ports);
  await engine.load();
  return engine;
}

class Engine implements LendEngine {
  readonly ports: LendPorts;
  lastClosedDay: Day = -1;
  private readonly offers = new Map<string, PendingOffer>();
  private readonly applications = new Set<string>();
  readonly totals = { applications: 0, approved: 0 };
  private recordedAt = 0;
  private failure: unknown;
  private inFlight = 0;
  /** Set while somebody waits for rest; new work waits for it. */
  private gate: Promise<void> | undefined;
  private onRest: (() => void) | undefined;

  constructor(ports: LendPorts) {
    this.ports = ports;
  }

  get offset(): number {
    return this.ports.log.end(this.ports.tenant, 0);
  }

  offer(applicationId: string): PendingOffer | undefined {
    return this.offers.get(applicationId);
  }

  get hasStopped(): boolean {
    return this.failure !== undefined;
  }

  async atRest<T>(work: () => T): Promise<T> {
    while (this.gate !== undefined) await this.gate;
    let open = (): void => undefined;
    this.gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    try {
      if (this.inFlight > 0) await new Promise<void>((resolve) => (this.onRest = resolve));
      return work();
    } finally {
      this.gate = undefined;
      open();
    }
  }

  async ingest(events: readonly InboundEvent[], options: IngestOptions = {}): Promise<readonly IngestOutcome[]> {
    while (this.gate !== undefined) await this.gate;
    this.assertRunning();
    const tokenised = this.tokenise(events, options);
    const logEvents = tokenised.map(({ event }) => event);
    assertAcceptable({ ports: this.ports, applications: this.applications }, logEvents);
    const earlier = this.ports.log.whenSettled(this.ports.tenant);
    const unit = createUnit(this.ports.tenant);
    const outcomes = this.guarded(unit, () => {
      const made = this.handleBatch(tokenised, unit);
      if (options.also !== undefined) unit.add(options.also(made));
      return made;
    });
    await this.commit(unit);
    if (outcomes.some(({ duplicate }) => duplicate)) {
      // A duplicate is acknowledged only once its original is known to be lasting.
      await earlier;
      this.assertRunning();
    }
    return outcomes;
  }

  async closeDays(day: Day): Promise<void> {
    const first = this.lastClosedDay < 0 ? day : this.lastClosedDay + 1;
    for (let next = first; next <= day; next++) {
      while (this.gate !== undefined) await this.gate;
      this.assertRunning();
      const unit = createUnit(this.ports.tenant);
      this.guarded(unit, () => this.closeOne(next, unit));
      this.lastClosedDay = next;
      await this.commit(unit);
    }
  }

  async load(): Promise<void> {
    const read = forTenant(this.ports.db, this.ports.tenant);
    const [closed] = await read.query<{ day: number }>("select day from day_close where tenant = $1 and name = 'lend'");
    this.lastClosedDay = closed?.day ?? -1;
    for (const loan of this.ports.book.open()) {
      loan.dpd = daysPastDue(loan, this.lastClosedDay);
      loan.worstDpd = Math.max(loan.worstDpd, loan.dpd); // its row is written at milestones only
    }
    const offers = await read.query<OfferRow>(
      `select application_id, person_id, product_id, offered_minor, currency, term_months, apr_bps, identifiers,
         details->>'cell' as cell from application where tenant = $1 and status = 'offered'`,
    );
    for (const row of offers) this.offers.set(row.application_id, offerFromRow(row));
    const [known] = await read.query<{ ids: string | null }>(
      'select json_agg(application_id)::text as ids from application where tenant = $1',
    );
    for (const id of JSON.parse(known?.ids ?? '[]') as string[]) this.applications.add(id);
  }

  private handleBatch(tokenised: readonly TokenisedInput[], unit: UnitBuilder): IngestOutcome[] {
    const sealed = new Map(tokenised.map(({ event, sealed: values }) => [keyOf(event), values]));
    const prepared = this.ports.log.prepare(
      this.ports.tenant,
      tokenised.map(({ event }) => event),
    );
    unit.add(prepared.part);
    const outcomes = new Map<string, IngestOutcome>();
    const drafts: EventDraft[] = [];
    for (const stored of prepared.stored) {
      outcomes.set(keyOf(stored), this.handle(stored, { sealed: sealed.get(keyOf(stored)) ?? [], unit, drafts }));
    }
    this.appendDrafts(drafts, unit);
    this.addRoomParts(unit);
    return tokenised.map(({ event }) => {
      const made = outcomes.get(keyOf(event));
      // The first of equal events has the effect, those behind it are its duplicates.
      outcomes.delete(keyOf(event));
      return made ?? { duplicate: true, offset: -1, personId: '' };
    });
  }

  private handle(event: StoredEvent, parts: HandleParts): IngestOutcome {
    const { unit, drafts } = parts;
    const { person, merged } = this.ports.identity.observe(event, parts.sealed);
    for (const { from, into } of merged) {
      this.ports.factors.merge(from.index, into.index);
      drafts.push({
        kind: 'identity.merged',
        key: `merged:${from.id}:${into.id}`,
        identifiers: event.identifiers,
        data: { from: from.id, into: into.id },
      });
    }
    this.ports.factors.ingest({ event, person: person.index });
    const emit = (draft: EventDraft): void => void drafts.push(draft);
    const { ports, offers, applications } = this;
    const effect = handleEvent({ ports, offers, applications }, { event, person, unit, emit });
    if (effect.application !== undefined) this.totals.applications++;
    if (effect.application?.outcome === 'approved') this.totals.approved++;
    return { duplicate: false, offset: event.offset, personId: person.id, ...effect };
  }

  private closeOne(day: Day, unit: UnitBuilder): void {
    const drafts: EventDraft[] = [];
    this.recordedAt = Math.max(this.recordedAt, this.ports.clock.now());
    closeDay(this.ports, { day, unit, emit: (draft) => void drafts.push(draft) });
    this.appendDrafts(drafts, unit);
    this.addRoomParts(unit);
  }

  /** Logs the platform's own events behind those that led to them and lets factors see them. */
  private appendDrafts(drafts: readonly EventDraft[], unit: UnitBuilder): void {
    if (drafts.length === 0) return;
    const events = drafts.map(({ kind, key, identifiers, data }): LogEvent => ({
      tenant: this.ports.tenant,
      kind,
      version: 1,
      source: PLATFORM_SOURCE,
      idempotencyKey: key,
      identifiers: withReferences(identifiers, data, () => true),
      occurredAt: this.recordedAt,
      recordedAt: this.recordedAt,
      partitionKey: partitionKey(identifiers),
      data,
    }));
    const prepared = this.ports.log.prepare(this.ports.tenant, events);
    unit.add(prepared.part);
    for (const event of prepared.stored) {
      const { person } = this.ports.identity.observe(event, []);
      this.ports.factors.ingest({ event, person: person.index });
    }
  }

  private addRoomParts(unit: UnitBuilder): void {
    const { identity, decisions, audit, metrics } = this.ports;
    for (const room of [identity, decisions, audit, metrics]) unit.add(room.part());
  }

  private tokenise(events: readonly InboundEvent[], options: IngestOptions): TokenisedInput[] {
    const submitted = new Set<unknown>();
    const { resolver } = this.ports.identity;
    const knows: KnowsReference = (kind, token) =>
      kind === 'loan'
        ? resolver.find({ kind, token }) !== undefined
        : this.applications.has(token) || submitted.has(token);
    return events.map((event) => {
      if (event.kind === 'application.submitted') submitted.add(event.data['applicationId']);
      return this.toLogEvent(event, options, knows);
    });
  }

  private toLogEvent(event: InboundEvent, { recordAt }: IngestOptions, knows: KnowsReference): TokenisedInput {
    const { tenant, identity, clock } = this.ports;
    this.recordedAt = Math.max(this.recordedAt, recordAt === undefined ? clock.now() : recordAt(event));
    const { identifiers, data, sealed } = identity.tokenise(event);
    const all = withReferences(identifiers, data, knows);
    return {
      sealed,
      event: {
        tenant,
        kind: event.kind,
        version: event.version,
        source: event.source,
        idempotencyKey: naturalKey(event),
        identifiers: all,
        // Nothing happens after it is recorded: a fast clock at the sender must not move an event into the future.
        occurredAt: Math.min(event.occurredAt, this.recordedAt),
        recordedAt: this.recordedAt,
        partitionKey: partitionKey(all),
        data,
      },
    };
  }

  /** What was changed in memory must not outlive a unit that never commits: the engine stops and is opened anew. */
  private guarded<T>(unit: UnitBuilder, work: () => T): T {
    try {
      return work();
    } catch (error) {
      unit.discard();
      this.failure = error;
      throw error;
    }
  }

  private async commit(unit: UnitBuilder): Promise<void> {
    this.inFlight++;
    try {
      await this.ports.db.write(unit);
    } catch (error) {
      this.failure = error;
      throw error;
    } finally {
      this.inFlight--;
      if (this.inFlight === 0) this.onRest?.();
    }
  }

  private assertRunning(): void {
    if (this.failure === undefined) return;
    throw new TallyError('LEND_STOPPED', `the engine stopped after a failed write: ${messageOf(this.failure)}`, {
      hint: 'nothing that was acknowledged is lost; the platform opens the engine again from the store',
      retryable: true,
      status: 503,
      cause: this.failure,
    });
  }
}

interface TokenisedInput {
  readonly event: LogEvent;
  readonly sealed: readonly SealedValue[];
}

interface HandleParts {
  readonly sealed: readonly SealedValue[];
  readonly unit: UnitBuilder;
  readonly drafts: EventDraft[];
}

interface OfferRow {
  readonly application_id: string;
  readonly person_id: string;
  readonly product_id: string;
  readonly offered_minor: number;
  readonly currency: string;
  readonly term_months: number;
  readonly apr_bps: number;
  readonly identifiers: readonly Identifier[];
  readonly cell: string | null;
}

function offerFromRow(row: OfferRow): PendingOffer {
  return {
    applicationId: row.application_id,
    personId: row.person_id,
    productId: row.product_id,
    amountMinor: row.offered_minor,
    currency: row.currency,
    termMonths: row.term_months,
    aprBps: row.apr_bps,
    identifiers: row.identifiers,
    cell: row.cell ?? undefined,
  };
}

function keyOf({ source, idempotencyKey }: LogEvent): string {
  return `${source} ${idempotencyKey}`;
}
