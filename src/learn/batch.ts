import { TallyError } from '#base';
import type { Frame } from '#table';
import { encodeFrame, infiniteValue } from './encode.ts';
import type { Explanation, PredictOptions } from './estimator.ts';
import type { Feature } from './feature.ts';

/** What a model must do with one encoded row; everything by batch follows from it, so both give the same bits. */
export interface RowKernel {
  readonly features: readonly Feature[];
  /** The margin of a row, from `start` when given. */
  margin(row: Float64Array, start?: number): number;
  transform(margin: number): number;
  explainRow(row: Float64Array, out: Float64Array, output?: number): number;
}

/** The same for a model with several outputs. */
export interface WideKernel {
  readonly features: readonly Feature[];
  readonly outputs: number;
  /** The predictions of a row, from `start` (one margin per output) when given. */
  predict(row: Float64Array, out: Float64Array, start?: Float64Array): void;
}

function gather(columns: readonly Float64Array[], at: number, row: Float64Array): void {
  for (let f = 0; f < row.length; f++) row[f] = (columns[f] as Float64Array)[at] as number;
}

/** Predictions of every row of a frame. */
export function predictBatch(kernel: RowKernel, frame: Frame, options: PredictOptions = {}): Float64Array {
  const columns = encodeFrame(frame, kernel.features);
  const { baseMargin } = options;
  if (baseMargin !== undefined && baseMargin.length !== frame.rows) {
    throw new TallyError('LEARN_SHAPE', `baseMargin has ${baseMargin.length} values for ${frame.rows} rows`, {
      hint: 'give one value per row',
    });
  }
  const row = new Float64Array(columns.length);
  const out = new Float64Array(frame.rows);
  for (let r = 0; r < frame.rows; r++) {
    gather(columns, r, row);
    out[r] = kernel.transform(kernel.margin(row, baseMargin?.[r]));
  }
  return out;
}

/** Predictions of every row of a frame, output by output. */
export function predictWide(kernel: WideKernel, frame: Frame, { baseMargin }: PredictOptions = {}): Float64Array {
  const { outputs, features } = kernel;
  const columns = encodeFrame(frame, features);
  if (baseMargin !== undefined && baseMargin.length !== frame.rows * outputs) {
    throw new TallyError('LEARN_SHAPE', `baseMargin has ${baseMargin.length} values for ${frame.rows} rows`, {
      hint: `give ${outputs} values per row, row by row`,
    });
  }
  const row = new Float64Array(columns.length);
  const one = new Float64Array(outputs);
  const out = new Float64Array(frame.rows * outputs);
  for (let r = 0; r < frame.rows; r++) {
    gather(columns, r, row);
    kernel.predict(row, one, baseMargin?.subarray(r * outputs, (r + 1) * outputs));
    for (let k = 0; k < outputs; k++) out[k * frame.rows + r] = one[k] as number;
  }
  return out;
}

/** Contributions of every row of a frame to an output, feature-major. */
export function explainBatch(
  kernel: Pick<RowKernel, 'features' | 'explainRow'>,
  frame: Frame,
  output = 0,
): Explanation {
  const columns = encodeFrame(frame, kernel.features);
  const row = new Float64Array(columns.length);
  const one = new Float64Array(columns.length);
  const values = new Float64Array(columns.length * frame.rows);
  let base = 0;
  for (let r = 0; r < frame.rows; r++) {
    gather(columns, r, row);
    base = kernel.explainRow(row, one, output);
    for (let f = 0; f < one.length; f++) values[f * frame.rows + r] = one[f] as number;
  }
  if (frame.rows === 0) base = kernel.explainRow(row.fill(NaN), one, output);
  return { base, features: kernel.features.map(({ name }) => name), values };
}

/** The prediction of one encoded row. */
export function scoreRow(kernel: RowKernel, row: Float64Array): number {
  checkRow(kernel.features, row);
  return kernel.transform(kernel.margin(row));
}

/** Refuses a row with an infinite value (`LEARN_INFINITE`). */
export function checkRow(features: readonly Feature[], row: Float64Array): void {
  for (let f = 0; f < row.length; f++) {
    const value = row[f] as number;
    if (value === Infinity || value === -Infinity) throw infiniteValue(features[f]?.name ?? String(f), 0, value);
  }
}
