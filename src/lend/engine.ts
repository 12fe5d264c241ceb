import { TallyError, messageOf, type Day } from '#base';
import { createUnit, forTenant, type UnitBuilder } from '#store';
import { eventKinds, type InboundEvent, type LogEvent, type StoredEvent } from '#stream';
import type { Correction, CorrectionNote, EventMove, IdentityChange, SealedValue } from '#identity';
import { closeDay } from './close-day.ts';
import { assertAcceptable } from './acceptance.ts';
import { changeIdentity, followChange } from './correct-identity.ts';
import type { PendingOffer } from './decide-application.ts';
import { PLATFORM_SOURCE, type EventDraft, type IngestOutcome } from './effects.ts';
import { followOwner } from './follow-owner.ts';
import { handleEvent } from './handle-event.ts';
import { daysPastDue } from './loan.ts';
import { offerFromRow, type OfferRow } from './offer-row.ts';
import type { IngestOptions, LendEngine } from './lend-engine.ts';
import type { LendPorts } from './ports.ts';
import { transitionDraft, transitionDrafts } from './transition-events.ts';
import { naturalKey, partitionKey, withReferences, type KnowsReference } from './references.ts';

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

  async atRest<T>(work: () => T | Promise<T>): Promise<T> {
    while (this.gate !== undefined) await this.gate;
    let open = (): void => undefined;
    this.gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    try {
      if (this.inFlight > 0) await new Promise<void>((resolve) => (this.onRest = resolve));
      return await work();
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

  correct(correction: Correction, note: Omit<CorrectionNote, 'at'>): Promise<IdentityChange> {
    return this.atRest(async () => {
      this.assertRunning();
      this.advance();
      const noted = { ...note, at: this.recordedAt };
      const change = await changeIdentity(this.ports, correction, noted);
      const stop = (error: unknown): never => this.fail(error);
      const done = await followChange(this.ports, change, noted).catch(stop);
      const follow = await followOwner(this.ports, done.events, this.offers).catch(stop);
      const unit = createUnit(this.ports.tenant);
      const transitions = this.guarded(unit, () => {
        for (const move of done.moves) this.moveEvents(move);
        for (const [person, events] of done.events) this.ports.people.rebuild(person, events, this.recordedAt);
        const changed = this.ports.people.drain();
        follow(unit);
        this.appendDrafts(done.drafts, unit);
        this.addRoomParts(unit);
        return changed;
      });
      await this.commit(unit);
      await this.append(await transitionDrafts(this.ports, transitions));
      return done.change;
    });
  }

  async record(drafts: readonly EventDraft[]): Promise<void> {
    while (this.gate !== undefined) await this.gate;
    this.assertRunning();
    this.advance();
    await this.append(drafts);
  }

  async passTime(limit: number): Promise<boolean> {
    const { people, clock } = this.ports;
    if (this.gate !== undefined || this.hasStopped) return false;
    people.passTime(clock.now(), limit);
    const transitions = people.drain();
    if (transitions.length > 0) {
      await this.atRest(async () => {
        this.assertRunning();
        this.advance();
        await this.append(await transitionDrafts(this.ports, transitions));
      });
    }
    return people.isDue(clock.now());
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
      this.ports.people.merge(from.index, into.index, event.recordedAt);
      drafts.push({
        kind: 'identity.merged',
        key: `merged:${from.id}:${into.id}`,
        identifiers: event.identifiers,
        data: { from: from.id, into: into.id },
      });
    }
    this.ports.factors.ingest({ event, person: person.index });
    this.ports.people.ingest(event, person.index);
    this.noteTransitions(event, drafts);
    const emit = (draft: EventDraft): void => void drafts.push(draft);
    const { ports, offers, applications } = this;
    const effect = handleEvent({ ports, offers, applications }, { event, person, unit, emit });
    if (effect.application !== undefined) this.totals.applications++;
    if (effect.application?.outcome === 'approved') this.totals.approved++;
    return { duplicate: false, offset: event.offset, personId: person.id, ...effect };
  }

  private closeOne(day: Day, unit: UnitBuilder): void {
    const drafts: EventDraft[] = [];
    this.advance();
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
      version: eventKinds.get(kind)?.version ?? 1,
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
    const caused: EventDraft[] = [];
    for (const event of prepared.stored) {
      const { person } = this.ports.identity.observe(event, []);
      this.ports.factors.ingest({ event, person: person.index });
      this.ports.people.ingest(event, person.index);
      this.noteTransitions(event, caused);
    }
    this.appendDrafts(caused, unit);
  }

  /** The one place through which everything that is kept by person follows its events to another person. */
  private moveEvents(move: EventMove): void {
    const { identity, factors, people } = this.ports;
    identity.moveEvents(move);
    factors.move(move);
    people.move(move.from, move.into, move.offsets);
  }

  /** What an event changed about segments is told with its own identifiers. */
  private noteTransitions({ identifiers, offset }: StoredEvent, drafts: EventDraft[]): void {
    for (const transition of this.ports.people.drain()) {
      drafts.push(transitionDraft(transition, identifiers, `${offset}`));
    }
  }

  private async append(drafts: readonly EventDraft[]): Promise<void> {
    if (drafts.length === 0) return;
    const unit = createUnit(this.ports.tenant);
    this.guarded(unit, () => {
      this.appendDrafts(drafts, unit);
      this.addRoomParts(unit);
    });
    await this.commit(unit);
  }

  private advance(): void {
    this.recordedAt = Math.max(this.recordedAt, this.ports.clock.now());
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
      return this.fail(error);
    }
  }

  private fail(error: unknown): never {
    this.failure = error;
    throw error;
  }

  private async commit(unit: UnitBuilder): Promise<void> {
    this.inFlight++;
    try {
      await this.ports.db.write(unit);
    } catch (error) {
      this.fail(error);
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

function keyOf({ source, idempotencyKey }: LogEvent): string {
  return `${source} ${idempotencyKey}`;
}
