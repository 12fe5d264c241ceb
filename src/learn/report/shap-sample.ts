import { take, type Frame } from '#table';
import { encodeFrame } from '../encode.ts';
import type { Model } from '../estimator.ts';

/** Contributions of one feature to the log-odds of some rows. */
export interface ShapFeature {
  readonly feature: string;
  readonly points: readonly {
    /** Contribution to the log-odds. */ readonly value: number;
    /** Rank of the feature's own value, 0 to 1; null when missing. */ readonly rank: number | null;
  }[];
}

/** Rows that are explained. */
const ROWS = 200;

/** Explanations of an even sample of rows, feature by feature. */
export function shapSample(model: Model, frame: Frame, names: readonly string[]): ShapFeature[] {
  const count = Math.min(ROWS, frame.rows);
  const sample = take(
    frame,
    Int32Array.from({ length: count }, (_, i) => Math.floor((i * frame.rows) / count)),
  );
  const { values } = model.explain(sample);
  const columns = encodeFrame(sample, model.features);
  return names.map((feature) => {
    const f = model.features.findIndex(({ name }) => name === feature);
    const ranks = ranksOf(columns[f] as Float64Array);
    return { feature, points: ranks.map((rank, r) => ({ value: values[f * count + r] as number, rank })) };
  });
}

function ranksOf(values: Float64Array): (number | null)[] {
  const sorted = values.filter((value) => value === value).sort();
  const last = Math.max(1, sorted.length - 1);
  return Array.from(values, (value) => {
    if (value !== value) return null;
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sorted[middle] as number) < value) low = middle + 1;
      else high = middle;
    }
    return low / last;
  });
}
