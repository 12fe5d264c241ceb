import type { Comparison } from '../compare/comparison.ts';
import type { LinkTable } from '../columns/link-table.ts';
import type { ComparedPairs } from './compare-pairs.ts';

/** What is believed of pairs of one person before any were seen: most agree, few differ. */
export function expectedM(size: number): Float64Array {
  const m = new Float64Array(size);
  m[1] = 0.75;
  m[size - 1] = 0.08;
  for (let level = 2; level < size - 1; level++) m[level] = 0.17 / (size - 3);
  return m;
}

/** Shares of the levels among random pairs, which are nearly all of two persons; "same" is counted exactly. */
export function randomRates(
  table: LinkTable,
  comparisons: readonly Comparison[],
  sample: ComparedPairs,
): Float64Array[] {
  return comparisons.map(({ size, column }, k) => {
    const u = new Float64Array(size);
    let known = 0;
    for (let pattern = 0; pattern < sample.counts.length; pattern++) {
      const level = sample.levels[pattern * comparisons.length + k] as number;
      if (level === 0) continue;
      known += sample.counts[pattern] as number;
      u[level] = (u[level] as number) + (sample.counts[pattern] as number);
    }
    const same = sameShare(table, column.codes, column.counts.length);
    const others = known - (u[1] as number);
    for (let level = 2; level < size; level++) {
      const share = ((u[level] as number) + 0.5) / (others + 0.5 * (size - 2));
      u[level] = (1 - same) * share;
    }
    u[1] = same;
    return u;
  });
}

/** The chance that two random records with known values have the same one. */
function sameShare({ rows, sources }: LinkTable, codes: Int32Array, values: number): number {
  const counts = [new Float64Array(values), new Float64Array(values)] as const;
  const totals = [0, 0];
  for (let row = 0; row < rows; row++) {
    const code = codes[row] as number;
    if (code < 0) continue;
    const file = (sources?.[row] ?? 0) as 0 | 1;
    counts[file][code] = (counts[file][code] as number) + 1;
    totals[file] = (totals[file] as number) + 1;
  }
  const [first, second] = counts;
  const [n = 0, m = 0] = totals;
  let same = 0;
  for (let code = 0; code < values; code++) {
    const a = first[code] as number;
    same += sources === undefined ? (a * (a - 1)) / 2 : a * (second[code] as number);
  }
  const all = sources === undefined ? (n * (n - 1)) / 2 : n * m;
  return Math.min(0.999, Math.max(same, 0.5) / Math.max(all, 1));
}
