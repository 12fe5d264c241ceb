import { deflateSync, inflateSync } from 'node:zlib';
import { must } from '#base';
import { forTenant, rowWrite, type Database, type UnitPart } from '#store';
import type { DecisionRecord } from './record.ts';
import { decisionBlockTable } from './tables.ts';

/** Where a decision record lies. */
export interface DecisionPlace {
  readonly block: number;
  readonly index: number;
}

/** Records that were committed together. */
export interface DecisionBlock {
  readonly block: number;
  readonly records: readonly DecisionRecord[];
}

/** Decision records of one tenant in compressed blocks, one block a unit. */
export interface DecisionLog {
  add(record: DecisionRecord): DecisionPlace;
  part(): UnitPart;
  read(place: DecisionPlace): Promise<DecisionRecord>;
  /** All records in order, block by block, from a block on. */
  scan(from?: number): AsyncIterable<readonly DecisionRecord[]>;
  /** Committed blocks in order, from a block on. */
  blocks(from: number): AsyncIterable<DecisionBlock>;
}

export async function openDecisionLog(db: Database, tenant: string): Promise<DecisionLog> {
  const read = forTenant(db, tenant);
  const [top] = await read.query<{ last: number | null }>(
    'select max(block) as last from decision_block where tenant = $1',
  );
  let block = (top?.last ?? -1) + 1;
  let pending: DecisionRecord[] = [];
  async function* blocks(start: number): AsyncIterable<DecisionBlock> {
    for (let from = start; ;) {
      const rows = await read.query<{ block: number; bytes: Uint8Array }>(
        'select block, bytes from decision_block where tenant = $1 and block >= $2 order by block limit 50',
        [from],
      );
      for (const row of rows) yield { block: row.block, records: unpack(row.bytes) };
      const last = rows.at(-1);
      if (last === undefined) return;
      from = last.block + 1;
    }
  }
  return {
    add(record) {
      pending.push(record);
      return { block, index: pending.length - 1 };
    },
    part() {
      if (pending.length === 0) return { writes: [] };
      const bytes = deflateSync(JSON.stringify(pending), { level: 1 });
      const rows = [{ block: block++, count: pending.length, bytes: new Uint8Array(bytes) }];
      pending = [];
      return { writes: [rowWrite({ table: decisionBlockTable, mode: 'insert', rows, tenant })] };
    },
    async read(place) {
      const rows = await read.query<{ bytes: Uint8Array }>(
        'select bytes from decision_block where tenant = $1 and block = $2',
        [place.block],
      );
      return must(unpack(must(rows[0], `decision block ${place.block}`).bytes)[place.index], 'a decision record');
    },
    async *scan(from = 0) {
      for await (const { records } of blocks(from)) yield records;
    },
    blocks,
  };
}

function unpack(bytes: Uint8Array): DecisionRecord[] {
  return JSON.parse(inflateSync(bytes).toString('utf8')) as DecisionRecord[];
}
