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

/** What rank metrics look at; `order` is {@link descendingOrder} of the scores when it is known already. */
export interface RankInput {
  readonly labels: Float64Array;
  readonly scores: Float64Array;
  readonly weights?: Float64Array | undefined;
  readonly order?: Uint32Array;
}

/** Groups rows by score for every rank metric, so that ties are treated alike in all of them. */
export function rankedByScore({ labels, scores, weights, order = descendingOrder(scores) }: RankInput): RankedScores {
  assert(labels.length === scores.length, 'one score per label', { labels: labels.length, scores: scores.length });
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

/** The weight of each class. */
export function classTotals(ranked: RankedScores): { readonly events: number; readonly others: number } {
  let [events, others] = [0, 0];
  for (let k = 0; k < ranked.groups; k++) {
    events += ranked.positives[k] as number;
    others += ranked.negatives[k] as number;
  }
  return { events, others };
}
