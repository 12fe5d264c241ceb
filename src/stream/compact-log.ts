import { type Database, type Row, createUnit } from '#store';
import { BLOCK_EVENTS, decodeBlock, encodeBlock } from './block.ts';
import type { EventLog } from './event-log.ts';
import { KEY_DAYS } from './key-set.ts';
import { eventBlockTable } from './tables.ts';

interface BlockHead {
  readonly partition: number;
  readonly first_offset: number;
  readonly count: number;
}

interface BlockRow extends BlockHead {
  readonly recorded_from: number;
  readonly recorded_to: number;
  readonly bytes: Uint8Array;
  readonly keys: Uint8Array | null;
}

export interface CompactionReport {
  /** Blocks before and after, of those that were merged. */
  readonly merged: number;
  readonly into: number;
}

const SMALL = BLOCK_EVENTS / 2;
/** A run is worth rewriting when it fills a block by half or saves many rows. */
const WORTH_BLOCKS = 8;
const PAGE = 5000;

/**
 * Merges neighbouring small blocks (live traffic makes one per commit) into full ones, and drops the hashes of keys
 * that are no longer remembered. Offsets stay, so readers and consumers notice nothing.
 */
export async function compactLog(db: Database, log: EventLog, tenant: string): Promise<CompactionReport> {
  await forgetKeys(db, tenant);
  let [merged, into] = [0, 0];
  for (let partition = 0; partition < log.partitions; partition++) {
    const heads = await db.query<BlockHead>(
      `select partition, first_offset, count from event_block where tenant = $1 and partition = $2 and count < $3
       and first_offset < $4 order by first_offset limit $5`,
      [tenant, partition, SMALL, log.end(tenant, partition), PAGE],
    );
    for (const run of runsOf(heads)) {
      await mergeRun(db, tenant, run);
      merged += run.length;
      into++;
    }
  }
  return { merged, into };
}

/** Runs of blocks without a gap between them, at most a block's worth of events each. */
function runsOf(heads: readonly BlockHead[]): BlockHead[][] {
  const runs: BlockHead[][] = [];
  let run: BlockHead[] = [];
  let events = 0;
  for (const head of heads) {
    const last = run.at(-1);
    const joins =
      last !== undefined && last.first_offset + last.count === head.first_offset && events + head.count <= BLOCK_EVENTS;
    if (!joins) {
      run = [];
      runs.push(run);
      events = 0;
    }
    run.push(head);
    events += head.count;
  }
  return runs.filter((blocks) => blocks.length >= 2 && (blocks.length >= WORTH_BLOCKS || eventsOf(blocks) >= SMALL));
}

function eventsOf(blocks: readonly BlockHead[]): number {
  return blocks.reduce((sum, { count }) => sum + count, 0);
}

async function mergeRun(db: Database, tenant: string, run: readonly BlockHead[]): Promise<void> {
  const [first, last] = [run[0], run.at(-1)];
  if (!first || !last) return;
  const rows = await db.query<BlockRow>(
    `select partition, first_offset, count, recorded_from, recorded_to, bytes, keys from event_block
     where tenant = $1 and partition = $2 and first_offset between $3 and $4 order by first_offset`,
    [tenant, first.partition, first.first_offset, last.first_offset],
  );
  const unit = createUnit(tenant).remove(
    eventBlockTable,
    rows.map(({ partition, first_offset }) => ({ partition, first_offset })),
  );
  await db.write(unit.insert(eventBlockTable, [mergedRow(tenant, rows)]));
}

function mergedRow(tenant: string, rows: readonly BlockRow[]): Row {
  const events = rows.flatMap((row) =>
    decodeBlock(row.bytes, { tenant, partition: row.partition, firstOffset: row.first_offset }),
  );
  const keys = rows.every((row) => row.keys) ? Buffer.concat(rows.map((row) => row.keys ?? new Uint8Array())) : null;
  return {
    partition: rows[0]?.partition,
    first_offset: rows[0]?.first_offset,
    count: events.length,
    recorded_from: Math.min(...rows.map((row) => row.recorded_from)),
    recorded_to: Math.max(...rows.map((row) => row.recorded_to)),
    bytes: encodeBlock(events),
    keys,
  };
}

async function forgetKeys(db: Database, tenant: string): Promise<void> {
  await db.query(
    `update event_block set keys = null where tenant = $1 and keys is not null and recorded_to <
     (select max(recorded_to) from event_block where tenant = $1) - ${(KEY_DAYS + 1) * 86_400_000}`,
    [tenant],
  );
}
