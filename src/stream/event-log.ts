import type { UnitPart } from '#store';
import type { LogEvent, StoredEvent } from './event.ts';

/** What {@link EventLog.prepare} made of the events. */
export interface PreparedEvents {
  /** The events with partition and offset, in the order given, without duplicates. */
  readonly stored: readonly StoredEvent[];
  /** Events whose source and idempotency key were seen in the last 30 days: dropped. */
  readonly duplicates: readonly LogEvent[];
  /** The block rows. Add it to the unit that holds the effects of the events, and write or discard that unit soon. */
  readonly part: UnitPart;
}

export interface TimeRange {
  /** Recorded at or after this instant. */
  readonly from?: number;
  /** Recorded before this instant. */
  readonly to?: number;
}

/**
 * The append-only log of events, per tenant and partition. Order is kept per partition. Offsets ascend, with gaps where
 * a unit failed. What a reader sees is committed, and nothing is ever committed behind its back at a lower offset.
 */
export interface EventLog {
  readonly partitions: number;
  /**
   * Assigns offsets and makes the rows, so that events are committed in the same transaction as their effects.
   *
   * @throws TallyError `STREAM_TENANT` when an event belongs to another tenant.
   */
  prepare(tenant: string, events: readonly LogEvent[]): PreparedEvents;
  /**
   * Prepares and writes; resolves when the events are durable, and so are those of which they are duplicates. A duplicate
   * of an event whose own unit failed is appended after all.
   */
  append(tenant: string, events: readonly LogEvent[]): Promise<PreparedEvents>;
  /** At most `limit` events at or after the offset; fewer may come back, none only at the end. */
  read(tenant: string, partition: number, position: ReadPosition): Promise<readonly StoredEvent[]>;
  /** All events of a tenant in batches, by the time they were recorded; per partition in order of offsets. */
  scan(tenant: string, range?: TimeRange): AsyncIterable<readonly StoredEvent[]>;
  /** The offset up to which (exclusive) everything is committed or given up. */
  end(tenant: string, partition: number): number;
  /** True when the key was appended (or is being appended) in the last 30 days. */
  seen(tenant: string, source: string, idempotencyKey: string): boolean;
  /** Resolves when everything prepared so far is settled: wait for it before a duplicate is acknowledged. */
  whenSettled(tenant: string): Promise<void>;
  /** The row that moves a group's offset: add it to the unit of the effects. */
  offsetPart(tenant: string, offset: GroupOffset): UnitPart;
  /** The next offset of each partition for a group; 0 where it never committed. */
  loadOffsets(tenant: string, group: string): Promise<readonly number[]>;
  /** Calls back after each commit of events of the tenant; returns the way to stop. */
  onCommit(tenant: string, listener: () => void): () => void;
}

export interface ReadPosition {
  readonly from: number;
  readonly limit: number;
}

export interface GroupOffset {
  readonly group: string;
  readonly partition: number;
  /** The next offset to read. */
  readonly next: number;
}
