import type { Database } from '#store';
import { BLOCK_EVENTS, decodeBlock } from './block.ts';
import type { StoredEvent } from './event.ts';

export interface BlockRange {
  readonly tenant: string;
  readonly partition: number;
  /** First offset wanted. */
  readonly from: number;
  /** Offset at which to stop, exclusive. */
  readonly end: number;
  /** Blocks with events recorded in [recordedFrom, recordedTo) only. */
  readonly recordedFrom?: number;
  readonly recordedTo?: number;
  /** Most blocks to read. */
  readonly blocks: number;
}

/** The events of the blocks in a range of offsets, a list per block, in order. */
export async function readBlocks(db: Database, range: BlockRange): Promise<StoredEvent[][]> {
  const { tenant, partition, from, end, blocks } = range;
  const { recordedFrom = 0, recordedTo = Number.MAX_SAFE_INTEGER } = range;
  const rows = await db.query<{ first_offset: number; bytes: Uint8Array }>(
    `select first_offset, bytes from event_block where tenant = $1 and partition = $2
     and first_offset > $3 and first_offset + count > $4 and first_offset < $5
     and recorded_to >= $6 and recorded_from < $7 order by first_offset limit $8`,
    [tenant, partition, from - BLOCK_EVENTS, from, end, recordedFrom, recordedTo, blocks],
  );
  return rows.map((row) =>
    decodeBlock(row.bytes, { tenant, partition, firstOffset: row.first_offset }).filter(({ offset }) => offset >= from),
  );
}

const PAGE_BLOCKS = 64;

/** Follows one partition by offsets, so that a compaction meanwhile neither hides nor repeats an event. */
export async function* scanPartition(db: Database, range: Omit<BlockRange, 'blocks'>): AsyncGenerator<StoredEvent[]> {
  const { recordedFrom = 0, recordedTo = Number.MAX_SAFE_INTEGER } = range;
  let from = range.from;
  for (;;) {
    const page = await readBlocks(db, { ...range, from, blocks: PAGE_BLOCKS });
    for (const block of page) {
      from = (block.at(-1)?.offset ?? from) + 1;
      const wanted = block.filter(({ recordedAt }) => recordedAt >= recordedFrom && recordedAt < recordedTo);
      if (wanted.length > 0) yield wanted;
    }
    if (page.length < PAGE_BLOCKS) return;
  }
}

/** Merges partitions by the time of each batch's first event. */
export async function* mergeByTime(sources: readonly AsyncGenerator<StoredEvent[]>[]): AsyncGenerator<StoredEvent[]> {
  const heads = await Promise.all(sources.map((source) => source.next()));
  for (;;) {
    let first = -1;
    for (const [i, head] of heads.entries()) {
      if (head.done !== true && (first < 0 || timeOf(head) < timeOf(heads[first]))) first = i;
    }
    const head = heads[first];
    const source = sources[first];
    if (!head || !source || head.done === true) return;
    yield head.value;
    heads[first] = await source.next();
  }
}

function timeOf(head: IteratorResult<StoredEvent[]> | undefined): number {
  return head?.done === false ? (head.value[0]?.recordedAt ?? 0) : Infinity;
}
