import { TallyError } from '#base';
import { bootstrapInterval, rankStatistic, type BootstrapOptions } from './bootstrap.ts';
import type { Interval } from './delong.ts';
import { classTotals, rankedByScore, type RankedScores } from './ranked.ts';

/** Which rows count as flagged. */
export interface LiftOptions {
  /** Share of rows with the highest scores, above 0 to 1. Default 0.1. */
  readonly share?: number;
  readonly weights?: Float64Array;
}

/**
 * Lift: event rate among the rows with the highest scores over the event rate of all. Of rows that tie at the cut the
 * needed part counts, so the value does not depend on their order. NaN without events.
 *
 * @throws TallyError `LEARN_SETTINGS` when the share is not above 0 and at most 1.
 */
export function lift(labels: Float64Array, scores: Float64Array, { share = 0.1, weights }: LiftOptions = {}): number {
  checkShare(share);
  return liftOf(rankedByScore({ labels, scores, weights }), share);
}

/** {@link lift} with a bootstrapped 95 % interval. */
export function liftBootstrap(
  labels: Float64Array,
  scores: Float64Array,
  options: BootstrapOptions & { readonly share?: number } = {},
): Interval {
  const { share = 0.1 } = options;
  checkShare(share);
  const statistic = rankStatistic(labels, scores, (ranked) => liftOf(ranked, share));
  return bootstrapInterval(labels, statistic, options);
}

function liftOf(ranked: RankedScores, share: number): number {
  const { events, others } = classTotals(ranked);
  let wanted = share * (events + others);
  const flagged = wanted;
  let caught = 0;
  for (let k = 0; k < ranked.groups && wanted > 0; k++) {
    const held = (ranked.positives[k] as number) + (ranked.negatives[k] as number);
    const part = held > wanted ? wanted / held : 1;
    caught += part * (ranked.positives[k] as number);
    wanted -= held;
  }
  return caught / flagged / (events / (events + others));
}

function checkShare(share: number): void {
  if (share > 0 && share <= 1) return;
  throw new TallyError('LEARN_SETTINGS', `the share of flagged rows is ${share}`, {
    hint: 'give a share above 0 and at most 1, such as 0.1',
  });
}
