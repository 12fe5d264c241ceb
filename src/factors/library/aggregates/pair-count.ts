import { copySorted } from './slice.ts';

/** Two columns of equal length, each from a place of its own. */
export interface PairColumns {
  readonly a: Float64Array;
  readonly aFrom: number;
  readonly b: Float64Array;
  readonly bFrom: number;
  readonly size: number;
}

/** Writes how often each pair occurs, ascending, into `into` and returns how many different ones there are. */
export function countPairs({ a, aFrom, b, bFrom, size }: PairColumns, into: Float64Array): number {
  const order = Array.from({ length: size }, (_, i) => i);
  const left = (i: number): number => a[aFrom + i] as number;
  const right = (i: number): number => b[bFrom + i] as number;
  order.sort((i, j) => left(i) - left(j) || right(i) - right(j));
  let groups = 0;
  for (let i = 0; i < size;) {
    const first = order[i] as number;
    const start = i;
    while (i < size && left(order[i] as number) === left(first) && right(order[i] as number) === right(first)) i++;
    into[groups++] = i - start;
  }
  copySorted(into.slice(0, groups), into);
  return groups;
}
