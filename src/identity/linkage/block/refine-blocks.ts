import type { LinkTable } from '../columns/link-table.ts';
import { blockCount, blockSize, type Blocks } from './blocks.ts';
import type { KeyRule } from './key-rules.ts';
import { coarseKeys } from './key-rules.ts';
import { IntList } from './number-list.ts';

/** One coarse key of every record, -1 where there is none. */
export interface CoarseKeys {
  readonly rule: KeyRule;
  readonly keys: Int32Array;
}

/** The coarse keys of all columns. */
export function coarseKeysOf(table: LinkTable): CoarseKeys[] {
  return table.columns.flatMap((column) =>
    coarseKeys(column).map((rule) => {
      const numbers = new Map<string, number>();
      const byCode = column.values.map((value) => {
        const [key = ''] = rule.keys(value);
        let number = numbers.get(key);
        if (number === undefined) numbers.set(key, (number = numbers.size));
        return number;
      });
      return { rule, keys: Int32Array.from(column.codes, (code) => (code < 0 ? -1 : (byCode[code] ?? -1))) };
    }),
  );
}

/** Which blocks to divide: those over `over`, again while a part is over `again`, by at most `depth` keys in turn. */
export interface Division {
  readonly over: number;
  readonly again: number;
  readonly depth: number;
  /** Nothing more is divided once the parts hold so many records. */
  readonly entries: number;
}

/** Divides large blocks by each coarse key in turn, and parts that are still large by the keys that follow. */
export function refineBlocks(blocks: Blocks, coarse: readonly CoarseKeys[], division: Division): Blocks {
  const starts = new IntList();
  const records = new IntList();
  starts.push(0);
  const emit = (part: readonly number[]): void => {
    for (const record of part) records.push(record);
    starts.push(records.length);
  };
  const divide = (members: ArrayLike<number>, from: number, depth: number): void => {
    for (let c = from; c < coarse.length; c++) {
      for (const part of partsBy(members, (coarse[c] as CoarseKeys).keys)) {
        if (part.length < 2) continue;
        if (part.length <= division.again) emit(part);
        else if (depth < division.depth) divide(part, c + 1, depth + 1);
      }
    }
  };
  for (let block = 0; block < blockCount(blocks); block++) {
    if (blockSize(blocks, block) <= division.over || records.length > division.entries) continue;
    divide(blocks.records.subarray(blocks.starts[block], blocks.starts[block + 1]), 0, 1);
  }
  return { starts: starts.values(), records: records.values() };
}

function partsBy(members: ArrayLike<number>, keys: Int32Array): Iterable<number[]> {
  const parts = new Map<number, number[]>();
  for (let at = 0; at < members.length; at++) {
    const record = members[at] as number;
    const key = keys[record] as number;
    if (key < 0) continue;
    const part = parts.get(key);
    if (part === undefined) parts.set(key, [record]);
    else part.push(record);
  }
  return parts.values();
}
