import { DAY_MS, dayOfInstant } from '#base';
import type { Database } from '#store';
import { KEY_BYTES, KEY_DAYS, KeySet } from './key-set.ts';

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

/** The keys of each tenant's last 30 days, without decoding a block. */
export async function loadKeys(db: Database): Promise<Map<string, KeySet>> {
  const rows = await db.query<{ tenant: string; recorded_to: number; keys: Uint8Array | null }>(
    `select b.tenant, b.recorded_to, b.keys from event_block b
     join (select tenant, max(recorded_to) as latest from event_block group by tenant) t on t.tenant = b.tenant
     where b.recorded_to >= t.latest - ${(KEY_DAYS + 1) * DAY_MS} order by b.recorded_to`,
  );
  const sets = new Map<string, KeySet>();
  for (const row of rows) {
    const keys = sets.get(row.tenant) ?? new KeySet();
    sets.set(row.tenant, keys);
    const words = new Uint32Array((row.keys ?? new Uint8Array()).slice().buffer);
    for (let at = 0; at < words.length; at += KEY_BYTES / 4) keys.add(words, at, dayOfInstant(row.recorded_to));
  }
  return sets;
}
