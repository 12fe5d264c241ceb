import { type Database, createUnit, openDatabase, storeMigrations } from '#store';
import { type EventLog, type LogEvent, type StoredEvent, openEventLog, runConsumer, streamMigrations } from '#stream';
import { type Ledger, ledgerMigrations, openLedger } from '#ledger';

/* What the process that gets killed writes, and how to tell whether all of it is there. */

export const KILL_TENANT = 'kill';
const GROUP = 'effects';
const START = Date.UTC(2026, 0, 1);
const BOOKED_DAY = 20_454;
const EVENTS_PER_UNIT = 3;

/** The rooms under test on one data directory. */
export interface Rooms {
  readonly db: Database;
  readonly log: EventLog;
  readonly ledger: Ledger;
}

export async function openRooms(path: string): Promise<Rooms> {
  const migrations = [...storeMigrations, ...streamMigrations, ...ledgerMigrations];
  const db = await openDatabase({ path, sync: 'full', migrations });
  const rooms = { db, log: await openEventLog(db), ledger: await openLedger(db) };
  await rooms.ledger.openAccounts(KILL_TENANT, [
    { id: 'cash', kind: 'asset', currency: 'CNY' },
    { id: 'loans', kind: 'asset', currency: 'CNY' },
    { id: 'seen', kind: 'income', currency: 'CNY' },
  ]);
  return rooms;
}

/** Unit `n`: three events and a transfer, committed together or not at all. */
export async function writeUnit({ db, log, ledger }: Rooms, n: number): Promise<void> {
  const events = Array.from({ length: EVENTS_PER_UNIT }, (_, i) => eventOf(n, i));
  const entries = [{ debit: 'loans', credit: 'cash', amountMinor: amountOf(n), kind: 'test' }];
  const unit = createUnit(KILL_TENANT)
    .add(log.prepare(KILL_TENANT, events).part)
    .add(ledger.prepare(KILL_TENANT, { id: `unit-${n}`, bookedDay: BOOKED_DAY, entries }).part);
  await db.write(unit);
}

/** A consumer whose effect is one transfer per event. */
export async function startEffects({ db, log, ledger }: Rooms): Promise<void> {
  const consumer = await runConsumer({
    db,
    log,
    tenant: KILL_TENANT,
    group: GROUP,
    batch: 20,
    handle: (events, unit) => {
      for (const { offset } of events) {
        const entries = [{ debit: 'cash', credit: 'seen', amountMinor: 1n, kind: 'seen' }];
        unit.add(ledger.prepare(KILL_TENANT, { id: `seen-${offset}`, bookedDay: BOOKED_DAY, entries }).part);
      }
    },
  });
  consumer.follow();
}

export interface KillFindings {
  readonly units: number;
  readonly events: number;
  readonly effects: number;
  /** Everything that is wrong, in words; empty is right. */
  readonly faults: readonly string[];
}

/** Compares the store with the units that were acknowledged. */
export async function inspect(rooms: Rooms, acknowledged: readonly number[]): Promise<KillFindings> {
  const { db, log, ledger } = rooms;
  const faults = (await ledger.verify()).map((fault) => `ledger: ${JSON.stringify(fault)}`);
  const events: StoredEvent[] = [];
  for await (const batch of log.scan(KILL_TENANT)) events.push(...batch);
  const keys = new Set(events.map(({ idempotencyKey }) => idempotencyKey));
  const rows = await db.query<{ id: string }>('select id from ledger_transaction where tenant = $1', [KILL_TENANT]);
  const booked = new Set(rows.map(({ id }) => id));
  if (keys.size !== events.length) faults.push(`${events.length - keys.size} events are there twice`);
  for (const n of acknowledged)
    if (!booked.has(`unit-${n}`)) faults.push(`transfer of unit ${n} was acknowledged and is lost`);
  const units = [...booked].filter((id) => id.startsWith('unit-')).map((id) => Number(id.slice(5)));
  for (const n of units) {
    for (let i = 0; i < EVENTS_PER_UNIT; i++) if (!keys.has(keyOf(n, i))) faults.push(`event ${keyOf(n, i)} is lost`);
  }
  if (events.length !== units.length * EVENTS_PER_UNIT) faults.push(`${events.length} events of ${units.length} units`);
  const next = (await log.loadOffsets(KILL_TENANT, GROUP))[0] ?? 0;
  const wanted = events.filter(({ offset }) => offset < next);
  const effects = booked.size - units.length;
  if (wanted.some(({ offset }) => !booked.has(`seen-${offset}`)) || effects !== wanted.length) {
    faults.push(`the consumer is at offset ${next} with ${effects} effects of ${wanted.length} events`);
  }
  return { units: units.length, events: events.length, effects, faults };
}

function eventOf(n: number, i: number): LogEvent {
  return {
    tenant: KILL_TENANT,
    kind: 'ad.clicked',
    version: 1,
    source: 'kill',
    idempotencyKey: keyOf(n, i),
    identifiers: [{ kind: 'cookie', token: `cookie-${n % 97}` }],
    occurredAt: START + n,
    recordedAt: START + n,
    partitionKey: `cookie-${n % 97}`,
    data: { campaignId: `c-${n % 5}`, channel: 'search', costMinor: n },
  };
}

function keyOf(n: number, i: number): string {
  return `unit-${n}-${i}`;
}

function amountOf(n: number): bigint {
  return BigInt(100 + ((n * 7919) % 10_000));
}
