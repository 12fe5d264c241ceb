import { TallyError, log, sigmoid } from '#base';
import type { RankingTarget } from '../../target.ts';
import type { Objective } from '../objective.ts';

/** Positions of a query that its pairs must reach, as LightGBM's `lambdarank_truncation_level`. */
const TRUNCATION = 30;

/** Rows of one query and what its ideal order is worth. */
interface Query {
  readonly rows: Int32Array;
  /** 1 / DCG of the ideal order, 0 when no row is relevant. */
  readonly scale: number;
}

/**
 * LambdaMART (Burges, "From RankNet to LambdaRank to LambdaMART", 2010): pairs of one query pull by the change of NDCG
 * that swapping them would make; gains 2^grade - 1, discount 1 / log2(position + 1), normalised per query.
 *
 * @throws TallyError `LEARN_SHAPE` without groups.
 */
export function lambdaRankObjective({ relevance }: RankingTarget, groups: Int32Array | undefined): Objective {
  if (groups === undefined || groups.length !== relevance.length) {
    throw new TallyError('LEARN_SHAPE', 'a ranking target needs the group of each row', {
      hint: 'give the query of every row in `groups`',
    });
  }
  const gains = relevance.map((grade) => 2 ** grade - 1);
  const queries = queriesOf(groups, gains);
  return {
    outputs: 1,
    link: 'identity',
    start: new Float64Array(1),
    gradients: ({ margins, gradients }) => {
      gradients.fill(0);
      for (const query of queries) addLambdas(query, gains, { margins, gradients });
      for (let at = 1; at < gradients.length; at += 2) gradients[at] = Math.max(gradients[at] as number, 1e-16);
    },
    loss: (margins) => -meanNdcg(queries, gains, margins),
  };
}

function queriesOf(groups: Int32Array, gains: Float64Array): readonly Query[] {
  const members = new Map<number, number[]>();
  groups.forEach((group, row) => {
    const rows = members.get(group);
    if (rows === undefined) members.set(group, [row]);
    else rows.push(row);
  });
  return [...members.values()].map((list) => {
    const rows = Int32Array.from(list);
    const ideal = Float64Array.from(rows, (row) => gains[row] as number)
      .sort()
      .reverse();
    const best = ideal.reduce((sum, gain, place) => sum + gain * discount(place), 0);
    return { rows, scale: best > 0 ? 1 / best : 0 };
  });
}

function discount(place: number): number {
  return 0.693_147_180_559_945_3 / log(place + 2);
}

/** Rows of a query by margin, highest first; equal margins keep their order. */
function ranked({ rows }: Query, margins: Float64Array): Int32Array {
  return rows.slice().sort((a, b) => (margins[b] as number) - (margins[a] as number) || a - b);
}

interface Fields {
  readonly margins: Float64Array;
  readonly gradients: Float64Array;
}

function addLambdas(query: Query, gains: Float64Array, { margins, gradients }: Fields): void {
  if (query.scale === 0) return;
  const order = ranked(query, margins);
  const at = (row: number): number => margins[row] as number;
  const spread = at(order[0] as number) !== at(order[order.length - 1] as number);
  let total = 0;
  for (let i = 0; i < Math.min(order.length, TRUNCATION); i++) {
    for (let j = i + 1; j < order.length; j++) {
      const [first, second] = [order[i] as number, order[j] as number];
      const difference = (gains[first] as number) - (gains[second] as number);
      if (difference === 0) continue;
      const [high, low] = difference > 0 ? [first, second] : [second, first];
      const gap = at(high) - at(low);
      let delta = Math.abs(difference) * Math.abs(discount(i) - discount(j)) * query.scale;
      if (spread) delta /= 0.01 + Math.abs(gap);
      const pull = sigmoid(-gap);
      const lambda = pull * delta;
      const curvature = pull * (1 - pull) * delta;
      gradients[2 * high] = (gradients[2 * high] as number) - lambda;
      gradients[2 * low] = (gradients[2 * low] as number) + lambda;
      gradients[2 * high + 1] = (gradients[2 * high + 1] as number) + curvature;
      gradients[2 * low + 1] = (gradients[2 * low + 1] as number) + curvature;
      total += 2 * lambda;
    }
  }
  if (total <= 0) return;
  const norm = log(1 + total) / (0.693_147_180_559_945_3 * total);
  for (const row of query.rows) {
    gradients[2 * row] = (gradients[2 * row] as number) * norm;
    gradients[2 * row + 1] = (gradients[2 * row + 1] as number) * norm;
  }
}

function meanNdcg(queries: readonly Query[], gains: Float64Array, margins: Float64Array): number {
  const values = queries.map((query) =>
    query.scale === 0
      ? 1
      : ranked(query, margins).reduce((sum, row, place) => sum + (gains[row] as number) * discount(place), 0) *
        query.scale,
  );
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
