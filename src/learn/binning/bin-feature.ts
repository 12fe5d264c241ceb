import { formatMonth, isTallyError, monthOfDay, TallyError } from '#base';
import { column, createFrame, isValid, valueAt, type Frame } from '#table';
import { encodeTraining } from '../encode.ts';
import type { EncodedFrame } from '../feature.ts';
import type { Binning } from './binning.ts';
import { optimalBinning } from './optimal-binning.ts';
import type { BinningSettings } from './settings.ts';

/** What goes with a column that is binned. */
export interface BinFeatureOptions {
  /** 1 = event, 0 = none. */
  readonly label: Float64Array;
  readonly weights?: Float64Array;
  /** Column of dates, months or other periods; dates count by month. */
  readonly periodColumn?: string;
  /** Numbers that are names. */
  readonly isCategorical?: boolean;
  readonly settings?: Partial<BinningSettings>;
}

/**
 * {@link optimalBinning} of a column of a frame: text columns are categorical.
 *
 * @throws TallyError those of {@link optimalBinning}, and `TABLE_COLUMN_UNKNOWN`.
 */
export function binFeature(frame: Frame, name: string, options: BinFeatureOptions): Binning {
  const source = column(frame, name);
  const periods = options.periodColumn === undefined ? undefined : periodsOf(frame, options.periodColumn);
  const rest = { feature: name, label: options.label, weights: options.weights, periods };
  const isText = source.kind === 'string';
  if (!isText && options.isCategorical !== true) {
    const values = Float64Array.from(source.values, (value, row) => (isValid(source, row) ? value : NaN));
    return optimalBinning({ ...rest, values }, options.settings);
  }
  const encoded = encodeNames(createFrame({ [name]: source }), isText ? [] : [name]);
  const feature = encoded.features[0];
  const values = encoded.columns[0] as Float64Array;
  const categories = feature?.kind === 'category' ? feature.categories : undefined;
  return optimalBinning({ ...rest, values, categories }, options.settings);
}

/** A column of names as codes; a clearer word than that of a fit when it has nothing to divide. */
function encodeNames(frame: Frame, categorical: readonly string[]): EncodedFrame {
  try {
    return encodeTraining(frame, categorical);
  } catch (cause) {
    if (!isTallyError(cause, 'LEARN_NO_FEATURES')) throw cause;
    const what = 'is empty, has one name, or another name in every row';
    throw new TallyError('LEARN_BINNING_CONSTANT', `the feature "${frame.names[0]}" ${what}`, {
      hint: 'there is nothing to divide: name another column',
      data: { feature: frame.names[0] },
      cause,
    });
  }
}

/** Periods of a column, numbered in order: months of dates, other values as they are. */
export function periodsOf(frame: Frame, name: string): Int32Array {
  const source = column(frame, name);
  const keys = Array.from({ length: frame.rows }, (_, row) => {
    if (isValid(source, row)) {
      const value = valueAt(source, row);
      if (source.kind === 'date') return formatMonth(monthOfDay(Number(value)));
      const text = String(value);
      return /^\d{4}-\d{2}-\d{2}/.test(text) ? text.slice(0, 7) : text;
    }
    throw new TallyError('LEARN_PERIOD_MISSING', `the period "${name}" is empty in row ${row}`, {
      hint: 'fill it in, or drop rows without a date',
      data: { column: name, row },
    });
  });
  const numberOf = new Map([...new Set(keys)].sort().map((key, index) => [key, index]));
  return Int32Array.from(keys, (key) => numberOf.get(key) ?? 0);
}
