import { TallyError } from '#base';

/** All applicants with what the present score says of them and how the accepted ones turned out. */
export interface Applicants {
  /** Probability of the event by a model that was fitted to the accepted rows. */
  readonly scores: Float64Array;
  /** 0 or 1 where the outcome is known, NaN for rejected applicants. */
  readonly outcome: Float64Array;
}

/** Rows for a refit: `take(frame, rows)` with these labels and weights. An applicant may occur twice. */
export interface RefitRows {
  readonly rows: Int32Array;
  readonly label: Float64Array;
  readonly weights: Float64Array;
}

/**
 * Checks applicants; needs accepted ones of both outcomes.
 *
 * @throws TallyError `LEARN_SHAPE`, `LEARN_SCORE`, `LEARN_LABEL_VALUE`, `LEARN_ONE_CLASS`.
 */
export function checkApplicants({ scores, outcome }: Applicants): void {
  if (scores.length !== outcome.length) {
    throw new TallyError('LEARN_SHAPE', `there are ${scores.length} scores for ${outcome.length} applicants`, {
      hint: 'give one score per applicant, rejected ones included',
    });
  }
  const bad = scores.findIndex((score) => !(score >= 0 && score <= 1));
  if (bad !== -1) {
    throw new TallyError('LEARN_SCORE', `the score of applicant ${bad} is ${scores[bad]}, not a probability`, {
      hint: 'give probabilities from 0 to 1',
      data: { row: bad },
    });
  }
  const wrong = outcome.findIndex((label) => label === label && label !== 0 && label !== 1);
  if (wrong !== -1) {
    throw new TallyError('LEARN_LABEL_VALUE', `the outcome of applicant ${wrong} is ${outcome[wrong]}`, {
      hint: 'give 0 or 1, and NaN where it is not known',
      data: { row: wrong },
    });
  }
  if (outcome.includes(0) && outcome.includes(1)) return;
  throw new TallyError('LEARN_ONE_CLASS', 'the accepted applicants do not have both outcomes', {
    hint: 'reject inference starts from good and bad accepted applicants',
  });
}

/** Collects rows of a refit. */
export function refitRows(list: readonly (readonly [row: number, label: number, weight: number])[]): RefitRows {
  const kept = list.filter(([, , weight]) => weight > 0);
  return {
    rows: Int32Array.from(kept, ([row]) => row),
    label: Float64Array.from(kept, ([, label]) => label),
    weights: Float64Array.from(kept, ([, , weight]) => weight),
  };
}
