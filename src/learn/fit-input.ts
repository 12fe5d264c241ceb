import { TallyError } from '#base';
import type { Frame } from '#table';
import { encodeTraining } from './encode.ts';
import type { FitOptions } from './estimator.ts';
import type { EncodedFrame } from './feature.ts';
import { scalarTarget, type ScalarTarget, type Target } from './target.ts';

/** Checked and encoded training columns. */
export interface FitColumns {
  readonly encoded: EncodedFrame;
  readonly weights: Float64Array | undefined;
  readonly baseMargin: Float64Array | undefined;
  readonly seed: number;
}

/** Training columns with a target of one number per row. */
export interface FitInput extends FitColumns {
  readonly target: ScalarTarget;
}

/** Checks target, weights and margins and encodes the frame. Throws the errors listed at `Estimator.fit`. */
export function fitInput(
  frame: Frame,
  target: Target,
  settings: { readonly options: FitOptions; readonly supported: readonly ScalarTarget['kind'][] },
): FitInput {
  const { options, supported } = settings;
  checkRows(frame);
  const scalar = scalarTarget(target, frame.rows, supported);
  return { ...fitColumns(frame, options), target: scalar };
}

/** Checks weights and margins (`outputs` of them a row) and encodes the frame. */
export function fitColumns(frame: Frame, options: FitOptions, outputs = 1): FitColumns {
  checkRows(frame);
  checkWeights(options.weights, frame.rows);
  checkLength('baseMargin', options.baseMargin, frame.rows * outputs);
  const encoded = encodeTraining(frame, options.categorical ?? []);
  const { weights, baseMargin } = options;
  return { encoded, weights, baseMargin, seed: options.seed ?? 42 };
}

function checkRows(frame: Frame): void {
  if (frame.rows > 0) return;
  throw new TallyError('LEARN_SHAPE', 'the training data has no rows', { hint: 'check the file and its filters' });
}

function checkLength(name: string, values: Float64Array | undefined, wanted: number): void {
  if (values === undefined || values.length === wanted) return;
  throw new TallyError('LEARN_SHAPE', `${name} has ${values.length} values instead of ${wanted}`, {
    hint: 'give one value per row',
  });
}

function checkWeights(weights: Float64Array | undefined, rows: number): void {
  if (weights === undefined) return;
  checkLength('weights', weights, rows);
  const row = weights.findIndex((weight) => !(weight >= 0 && weight < Infinity));
  const isPositive = weights.some((weight) => weight > 0);
  if (row === -1 && isPositive) return;
  const what = row === -1 ? 'all weights are 0' : `the weight of row ${row} is ${weights[row]}`;
  throw new TallyError('LEARN_WEIGHT', what, {
    hint: 'weights are finite, not negative, and not all 0',
    data: { row },
  });
}

/** Throws `LEARN_CANCELLED` once the signal is aborted. */
export function checkCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted !== true) return;
  throw new TallyError('LEARN_CANCELLED', 'the fit was cancelled', {
    hint: 'start it again when it is wanted',
    status: 409,
  });
}
