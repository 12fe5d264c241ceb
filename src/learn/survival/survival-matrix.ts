import type { EncodedFrame } from '../feature.ts';
import { cutPoints } from '../tree/cut-points.ts';

/** Training columns as bins of a byte per value; bin `counts[f]` of feature f holds the missing ones. */
export interface SurvivalMatrix {
  readonly columns: readonly Uint8Array[];
  readonly counts: Int32Array;
  /** Upper ends of the bins of numeric features. */
  readonly cuts: readonly Float64Array[];
  readonly isCategory: Uint8Array;
}

/** Bins an encoded frame by quantiles, categories by their codes. */
export function survivalMatrix({ features, columns }: EncodedFrame, maxBins: number): SurvivalMatrix {
  const cuts = columns.map((values, f) =>
    features[f]?.kind === 'category' ? new Float64Array() : cutPoints(values, undefined, maxBins),
  );
  const counts = Int32Array.from(features, (feature, f) =>
    feature.kind === 'category' ? feature.categories.length : (cuts[f] as Float64Array).length + 1,
  );
  const bins = columns.map((values, f) => {
    const missing = counts[f] as number;
    const edges = cuts[f] as Float64Array;
    const isCategory = features[f]?.kind === 'category';
    return Uint8Array.from(values, (value) => (value !== value ? missing : isCategory ? value : binOf(edges, value)));
  });
  const isCategory = Uint8Array.from(features, ({ kind }) => (kind === 'category' ? 1 : 0));
  return { columns: bins, counts, cuts, isCategory };
}

function binOf(cuts: Float64Array, value: number): number {
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cuts[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
