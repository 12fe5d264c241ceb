import { log } from '#base';

const LN2 = 0.693_147_180_559_945_3;

/** What is ranked together, and how many places count. */
export interface RankingOptions {
  /** Group (query) of each row. */
  readonly groups: Int32Array;
  /** Places that count; all when left out. */
  readonly k?: number;
}

/**
 * Mean normalised discounted cumulative gain over groups: gain 2^grade - 1, discount 1 / log2(place + 1). A group without
 * a relevant row counts 1; rows of equal score keep their order (as LightGBM).
 */
export function meanNdcg(relevance: Float64Array, scores: Float64Array, { groups, k = Infinity }: RankingOptions): number {
  const members = new Map<number, number[]>();
  groups.forEach((group, row) => {
    const rows = members.get(group);
    if (rows === undefined) members.set(group, [row]);
    else rows.push(row);
  });
  let sum = 0;
  for (const rows of members.values()) {
    const gains = rows.map((row) => 2 ** (relevance[row] as number) - 1);
    const ideal = gains.slice().sort((a, b) => b - a);
    const order = [...rows.keys()].sort(
      (a, b) => (scores[rows[b] as number] as number) - (scores[rows[a] as number] as number) || a - b,
    );
    const best = discounted(ideal, k);
    sum +=
      best === 0
        ? 1
        : discounted(
            order.map((i) => gains[i] as number),
            k,
          ) / best;
  }
  return sum / members.size;
}

function discounted(gains: readonly number[], k: number): number {
  let sum = 0;
  for (let place = 0; place < Math.min(k, gains.length); place++) {
    sum += ((gains[place] as number) * LN2) / log(place + 2);
  }
  return sum;
}
