import { firstEqual } from '../columns/equal-records.ts';
import type { LinkTable } from '../columns/link-table.ts';
import type { PairList } from '../model/compare-pairs.ts';
import { IntList } from './number-list.ts';

/** Runs of equal records over this length may lie in no block that is small enough. */
const LONG = 30;

/** Pairs that hold long runs of equal records together: neighbours, with two files those across. */
export function equalPairs(table: LinkTable): PairList {
  const first = firstEqual(table);
  const length = new Int32Array(table.rows);
  for (const row of first) length[row] = (length[row] as number) + 1;
  const left = new IntList();
  const right = new IntList();
  for (let row = 1; row < table.rows; row++) {
    const start = first[row] as number;
    if (start === row || (length[start] as number) <= LONG) continue;
    const other = partner(table, start, row);
    if (other === undefined) continue;
    left.push(other);
    right.push(row);
  }
  return { left: left.values(), right: right.values() };
}

/** The record before; with two files the first of the run, when that is of the other file. */
function partner({ sources }: LinkTable, start: number, row: number): number | undefined {
  if (sources === undefined) return row - 1;
  return sources[start] === sources[row] ? undefined : start;
}
