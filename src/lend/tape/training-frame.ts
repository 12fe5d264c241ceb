import { column, createFrame, float64Column, int32Column, stringColumn, take, type Column, type Frame } from '#table';
import { numberAt, textAt } from './cell.ts';
import type { FeatureSource, TapeMapping } from './mapping.ts';

/** Name of the target in a training file: 1 bad, 0 good. */
export const TRAINING_TARGET = 'bad';

export interface TrainingRowsOfTape {
  /** Rows of the frame with a known outcome, in the order of the file. */
  readonly rows: Int32Array;
  /** 1 = bad, for each of `rows`. */
  readonly bad: Int32Array;
}

/** The inputs of a tape and its target; codes without a meaning are counted and missing. */
export function trainingFrame(frame: Frame, mapping: TapeMapping, { rows, bad }: TrainingRowsOfTape) {
  const kept = take(frame, rows);
  const undocumented = new Map<string, number>();
  const columns = featuresOf(frame, mapping).map((feature): readonly [string, Column] => {
    const { values, strangers } = featureColumn(column(kept, feature.column), feature);
    if (strangers > 0) undocumented.set(feature.column, strangers);
    return [feature.column === TRAINING_TARGET ? `${TRAINING_TARGET}_input` : feature.column, values];
  });
  return { frame: createFrame([...columns, [TRAINING_TARGET, int32Column(bad)]]), undocumented };
}

function featuresOf(frame: Frame, { features, target, fields, drop }: TapeMapping): FeatureSource[] {
  if (features !== 'rest') return features.map((one) => (typeof one === 'string' ? { column: one } : one));
  const reference = fields.applicationRef;
  const outside = new Set([target.column, ...drop.map((one) => one.column)]);
  if (reference !== undefined && 'column' in reference) outside.add(reference.column);
  return frame.names.filter((name) => !outside.has(name)).map((name) => ({ column: name }));
}

function featureColumn(values: Column, { codes, unknown, kind }: FeatureSource): { values: Column; strangers: number } {
  const nothing = new Set(unknown ?? []);
  const isNothing = (row: number): boolean => nothing.size > 0 && nothing.has(textAt(values, row) ?? '');
  const rows = values.values.length;
  if (codes !== undefined) {
    const texts = Array.from({ length: rows }, (_, row) => (isNothing(row) ? null : textAt(values, row)));
    return codedColumn(texts, codes);
  }
  if (kind !== 'number' && nothing.size === 0) return { values, strangers: 0 };
  if (kind !== 'number' && values.kind === 'string') {
    return {
      values: stringColumn(Array.from({ length: rows }, (_, row) => (isNothing(row) ? null : textAt(values, row)))),
      strangers: 0,
    };
  }
  let strangers = 0;
  const numbers = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    if (isNothing(row)) strangers++;
    numbers[row] = isNothing(row) ? NaN : (numberAt(values, row) ?? NaN);
  }
  return { values: float64Column(numbers), strangers };
}

/** Codes as what they stand for: a number column when all of them stand for numbers. */
function codedColumn(
  texts: readonly (string | null)[],
  codes: NonNullable<FeatureSource['codes']>,
): { values: Column; strangers: number } {
  const meanings = new Map<string, string | number>(Object.entries(codes));
  const strangers = texts.filter((text) => text !== null && !meanings.has(text)).length;
  const meant = texts.map((text) => (text === null ? undefined : meanings.get(text)));
  const isNumeric = [...meanings.values()].every((meaning) => typeof meaning === 'number');
  if (isNumeric)
    return {
      values: float64Column(Float64Array.from(meant, (meaning) => (meaning === undefined ? NaN : Number(meaning)))),
      strangers,
    };
  return { values: stringColumn(meant.map((meaning) => (meaning === undefined ? null : String(meaning)))), strangers };
}
