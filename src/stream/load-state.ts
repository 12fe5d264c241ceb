import { dayOfInstant } from '#base';
import type { Database } from '#store';
import { KEY_BYTES, KEY_DAYS, type KeySet } from './key-set.ts';

export interface PartitionEnd {
  readonly tenant: string;
  readonly partition: number;
  readonly end: number;
}

/** The next free offset of every partition that has events. */
export async function loadEnds(db: Database): Promise<PartitionEnd[]> {
  return await db.query<PartitionEnd>(
    'select tenant, partition, max(first_offset + count)::int8 as "end" from event_block group by tenant, partition',
  );
}

/** Fills the set with the keys of each tenant's last 30 days, without decoding a block; returns the newest day. */
export async function loadKeys(db: Database, keys: KeySet): Promise<number> {
  const rows = await db.query<{ recorded_to: number; keys: Uint8Array | null }>(
    `select b.recorded_to, b.keys from event_block b
     join (select tenant, max(recorded_to) as latest from event_block group by tenant) t on t.tenant = b.tenant
     where b.recorded_to >= t.latest - ${(KEY_DAYS + 1) * 86_400_000} order by b.recorded_to`,
  );
  let latest = 0;
  for (const row of rows) {
    latest = dayOfInstant(row.recorded_to);
    if (!row.keys) continue;
    const words = new Uint32Array(row.keys.slice().buffer);
    for (let at = 0; at < words.length; at += KEY_BYTES / 4) keys.add(words, at, latest);
  }
  return latest;
}
