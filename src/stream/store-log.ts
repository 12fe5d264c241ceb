import { TallyError, assert, dayOfInstant, hash53, must } from '#base';
import { type Database, type UnitPart, createUnit, rowWrite } from '#store';
import { BLOCK_EVENTS, encodeBlock } from './block.ts';
import type { EventLog, GroupOffset, PreparedEvents, ReadPosition, TimeRange } from './event-log.ts';
import type { LogEvent, StoredEvent } from './event.ts';
import { KEY_BYTES, KeySet, hashKey } from './key-set.ts';
import { loadEnds, loadKeys } from './load-state.ts';
import { PartitionState } from './partition-state.ts';
import { mergeByTime, readBlocks, scanPartition } from './scan-log.ts';
import { consumerOffsetTable, eventBlockTable } from './tables.ts';

export interface EventLogOptions {
  /** Partitions of every tenant's log, 1 by default; a key's partition changes when this does. */
  readonly partitions?: number;
}

const READ_BLOCKS = 64;
const WORDS_PER_KEY = KEY_BYTES / 4;

/** Opens the event log on the store: the end of each partition and the keys of the last 30 days are read into memory. */
export async function openEventLog(db: Database, { partitions = 1 }: EventLogOptions = {}): Promise<EventLog> {
  const log = new StoreLog(db, partitions);
  await log.load();
  return log;
}

class StoreLog implements EventLog {
  readonly partitions: number;
  private readonly db: Database;
  private readonly states = new Map<string, PartitionState>();
  private readonly listeners = new Map<string, Set<() => void>>();
  private keys = new Map<string, KeySet>();
  private readonly scratch = new Uint32Array(WORDS_PER_KEY);

  constructor(db: Database, partitions: number) {
    assert(Number.isInteger(partitions) && partitions > 0, `${partitions} is no number of partitions`);
    this.db = db;
    this.partitions = partitions;
  }

  async load(): Promise<void> {
    for (const { tenant, partition, end } of await loadEnds(this.db)) {
      this.states.set(`${tenant}/${partition}`, new PartitionState(end));
    }
    this.keys = await loadKeys(this.db);
  }

  prepare(tenant: string, events: readonly LogEvent[]): PreparedEvents {
    const { fresh, duplicates, hashes } = this.admit(tenant, events);
    const lots = this.place(tenant, fresh, hashes);
    const stored = lots.length === 1 ? (lots[0]?.events ?? []) : inGivenOrder(lots);
    const releases = lots.map(({ state, events: placed }) => state.open(placed));
    const rows = lots.flatMap(blockRows);
    const settled = (committed: boolean): void => {
      if (!committed) for (let i = 0; i < fresh.length; i++) this.keysOf(tenant).remove(hashes, i * WORDS_PER_KEY);
      for (const release of releases) release(committed);
      if (committed && fresh.length > 0) for (const listener of this.listeners.get(tenant) ?? []) listener();
    };
    const write = rowWrite({ table: eventBlockTable, mode: 'insert', rows, tenant });
    return { stored, duplicates, part: { writes: [write], settled } };
  }

  async append(tenant: string, events: readonly LogEvent[]): Promise<PreparedEvents> {
    const prepared = this.prepare(tenant, events);
    await this.db.write(createUnit(tenant).add(prepared.part));
    if (prepared.duplicates.length === 0) return prepared;
    await this.whenSettled(tenant);
    const orphans = prepared.duplicates.filter((event) => !this.isKnown(event));
    if (orphans.length === 0) return prepared;
    const again = await this.append(tenant, orphans);
    const duplicates = [...prepared.duplicates.filter((event) => !orphans.includes(event)), ...again.duplicates];
    return { ...prepared, stored: [...prepared.stored, ...again.stored], duplicates };
  }

  async whenSettled(tenant: string): Promise<void> {
    for (let partition = 0; partition < this.partitions; partition++) await this.state(tenant, partition).whenSettled();
  }

  async read(tenant: string, partition: number, { from, limit }: ReadPosition): Promise<readonly StoredEvent[]> {
    const end = this.end(tenant, partition);
    if (from >= end) return [];
    const recent = this.state(tenant, partition).fromTail(from, limit);
    if (recent) return recent;
    const blocks = await readBlocks(this.db, { tenant, partition, from, end, blocks: READ_BLOCKS });
    return blocks.flat().slice(0, limit);
  }

  scan(
    tenant: string,
    { from = 0, to = Number.MAX_SAFE_INTEGER }: TimeRange = {},
  ): AsyncIterable<readonly StoredEvent[]> {
    const ranges = Array.from({ length: this.partitions }, (_, partition) => ({
      tenant,
      partition,
      from: 0,
      end: this.end(tenant, partition),
      recordedFrom: from,
      recordedTo: to,
    }));
    return mergeByTime(ranges.map((range) => scanPartition(this.db, range)));
  }

  end(tenant: string, partition: number): number {
    return this.state(tenant, partition).end;
  }

  seen(tenant: string, source: string, idempotencyKey: string): boolean {
    const keys = this.keysOf(tenant);
    hashKey(keyText(source, idempotencyKey), this.scratch);
    return keys.has(this.scratch, 0, keys.latestDay);
  }

  offsetPart(tenant: string, { group, partition, next }: GroupOffset): UnitPart {
    const rows = [{ group_name: group, partition, next_offset: next }];
    return { writes: [rowWrite({ table: consumerOffsetTable, mode: 'upsert', rows, tenant })] };
  }

  async loadOffsets(tenant: string, group: string): Promise<readonly number[]> {
    const rows = await this.db.query<{ partition: number; next_offset: number }>(
      'select partition, next_offset from consumer_offset where tenant = $1 and group_name = $2',
      [tenant, group],
    );
    const offsets = new Array<number>(this.partitions).fill(0);
    for (const { partition, next_offset: next } of rows) offsets[partition] = next;
    return offsets;
  }

