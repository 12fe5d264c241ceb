import { TallyError } from '#base';
import type { Interval } from '../metric/delong.ts';
import { comparedGroups, type Comparison } from './groups.ts';

/** How far a group's mean lies from the reference group's. */
export interface GroupDifference {
  readonly group: string;
  readonly rows: number;
  readonly mean: number;
  readonly referenceMean: number;
  /** (mean - reference mean) / standard deviation of the rows of both groups within their group. */
  readonly difference: Interval;
}

/** Standard normal quantile of 0.975. */
const Z95 = 1.959_963_984_540_054;

/**
 * Standardised mean difference of scores by group, with 95 % intervals (Cohen's d; standard error of Hedges and Olkin
 * 1985). Above 0.2 to 0.3 in size is commonly looked into. Of a risk score, above 0 is against the group.
 *
 * @throws TallyError `LEARN_SHAPE`, `LEARN_GROUP`, `LEARN_SCORE`.
 */
export function meanDifference(scores: Float64Array, comparison: Comparison): GroupDifference[] {
  const { base, others } = comparedGroups(comparison, scores.length);
  const wrong = scores.findIndex((score) => !Number.isFinite(score));
  if (wrong !== -1) {
    throw new TallyError('LEARN_SCORE', `the score of row ${wrong} is ${scores[wrong]}`, {
      hint: 'scores are finite numbers',
      data: { row: wrong },
    });
  }
  const reference = momentsOf(scores, comparison, base);
  return others.map((code) => {
    const own = momentsOf(scores, comparison, code);
    const spread = Math.sqrt((own.squares + reference.squares) / Math.max(1, own.weight + reference.weight - 2));
    const gap = own.mean - reference.mean;
    const value = gap === 0 ? 0 : gap / demandSpread(spread);
    const [n, m] = [own.weight, reference.weight];
    const standardError = Math.sqrt((n + m) / (n * m) + (value * value) / (2 * (n + m)));
    return {
      group: comparison.groups.dictionary[code] ?? '',
      rows: own.rows,
      mean: own.mean,
      referenceMean: reference.mean,
      difference: { value, low: value - Z95 * standardError, high: value + Z95 * standardError, standardError },
    };
  });
}

/**
 * Residual standardised mean difference: {@link meanDifference} of label minus score. Near 0, the score explains what
 * differs between the groups; above 0 the group's risk is understated, below 0 overstated.
 */
export function residualDifference(
  labels: Float64Array,
  scores: Float64Array,
  comparison: Comparison,
): GroupDifference[] {
  return meanDifference(
    labels.map((label, row) => label - (scores[row] as number)),
    comparison,
  );
}

function demandSpread(spread: number): number {
  if (spread > 0) return spread;
  throw new TallyError('LEARN_SCORE', 'all scores of a group are equal, so their difference has no scale', {
    hint: 'give scores, not decisions; for decisions use selectionByGroup',
  });
}

interface Moments {
  readonly rows: number;
  readonly weight: number;
  readonly mean: number;
  /** Sum of squares around the mean. */
  readonly squares: number;
}

function momentsOf(scores: Float64Array, { groups, weights }: Comparison, code: number): Moments {
  let [rows, weight, mean, squares] = [0, 0, 0, 0];
  for (let row = 0; row < scores.length; row++) {
    const w = weights === undefined ? 1 : (weights[row] as number);
    if (groups.values[row] !== code || w === 0) continue;
    rows++;
    weight += w;
    const gap = (scores[row] as number) - mean;
    mean += (w / weight) * gap;
    squares += w * gap * ((scores[row] as number) - mean);
  }
  return { rows, weight, mean, squares };
}
