import type { BinningSettings } from './settings.ts';
import { treeCuts } from './tree-cuts.ts';
import type { ValueCounts } from './value-counts.ts';

/** The candidate cuts of a variable, ascending and distinct; bin k is [cuts[k-1], cuts[k]). */
export function candidateCuts(counts: ValueCounts, settings: BinningSettings, totalWeight: number): number[] {
  if (settings.splits !== undefined) return [...new Set(settings.splits)].sort((a, b) => a - b);
  if (settings.prebins === 'uniform') return uniformCuts(counts, settings.maxPrebins);
  if (settings.prebins === 'quantile') return quantileCuts(counts, settings.maxPrebins);
  const minLeaf = Math.ceil(settings.minPrebinSize * totalWeight);
  return treeCuts(counts, { maxLeaves: settings.maxPrebins, minLeaf });
}

function uniformCuts({ values }: ValueCounts, bins: number): number[] {
  const [low, high] = [values[0] as number, values[values.length - 1] as number];
  const cuts = Array.from({ length: bins - 1 }, (_, k) => low + ((high - low) * (k + 1)) / bins);
  return distinctInside(cuts, low);
}

/** Quantiles by linear interpolation between order statistics, a weight counting as so many rows. */
function quantileCuts({ values, events, others }: ValueCounts, bins: number): number[] {
  const upTo = new Float64Array(values.length);
  let total = 0;
  for (let k = 0; k < values.length; k++) {
    total += (events[k] as number) + (others[k] as number);
    upTo[k] = total;
  }
  const valueAt = (position: number): number => {
    const at = upTo.findIndex((sum) => sum > position);
    return values[at === -1 ? values.length - 1 : at] as number;
  };
  const cuts = Array.from({ length: bins - 1 }, (_, k) => {
    const position = (Math.max(total - 1, 0) * (k + 1)) / bins;
    const whole = Math.floor(position);
    const lower = valueAt(whole);
    return lower + (position - whole) * (valueAt(Math.min(whole + 1, total - 1)) - lower);
  });
  return distinctInside(cuts, values[0] as number);
}

/** A cut at the least value would leave an empty bin below it. */
function distinctInside(cuts: readonly number[], low: number): number[] {
  return [...new Set(cuts)].filter((cut) => cut > low);
}
