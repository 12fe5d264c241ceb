import type { ValueCounts } from './value-counts.ts';

/** Limits of the tree. */
export interface TreeLimits {
  readonly maxLeaves: number;
  /** Least weight of a leaf. */
  readonly minLeaf: number;
}

/** Prefix sums over distinct values: entry k is the sum of the first k. */
interface Prefix {
  readonly events: Float64Array;
  readonly total: Float64Array;
}

/** A leaf [from, to) of distinct values and its best cut, when it has one. */
interface Leaf {
  readonly from: number;
  readonly to: number;
  readonly cut: number;
  /** Fall of impurity by the cut, weighted by the leaf's share; -1 when it cannot be cut. */
  readonly gain: number;
}

/**
 * Cuts of a classification tree on one variable, ascending: grown best-first by Gini impurity, with at most `maxLeaves`
 * leaves of at least `minLeaf` weight; a cut is half way between two values (Breiman et al., 1984).
 */
export function treeCuts(counts: ValueCounts, limits: TreeLimits): number[] {
  const prefix = prefixSums(counts);
  const leaves = [bestCut(prefix, [0, counts.values.length], limits.minLeaf)];
  const cuts: number[] = [];
  while (leaves.length < limits.maxLeaves) {
    const at = indexOfBest(leaves);
    const leaf = leaves[at] as Leaf;
    if (leaf.gain < 0) break;
    const left = bestCut(prefix, [leaf.from, leaf.cut], limits.minLeaf);
    leaves.splice(at, 1, left, bestCut(prefix, [leaf.cut, leaf.to], limits.minLeaf));
    cuts.push(between(counts.values[leaf.cut - 1] as number, counts.values[leaf.cut] as number));
  }
  return cuts.sort((a, b) => a - b);
}

/** Half way between two values, and never the lower one by rounding. */
function between(lower: number, upper: number): number {
  const middle = lower / 2 + upper / 2;
  return middle > lower ? middle : upper;
}

function prefixSums({ values, events, others }: ValueCounts): Prefix {
  const sums = { events: new Float64Array(values.length + 1), total: new Float64Array(values.length + 1) };
  for (let k = 0; k < values.length; k++) {
    sums.events[k + 1] = (sums.events[k] as number) + (events[k] as number);
    sums.total[k + 1] = (sums.total[k] as number) + (events[k] as number) + (others[k] as number);
  }
  return sums;
}

function indexOfBest(leaves: readonly Leaf[]): number {
  let best = 0;
  leaves.forEach((leaf, index) => {
    if (leaf.gain > (leaves[best] as Leaf).gain) best = index;
  });
  return best;
}

function bestCut(prefix: Prefix, [from, to]: readonly [number, number], minLeaf: number): Leaf {
  const { events, total } = prefix;
  const [startEvents, startTotal] = [events[from] as number, total[from] as number];
  const allEvents = (events[to] as number) - startEvents;
  const all = (total[to] as number) - startTotal;
  let [cut, best] = [-1, -Infinity];
  const isPure = allEvents === 0 || allEvents === all;
  for (let k = from + 1; k < to && !isPure; k++) {
    const left = (total[k] as number) - startTotal;
    if (left < minLeaf) continue;
    const right = all - left;
    if (right < minLeaf) break;
    const a = (events[k] as number) - startEvents;
    const b = allEvents - a;
    const purity = (a * a + (left - a) * (left - a)) / left + (b * b + (right - b) * (right - b)) / right;
    if (purity <= best) continue;
    best = purity;
    cut = k;
  }
  if (cut === -1) return { from, to, cut, gain: -1 };
  const before = (allEvents * allEvents + (all - allEvents) * (all - allEvents)) / all;
  return { from, to, cut, gain: Math.max(0, best - before) };
}
