import { sortValues } from './sort-values.ts';

/** Distinct values, ascending, with the weight of events and others at each. */
export interface ValueCounts {
  readonly values: Float64Array;
  readonly events: Float64Array;
  readonly others: Float64Array;
}

/** Rows to count; NaN values and rows without weight are left out. */
export interface CountedRows {
  readonly values: Float64Array;
  readonly label: Float64Array;
  readonly weights?: Float64Array | undefined;
}

/** Counts events and others at every distinct value. */
export function countValues(rows: CountedRows): ValueCounts {
  return rows.weights === undefined ? countPlain(rows.values, rows.label) : countWeighted(rows, rows.weights);
}

/** Sorts all values, and the events' values apart: two sorts of bare numbers are faster than one of pairs. */
function countPlain(values: Float64Array, label: Float64Array): ValueCounts {
  const all = new Float64Array(values.length);
  const marked = new Float64Array(values.length);
  let [present, events] = [0, 0];
  for (let row = 0; row < values.length; row++) {
    const value = values[row] as number;
    if (value !== value) continue;
    all[present++] = value;
    if (label[row] === 1) marked[events++] = value;
  }
  return mergeSorted(sortValues(all.subarray(0, present)), sortValues(marked.subarray(0, events)));
}

function mergeSorted(all: Float64Array, marked: Float64Array): ValueCounts {
  const distinct = new Float64Array(all.length);
  const eventCounts = new Float64Array(all.length);
  const otherCounts = new Float64Array(all.length);
  let [found, at, next] = [0, 0, 0];
  while (at < all.length) {
    const value = all[at] as number;
    const [start, first] = [at, next];
    while (at < all.length && all[at] === value) at++;
    while (next < marked.length && marked[next] === value) next++;
    distinct[found] = value;
    eventCounts[found] = next - first;
    otherCounts[found] = at - start - (next - first);
    found++;
  }
  return {
    values: distinct.subarray(0, found),
    events: eventCounts.subarray(0, found),
    others: otherCounts.subarray(0, found),
  };
}

function countWeighted({ values, label }: CountedRows, weights: Float64Array): ValueCounts {
  const isCounted = (value: number, row: number): boolean => value === value && (weights[row] as number) > 0;
  const { values: distinct } = mergeSorted(sortValues(values.filter(isCounted)), new Float64Array(0));
  const events = new Float64Array(distinct.length);
  const others = new Float64Array(distinct.length);
  for (let row = 0; row < values.length; row++) {
    const value = values[row] as number;
    if (!isCounted(value, row)) continue;
    const at = countAtMost(distinct, value) - 1;
    const side = label[row] === 1 ? events : others;
    side[at] = (side[at] as number) + (weights[row] as number);
  }
  return { values: distinct, events, others };
}

/** How many of the ascending `cuts` are at most `value`: the bin of the value when bin k is [cuts[k-1], cuts[k]). */
export function countAtMost(cuts: ArrayLike<number>, value: number): number {
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((cuts[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
