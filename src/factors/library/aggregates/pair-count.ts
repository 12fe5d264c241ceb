import { copySorted, countRuns } from './slice.ts';

/** Two columns of equal length, each from a place of its own. */
export interface PairColumns {
  readonly a: Float64Array;
  readonly aFrom: number;
  readonly b: Float64Array;
  readonly bFrom: number;
  readonly size: number;
}

/** Codes below this make one exact number of a pair. */
const SMALL = 67_108_864;

let joined = new Float64Array(64);
let sorted = new Float64Array(64);

/** Writes how often each pair occurs, ascending, into `into` and returns how many different ones there are. */
export function countPairs(pairs: PairColumns, into: Float64Array): number {
  const { a, aFrom, b, bFrom, size } = pairs;
  if (joined.length < size) {
    joined = new Float64Array(2 * size);
    sorted = new Float64Array(2 * size);
  }
  for (let i = 0; i < size; i++) {
    const [left, right] = [a[aFrom + i] as number, b[bFrom + i] as number];
    if (!isSmall(left) || !isSmall(right)) return countAnyPairs(pairs, into);
    joined[i] = left * SMALL + right;
  }
  copySorted(joined.subarray(0, size), sorted);
  return countRuns(sorted, size, into);
}

const isSmall = (value: number): boolean => value >= 0 && value < SMALL && Math.floor(value) === value;

function countAnyPairs({ a, aFrom, b, bFrom, size }: PairColumns, into: Float64Array): number {
  const counts = new Map<string, number>();
  for (let i = 0; i < size; i++) {
    const key = `${a[aFrom + i]} ${b[bFrom + i]}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  copySorted(Float64Array.from(counts.values()), into);
  return counts.size;
}
