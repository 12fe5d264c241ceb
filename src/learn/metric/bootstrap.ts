import { createRng, type Rng } from '#base';
import { aucOf } from './auc.ts';
import type { Interval } from './delong.ts';
import { ksOf } from './ks.ts';
import { descendingOrder, rankedByScore, type RankedScores } from './ranked.ts';

/** How an interval is bootstrapped: resamples (default 500) and seed (default 42). */
export interface BootstrapOptions {
  readonly resamples?: number;
  readonly seed?: number;
}

/** A statistic of rows that are counted `weights[row]` times. */
export type WeightedStatistic = (weights: Float64Array) => number;

/**
 * The 95 % percentile interval of a statistic: rows of each class are drawn with replacement, class sizes kept. Rows
 * are counted, not copied, so the statistic must accept weights.
 */
export function bootstrapInterval(
  labels: Float64Array,
  statistic: WeightedStatistic,
  options: BootstrapOptions = {},
): Interval {
  const { resamples = 500, seed = 42 } = options;
  const rng = createRng(seed).fork('bootstrap');
  const weights = new Float64Array(labels.length);
  const classes = [0, 1].map((value) =>
    new Uint32Array(labels.length).map((_, row) => row).filter((row) => labels[row] === value),
  );
  const values = new Float64Array(resamples);
  for (let i = 0; i < resamples; i++) {
    drawCounts(weights, classes, rng);
    values[i] = statistic(weights);
  }
  const value = statistic(new Float64Array(labels.length).fill(1));
  const mean = values.reduce((sum, v) => sum + v, 0) / resamples;
  const standardError = Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (resamples - 1));
  values.sort();
  return { value, low: quantile(values, 0.025), high: quantile(values, 0.975), standardError };
}

/** AUC with a bootstrapped interval. */
export function aucBootstrap(labels: Float64Array, scores: Float64Array, options?: BootstrapOptions): Interval {
  return bootstrapInterval(labels, rankStatistic(labels, scores, aucOf), options);
}

/** KS with a bootstrapped interval. */
export function ksBootstrap(labels: Float64Array, scores: Float64Array, options?: BootstrapOptions): Interval {
  return bootstrapInterval(
    labels,
    rankStatistic(labels, scores, (ranked) => ksOf(ranked).ks),
    options,
  );
}

/** KS of one score divided by KS of another on the same rows, each resample judging both: "share of the attainable". */
export function ksRatioBootstrap(
  labels: Float64Array,
  scores: { readonly of: Float64Array; readonly against: Float64Array },
  options?: BootstrapOptions,
): Interval {
  const ksBy = (one: Float64Array): WeightedStatistic => rankStatistic(labels, one, (ranked) => ksOf(ranked).ks);
  const [of, against] = [ksBy(scores.of), ksBy(scores.against)];
  return bootstrapInterval(labels, (weights) => of(weights) / against(weights), options);
}

/** A metric of labels and scores that takes weights, such as `brier`, `logLoss` or `hMeasure`. */
export type WeightedMetric = (labels: Float64Array, scores: Float64Array, weights: Float64Array) => number;

/**
 * Any weighted metric with a bootstrapped interval.
 *
 * @example
 * metricBootstrap(labels, scores, { metric: brier });
 */
export function metricBootstrap(
  labels: Float64Array,
  scores: Float64Array,
  options: BootstrapOptions & { readonly metric: WeightedMetric },
): Interval {
  return bootstrapInterval(labels, (weights) => options.metric(labels, scores, weights), options);
}

/** A rank metric as a function of weights; the scores are sorted once. */
export function rankStatistic(
  labels: Float64Array,
  scores: Float64Array,
  metric: (ranked: RankedScores) => number,
): WeightedStatistic {
  const order = descendingOrder(scores);
  return (weights) => metric(rankedByScore({ labels, scores, weights, order }));
}

function drawCounts(weights: Float64Array, classes: readonly Uint32Array[], rng: Rng): void {
  weights.fill(0);
  for (const rows of classes) {
    for (let i = 0; i < rows.length; i++) {
      const row = rows[rng.below(rows.length)] as number;
      weights[row] = (weights[row] as number) + 1;
    }
  }
}

/** Linear interpolation between order statistics of an ascending array. */
function quantile(sorted: Float64Array, share: number): number {
  const at = share * (sorted.length - 1);
  const low = Math.floor(at);
  const [a, b] = [sorted[low] as number, sorted[Math.min(low + 1, sorted.length - 1)] as number];
  return a + (at - low) * (b - a);
}
