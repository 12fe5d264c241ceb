import { TallyError } from '#base';
import type { Frame } from '#table';
import { encodeTraining } from './encode.ts';
import type { FitOptions } from './estimator.ts';
import type { EncodedFrame } from './feature.ts';
import { scalarTarget, type ScalarTarget, type Target } from './target.ts';

/** Checked and encoded training data. */
export interface FitInput {
  readonly encoded: EncodedFrame;
  readonly target: ScalarTarget;
  readonly weights: Float64Array | undefined;
  readonly baseMargin: Float64Array | undefined;
  readonly seed: number;
}

/** Checks target, weights and margins and encodes the frame. Throws the errors listed at `Estimator.fit`. */
export function fitInput(
  frame: Frame,
  target: Target,
  settings: { readonly options: FitOptions; readonly supported: readonly ScalarTarget['kind'][] },
): FitInput {
  const { options, supported } = settings;
  if (frame.rows === 0) {
    throw new TallyError('LEARN_SHAPE', 'the training data has no rows', { hint: 'check the file and its filters' });
  }
  const scalar = scalarTarget(target, frame.rows, supported);
  checkWeights(options.weights, frame.rows);
  checkLength('baseMargin', options.baseMargin, frame.rows);
  const encoded = encodeTraining(frame, options.categorical ?? []);
  const { weights, baseMargin } = options;
  return { encoded, target: scalar, weights, baseMargin, seed: options.seed ?? 42 };
}

function checkLength(name: string, values: Float64Array | undefined, rows: number): void {
  if (values === undefined || values.length === rows) return;
  throw new TallyError('LEARN_SHAPE', `${name} has ${values.length} values for ${rows} rows`, {
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
