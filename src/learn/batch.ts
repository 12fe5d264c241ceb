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
  /** Adds to the margins of up to {@link BLOCK} rows that lie one after the other; the bits of `margin`. */
  addMargins?(margins: Float64Array, rows: Float64Array, count: number): void;
  /** Where margins start for `addMargins`. */
  readonly start?: number;
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
  const out = new Float64Array(frame.rows);
  if (kernel.addMargins !== undefined) {
    out.set(baseMargin ?? out.fill(kernel.start ?? 0));
    addBlocks(kernel, columns, out);
    return out.map(kernel.transform);
  }
  const row = new Float64Array(columns.length);
  for (let r = 0; r < frame.rows; r++) {
    gather(columns, r, row);
    out[r] = kernel.transform(kernel.margin(row, baseMargin?.[r]));
  }
  return out;
}

/** Rows that are walked together. */
const BLOCK = 64;

function addBlocks(kernel: RowKernel, columns: readonly Float64Array[], margins: Float64Array): void {
  const width = columns.length;
  const rows = new Float64Array(BLOCK * width);
  for (let from = 0; from < margins.length; from += BLOCK) {
    const to = Math.min(margins.length, from + BLOCK);
    for (let f = 0; f < width; f++) {
      const values = columns[f] as Float64Array;
      for (let r = from; r < to; r++) rows[(r - from) * width + f] = values[r] as number;
    }
    kernel.addMargins?.(margins.subarray(from, to), rows, to - from);
  }
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