  onCommit(tenant: string, listener: () => void): () => void {
    const listeners = this.listeners.get(tenant) ?? new Set();
    this.listeners.set(tenant, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  /** Gives each event its partition and offset; the order of a lot is the order given. */
  private place(tenant: string, events: readonly LogEvent[], hashes: Uint32Array): Lot[] {
    const lots = new Map<number, Lot>();
    for (let i = 0; i < events.length; i++) {
      const event = events[i] as LogEvent;
      const partition = this.partitions === 1 ? 0 : hash53(event.partitionKey) % this.partitions;
      let lot = lots.get(partition);
      if (!lot) {
        const state = this.state(tenant, partition);
        lot = { state, from: state.nextOffset, events: [], positions: [], hashes };
        lots.set(partition, lot);
      }
      lot.events.push(placeEvent(event, partition, lot.from + lot.events.length));
      lot.positions.push(i);
    }
    return [...lots.values()];
  }

  private state(tenant: string, partition: number): PartitionState {
    const name = `${tenant}/${partition}`;
    const known = this.states.get(name);
    if (known) return known;
    const created = new PartitionState(0);
    this.states.set(name, created);
    return created;
  }

  /** Whether the event would be a duplicate, on its own day. */
  private isKnown({ tenant, source, idempotencyKey, recordedAt }: LogEvent): boolean {
    hashKey(keyText(source, idempotencyKey), this.scratch);
    return this.keysOf(tenant).has(this.scratch, 0, dayOfInstant(recordedAt));
  }

  private keysOf(tenant: string): KeySet {
    const keys = this.keys.get(tenant) ?? new KeySet();
    this.keys.set(tenant, keys);
    return keys;
  }

  /** Separates new events from those seen before and remembers the keys of the new ones. */
  private admit(tenant: string, events: readonly LogEvent[]): Admitted {
    const hashes = new Uint32Array(events.length * WORDS_PER_KEY);
    const fresh: LogEvent[] = [];
    const duplicates: LogEvent[] = [];
    const keys = this.keysOf(tenant);
    for (const event of events) assertTenant(tenant, event);
    for (const event of events) {
      const at = fresh.length * WORDS_PER_KEY;
      const day = dayOfInstant(event.recordedAt);
      hashKey(keyText(event.source, event.idempotencyKey), hashes, at);
      if (keys.has(hashes, at, day)) {
        duplicates.push(event);
        continue;
      }
      keys.add(hashes, at, day);
      fresh.push(event);
    }
    return { fresh, duplicates, hashes };
  }
}

interface Admitted {
  readonly fresh: readonly LogEvent[];
  readonly duplicates: readonly LogEvent[];
  readonly hashes: Uint32Array;
}

function assertTenant(tenant: string, event: LogEvent): void {
  if (event.tenant === tenant) return;
  throw new TallyError('STREAM_TENANT', `an event of another tenant was appended to the log of ${tenant}`, {
    hint: 'append the events of each tenant on their own',
    status: 500,
  });
}

function keyText(source: string, idempotencyKey: string): string {
  return `${source}\n${idempotencyKey}`;
}

/** Written out, not spread: this runs once per event of the platform. */
function placeEvent(event: LogEvent, partition: number, offset: number): StoredEvent {
  return {
    tenant: event.tenant,
    kind: event.kind,
    version: event.version,
    source: event.source,
    idempotencyKey: event.idempotencyKey,
    identifiers: event.identifiers,
    occurredAt: event.occurredAt,
    recordedAt: event.recordedAt,
    partitionKey: event.partitionKey,
    data: event.data,
    partition,
    offset,
  };
}

/** Events of one call for one partition, with their positions among the hashes of the call. */
interface Lot {
  readonly state: PartitionState;
  readonly from: number;
  readonly events: StoredEvent[];
  readonly positions: number[];
  readonly hashes: Uint32Array;
}

function inGivenOrder(lots: readonly Lot[]): StoredEvent[] {
  const stored: StoredEvent[] = [];
  for (const { events, positions } of lots) {
    for (let i = 0; i < events.length; i++) stored[positions[i] as number] = events[i] as StoredEvent;
  }
  return stored;
}

function blockRows(lot: Lot): Record<string, unknown>[] {
  const rows: Record<string, unknown>[] = [];
  for (let at = 0; at < lot.events.length; at += BLOCK_EVENTS) {
    const events = lot.events.slice(at, at + BLOCK_EVENTS);
    rows.push({ ...describeBlock(events), bytes: encodeBlock(events), keys: keyBytes(lot, at, events.length) });
  }
  return rows;
}

function describeBlock(events: readonly StoredEvent[]): Record<string, unknown> {
  const first = must(events[0], 'the first event of a block');
  let [from, to] = [first.recordedAt, first.recordedAt];
  for (const { recordedAt } of events) {
    if (recordedAt < from) from = recordedAt;
    if (recordedAt > to) to = recordedAt;
  }
  const { partition, offset } = first;
  return { partition, first_offset: offset, count: events.length, recorded_from: from, recorded_to: to };
}

function keyBytes({ hashes, positions }: Lot, at: number, count: number): Uint8Array {
  const keys = new Uint32Array(count * WORDS_PER_KEY);
  for (let i = 0; i < count; i++) {
    const from = (positions[at + i] as number) * WORDS_PER_KEY;
    for (let w = 0; w < WORDS_PER_KEY; w++) keys[i * WORDS_PER_KEY + w] = hashes[from + w] as number;
  }
  return new Uint8Array(keys.buffer);
}
