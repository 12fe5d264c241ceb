import { parse, TallyError, z } from '#base';
import { refitRows, type RefitRows } from './applicants.ts';

const settingsSchema = z.strictObject({
  /** Chances of acceptance below this count as this: limits the weight of a single row. */
  leastChance: z.number().gt(0).max(1).default(0.02),
});

/** Rows of a refit on accepted applicants alone, and how many rows of weight 1 they are worth. */
export interface WeightedAccepted extends RefitRows {
  /** (Sum of weights)^2 / sum of squared weights (Kish 1965). Far below the rows: few of them decide. */
  readonly effectiveRows: number;
}

/**
 * Inverse propensity weights: each accepted applicant stands for 1 / (chance of acceptance) applicants, scaled to mean
 * 1. Right when acceptance depended on what the chance was fitted to, and every kind of applicant was accepted at times.
 *
 * @throws TallyError `LEARN_SHAPE`, `LEARN_SCORE`, `LEARN_LABEL_VALUE`, `LEARN_SETTINGS`.
 */
export function inversePropensity(
  applicants: {
    /** Chance of acceptance of every applicant, from a model fitted to accepted against rejected. */
    readonly acceptance: Float64Array;
    /** 0 or 1 where the outcome is known, NaN for rejected applicants. */
    readonly outcome: Float64Array;
  },
  options: z.input<typeof settingsSchema> = {},
): WeightedAccepted {
  const { leastChance } = parse(settingsSchema, options, { what: 'inverse propensity', code: 'LEARN_SETTINGS' });
  const { acceptance, outcome } = applicants;
  check(acceptance, outcome);
  const accepted = [...outcome.keys()].filter((row) => outcome[row] === outcome[row]);
  const raw = accepted.map((row) => 1 / Math.max(leastChance, acceptance[row] as number));
  const sum = raw.reduce((total, weight) => total + weight, 0);
  const squares = raw.reduce((total, weight) => total + weight * weight, 0);
  const scale = accepted.length / sum;
  return {
    ...refitRows(accepted.map((row, i) => [row, outcome[row] as number, (raw[i] as number) * scale])),
    effectiveRows: (sum * sum) / squares,
  };
}

function check(acceptance: Float64Array, outcome: Float64Array): void {
  if (acceptance.length !== outcome.length) {
    throw new TallyError('LEARN_SHAPE', `there are ${acceptance.length} chances for ${outcome.length} applicants`, {
      hint: 'give one chance of acceptance per applicant',
    });
  }
  const bad = acceptance.findIndex((chance) => !(chance >= 0 && chance <= 1));
  if (bad !== -1) {
    throw new TallyError('LEARN_SCORE', `the chance of acceptance of applicant ${bad} is ${acceptance[bad]}`, {
      hint: 'give probabilities from 0 to 1',
      data: { row: bad },
    });
  }
  const wrong = outcome.findIndex((label) => label === label && label !== 0 && label !== 1);
  if (wrong === -1 && outcome.some((label) => label === label)) return;
  throw new TallyError('LEARN_LABEL_VALUE', 'an outcome is neither 0, 1 nor NaN, or nobody was accepted', {
    hint: 'give 0 or 1 for accepted applicants and NaN for rejected ones',
    data: { row: wrong },
  });
}
