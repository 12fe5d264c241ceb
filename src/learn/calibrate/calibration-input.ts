import { TallyError } from '#base';

/** Probabilities of rows with known outcomes. */
export interface ScoredRows {
  readonly scores: Float64Array;
  readonly labels: Float64Array;
  readonly weights: Float64Array;
}

/**
 * Checks probabilities, labels and weights of both classes.
 *
 * @throws TallyError `LEARN_SHAPE`, `LEARN_SCORE`, `LEARN_LABEL_VALUE`, `LEARN_ONE_CLASS`, `LEARN_WEIGHT`.
 */
export function scoredRows(labels: Float64Array, scores: Float64Array, weights?: Float64Array): ScoredRows {
  if (labels.length !== scores.length || (weights?.length ?? labels.length) !== labels.length || labels.length === 0) {
    const counts = `${scores.length} scores, ${labels.length} labels and ${weights?.length ?? 'no'} weights`;
    throw new TallyError('LEARN_SHAPE', `there are ${counts}`, { hint: 'give one of each per row' });
  }
  checkProbabilities(scores);
  const wrong = labels.findIndex((label) => label !== 0 && label !== 1);
  if (wrong !== -1) {
    throw new TallyError('LEARN_LABEL_VALUE', `the label of row ${wrong} is ${labels[wrong]}, not 0 or 1`, {
      hint: 'drop rows without an outcome, and code the event as 1',
      data: { row: wrong },
    });
  }
  const given = weights ?? new Float64Array(labels.length).fill(1);
  const bad = given.findIndex((weight) => !(weight >= 0 && weight < Infinity));
  if (bad !== -1) {
    throw new TallyError('LEARN_WEIGHT', `the weight of row ${bad} is ${given[bad]}`, {
      hint: 'weights are finite and not negative',
      data: { row: bad },
    });
  }
  const present = new Set(labels.filter((_, row) => (given[row] as number) > 0));
  if (present.size === 2) return { scores, labels, weights: given };
  throw new TallyError('LEARN_ONE_CLASS', `all ${labels.length} rows that count have the same label`, {
    hint: 'give rows of both outcomes',
    data: { rows: labels.length },
  });
}

/** Throws `LEARN_SCORE` unless every score is a probability. */
export function checkProbabilities(scores: Float64Array): void {
  const row = scores.findIndex((score) => !(score >= 0 && score <= 1));
  if (row === -1) return;
  throw new TallyError('LEARN_SCORE', `the score of row ${row} is ${scores[row]}, not a probability`, {
    hint: 'give probabilities from 0 to 1',
    data: { row },
  });
}
