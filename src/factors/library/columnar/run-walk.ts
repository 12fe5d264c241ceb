import type { Dictionaries } from './bound-cell.ts';
import type { PreparedWalk } from './prepare.ts';
import { Walker } from './walker.ts';

/** Labels [from, to) of a walk's list. */
export interface LabelRange {
  readonly from: number;
  readonly to: number;
}

/** Answers a range of labels into `columns`; ranges are independent, so any number of threads gives the same bits. */
export function runWalk(
  walk: PreparedWalk,
  { range, dictionaries, columns }: { range: LabelRange; dictionaries: Dictionaries; columns: readonly Float64Array[] },
): void {
  const walker = new Walker(walk.plan, dictionaries);
  walker.over(walk.rows);
  const { labels, keys, starts, asOf, position } = walk;
  let label = 0;
  const emit = (factor: number, value: number): void => {
    (columns[factor] as Float64Array)[label] = value;
  };
  for (let i = range.from; i < range.to; i++) {
    label = labels[i] as number;
    const key = keys[label] as number;
    const at = { asOf: asOf[label] as number, position: position?.[label] ?? Infinity };
    if (key < 0) walker.read(0, 0, { at, emit });
    else walker.read(starts[key] as number, starts[key + 1] as number, { at, emit });
  }
}
