import { assert } from '#base';

/** Rows grouped by equal score, highest score first; weights summed by class. */
export interface RankedScores {
  readonly groups: number;
  /** Score of each group, descending. */
  readonly scores: Float64Array;
  readonly positives: Float64Array;
  readonly negatives: Float64Array;
}

/** Row numbers in descending order of score; equal scores in row order. */
export function descendingOrder(scores: Float64Array): Uint32Array {
  const order = new Uint32Array(scores.length).map((_, row) => row);
  return order.sort((a, b) => (scores[b] as number) - (scores[a] as number) || a - b);
}

/** Groups rows by score for every rank metric, so that ties are treated alike in all of them. */
export function rankedByScore(labels: Float64Array, scores: Float64Array, weights?: Float64Array): RankedScores {
  assert(labels.length === scores.length, 'one score per label', { labels: labels.length, scores: scores.length });
  const order = descendingOrder(scores);
  const distinct = new Float64Array(order.length);
  const positives = new Float64Array(order.length);
  const negatives = new Float64Array(order.length);
  let groups = 0;
  for (let i = 0; i < order.length; i++) {
    const row = order[i] as number;
    const score = scores[row] as number;
    assert(score === score, 'a score is not a number', { row });
    if (groups === 0 || score !== distinct[groups - 1]) distinct[groups++] = score;
    const side = labels[row] === 1 ? positives : negatives;
    side[groups - 1] = (side[groups - 1] as number) + (weights === undefined ? 1 : (weights[row] as number));
  }
  return { groups, scores: distinct, positives, negatives };
}
