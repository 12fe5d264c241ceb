import { log, TallyError } from '#base';
import { descendingOrder } from './ranked.ts';

/** Rows to be ranked within their group. */
export interface NdcgOptions {
  /** Rank up to which rows count; all when left out. */
  readonly k?: number;
  /** Group (query) of each row; without it, all rows are one group. */
  readonly groups?: Int32Array | undefined;
}

/**
 * Normalised discounted cumulative gain at k, mean over groups: gain 2^grade - 1, discount log2(rank + 1); rows of
 * equal score in row order; a group without a relevant row counts 1 (as LightGBM).
 *
 * @throws TallyError `LEARN_SHAPE`, `LEARN_SETTINGS`, `LEARN_LABEL_VALUE` when a grade is no integer from 0 to 50.
 */
export function ndcg(grades: Float64Array, scores: Float64Array, options: NdcgOptions = {}): number {
  check(grades, scores, options);
  const { k = Infinity, groups } = options;
  const members = new Map<number, number[]>();
  for (const row of descendingOrder(scores)) {
    const group = groups === undefined ? 0 : (groups[row] as number);
    const list = members.get(group);
    if (list === undefined) members.set(group, [grades[row] as number]);
    else list.push(grades[row] as number);
  }
  let sum = 0;
  for (const ranked of members.values()) {
    const best = gainOf(
      ranked.toSorted((a, b) => b - a),
      k,
    );
    sum += best > 0 ? gainOf(ranked, k) / best : 1;
  }
  return sum / members.size;
}

const LN2 = 0.693_147_180_559_945_3;

function gainOf(ranked: readonly number[], k: number): number {
  let sum = 0;
  for (let i = 0; i < Math.min(k, ranked.length); i++) {
    sum += (2 ** (ranked[i] as number) - 1) / (log(i + 2) / LN2);
  }
  return sum;
}

function check(grades: Float64Array, scores: Float64Array, { k = 1, groups }: NdcgOptions): void {
  const rows = grades.length;
  if (rows === 0 || scores.length !== rows || (groups?.length ?? rows) !== rows) {
    throw new TallyError('LEARN_SHAPE', `there are ${scores.length} scores and ${rows} grades`, {
      hint: 'give one grade, score and group per row, at least one row',
    });
  }
  if (!(k >= 1)) {
    throw new TallyError('LEARN_SETTINGS', `NDCG at ${k} is not defined`, { hint: 'give a rank from 1' });
  }
  const wrong = grades.findIndex((grade) => !(Number.isInteger(grade) && grade >= 0 && grade <= 50));
  if (wrong === -1) return;
  throw new TallyError('LEARN_LABEL_VALUE', `the grade of row ${wrong} is ${grades[wrong]}`, {
    hint: 'grades are integers from 0 to 50',
    data: { row: wrong },
  });
}
