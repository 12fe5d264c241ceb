import { log, logit, parse, sigmoid, z } from '#base';
import { checkProbabilities, scoredRows, type ScoredRows } from './calibration-input.ts';
import { fitBeta } from './beta.ts';
import { fitIsotonic, interpolate } from './isotonic.ts';
import { fitPlatt } from './platt.ts';

/** What a saved calibration looks like. */
export const calibrationSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('platt'), slope: z.number(), intercept: z.number() }),
  z.object({ kind: z.literal('beta'), a: z.number().min(0), b: z.number().min(0), c: z.number() }),
  z
    .object({ kind: z.literal('isotonic'), scores: z.array(z.number()).min(1), values: z.array(z.number()).min(1) })
    .refine(({ scores, values }) => scores.length === values.length, 'scores and values differ in number'),
]);

/** A calibration as plain JSON. */
export type CalibrationDocument = z.infer<typeof calibrationSchema>;

/** How scores are brought to observed rates. */
export type CalibrationKind = CalibrationDocument['kind'];

/** A fitted map from a model's probability to the observed rate; never falling. */
export interface Calibration {
  readonly kind: CalibrationKind;
  /** Calibrated probabilities of many scores; `LEARN_SCORE` when one is no probability. */
  apply(scores: Float64Array): Float64Array;
  /** The calibrated probability of one score, without checks and allocation. */
  one(score: number): number;
  save(): CalibrationDocument;
}

/** A calibration before it is fitted. */
export interface Calibrator {
  readonly kind: CalibrationKind;
  /**
   * Fits probabilities to labels of rows that the model has not learnt from.
   *
   * @throws TallyError `LEARN_SHAPE`, `LEARN_SCORE`, `LEARN_LABEL_VALUE`, `LEARN_ONE_CLASS`, `LEARN_WEIGHT`.
   */
  fit(scores: Float64Array, labels: Float64Array, weights?: Float64Array): Calibration;
}

const fits: Readonly<Record<CalibrationKind, (rows: ScoredRows) => CalibrationDocument>> = {
  platt: fitPlatt,
  beta: fitBeta,
  isotonic: fitIsotonic,
};

/**
 * A calibrator: `platt` (logistic in the log-odds, two parameters), `beta` (Kull, Silva Filho, Flach 2017, three
 * parameters) or `isotonic` (any rising shape; wants a thousand events or more).
 *
 * @example
 * const calibration = calibrator('beta').fit(scores, labels);
 * const pd = calibration.apply(model.predict(frame));
 */
export function calibrator(kind: CalibrationKind): Calibrator {
  const known = parse(z.enum(['platt', 'beta', 'isotonic']), kind, {
    what: 'the kind of calibration',
    code: 'LEARN_SETTINGS',
  });
  return {
    kind: known,
    fit: (scores, labels, weights) => loadCalibration(fits[known](scoredRows(labels, scores, weights))),
  };
}

/**
 * Restores a calibration from what `save()` returned, bit for bit.
 *
 * @throws TallyError `LEARN_MODEL_INVALID`.
 */
export function loadCalibration(input: unknown): Calibration {
  const document = parse(calibrationSchema, input, { what: 'the calibration', code: 'LEARN_MODEL_INVALID' });
  const one = mapOf(document);
  return {
    kind: document.kind,
    one,
    apply: (scores) => {
      checkProbabilities(scores);
      return scores.map(one);
    },
    save: () => document,
  };
}

function mapOf(document: CalibrationDocument): (score: number) => number {
  if (document.kind === 'platt') return (score) => sigmoid(document.slope * logit(score) + document.intercept);
  if (document.kind === 'isotonic') {
    const [scores, values] = [Float64Array.from(document.scores), Float64Array.from(document.values)];
    return (score) => interpolate(scores, values, score);
  }
  const { a, b, c } = document;
  return (score) => {
    const inside = Math.min(Math.max(score, 1e-15), 1 - 1e-15);
    return sigmoid(a * log(inside) - b * log(1 - inside) + c);
  };
}
