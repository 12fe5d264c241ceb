import { bootstrapInterval, rankStatistic, type BootstrapOptions } from './bootstrap.ts';
import type { Interval } from './delong.ts';
import { classTotals, rankedByScore, type RankedScores } from './ranked.ts';

/**
 * Area under the precision-recall curve as average precision: the sum over distinct scores of (recall gained) x
 * (precision there), without interpolation (as scikit-learn). A random score gives the event rate. NaN without events.
 */
export function averagePrecision(labels: Float64Array, scores: Float64Array, weights?: Float64Array): number {
  return averagePrecisionOf(rankedByScore({ labels, scores, weights }));
}

/** {@link averagePrecision} with a bootstrapped 95 % interval. */
export function averagePrecisionBootstrap(
  labels: Float64Array,
  scores: Float64Array,
  options?: BootstrapOptions,
): Interval {
  return bootstrapInterval(labels, rankStatistic(labels, scores, averagePrecisionOf), options);
}

function averagePrecisionOf(ranked: RankedScores): number {
  const total = classTotals(ranked).events;
  let [events, flagged, area] = [0, 0, 0];
  for (let k = 0; k < ranked.groups; k++) {
    const gained = ranked.positives[k] as number;
    events += gained;
    flagged += gained + (ranked.negatives[k] as number);
    if (gained > 0) area += gained * (events / flagged);
  }
  return area / total;
}
