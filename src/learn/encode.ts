import { TallyError } from '#base';
import { bitAt, column as columnOf, nearestName, type Column, type Frame, type StringColumn } from '#table';
import type { EncodedFrame, Feature, IgnoredColumn } from './feature.ts';

/** Categories kept per feature; rarer ones count as missing. */
const MAX_CATEGORIES = 254;

/** Chooses the features of a training frame and encodes them. Constant and empty columns are left out and named. */
export function encodeTraining(frame: Frame, categorical: readonly string[]): EncodedFrame {
  for (const name of categorical) columnOf(frame, name);
  const features: Feature[] = [];
  const columns: Float64Array[] = [];
  const ignored: IgnoredColumn[] = [];
  frame.names.forEach((name, index) => {
    const source = frame.columns[index] as Column;
    const feature = describe(name, source, categorical.includes(name));
    const values = encodeColumn(source, feature);
    const reason = emptiness(values, source);
    if (reason !== undefined) ignored.push({ name, reason });
    else {
      features.push(feature);
      columns.push(values);
    }
  });
  if (features.length > 0) return { rows: frame.rows, features, columns, ignored };
  throw new TallyError('LEARN_NO_FEATURES', `none of the ${frame.names.length} columns carries information`, {
    hint: 'every column is constant, empty or an identifier: add others',
    data: { ignored },
  });
}

/**
 * Encodes a frame for a model: its features in order, an unknown category as missing.
 *
 * @throws TallyError `LEARN_FEATURE_MISSING`, `LEARN_FEATURE_KIND`, `LEARN_INFINITE`.
 */
export function encodeFrame(frame: Frame, features: readonly Feature[]): Float64Array[] {
  return features.map((feature) => {
    const index = frame.names.indexOf(feature.name);
    if (index === -1) throw missingFeature(feature.name, frame.names);
    return encodeColumn(frame.columns[index] as Column, feature);
  });
}

function missingFeature(name: string, names: readonly string[]): TallyError {
  const nearest = nearestName(name, names);
  return new TallyError('LEARN_FEATURE_MISSING', `the data has no column "${name}" that the model needs`, {
    hint: nearest === undefined ? 'add the column; it may be empty' : `is it "${nearest}"? Rename it`,
    data: { feature: name, nearest },
  });
}

function describe(name: string, source: Column, forced: boolean): Feature {
  if (source.kind !== 'string' && !forced) return { name, kind: 'number' };
  const counts = source.kind === 'string' ? countTexts(source) : countNumbers(source);
  const ranked = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const categories = ranked.slice(0, MAX_CATEGORIES).map(([text]) => text);
  return { name, kind: 'category', categories: categories.sort() };
}

function countTexts(source: StringColumn): Map<string, number> {
  const counts = new Int32Array(source.dictionary.length);
  for (const code of source.values) if (code >= 0) counts[code] = (counts[code] as number) + 1;
  const seen = source.dictionary.map((text, code) => [text, counts[code] as number] as const);
  return new Map(seen.filter(([, count]) => count > 0));
}

function countNumbers(source: Column): Map<string, number> {
  const counts = new Map<number, number>();
  for (let row = 0; row < source.values.length; row++) {
    if (!bitAt(source.validity, row)) continue;
    const value = source.values[row] as number;
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return new Map([...counts].map(([value, count]) => [String(value), count]));
}

/** One column as the feature wants it. Float columns without conversion are shared, not copied: never write to them. */
function encodeColumn(source: Column, feature: Feature): Float64Array {
  if (feature.kind === 'category') return encodeCategories(source, feature.categories);
  if (source.kind === 'float64') return checkFinite(source.values, feature.name);
  const values = new Float64Array(source.values.length);
  for (let row = 0; row < values.length; row++) {
    if (!bitAt(source.validity, row)) values[row] = NaN;
    else if (source.kind === 'string') throw wrongKind(feature.name, source, row);
    else values[row] = source.values[row] as number;
  }
  return values;
}

function wrongKind(name: string, source: StringColumn, row: number): TallyError {
  const text = source.dictionary[source.values[row] as number];
  return new TallyError('LEARN_FEATURE_KIND', `column "${name}" holds the text "${text}" in row ${row}, not a number`, {
    hint: 'the model was trained on numbers here: clean the column or train again',
    data: { feature: name, row },
  });
}

function encodeCategories(source: Column, categories: readonly string[]): Float64Array {
  const indexOf = new Map(categories.map((text, index) => [text, index]));
  const values = new Float64Array(source.values.length).fill(NaN);
  const ofCode = source.kind === 'string' ? source.dictionary.map((text) => indexOf.get(text) ?? NaN) : [];
  for (let row = 0; row < values.length; row++) {
    if (!bitAt(source.validity, row)) continue;
    const value = source.values[row] as number;
    if (source.kind === 'string') values[row] = ofCode[value] as number;
    else values[row] = indexOf.get(String(value)) ?? NaN;
  }
  return values;
}

function checkFinite(values: Float64Array, name: string): Float64Array {
  for (let row = 0; row < values.length; row++) {
    const value = values[row] as number;
    if (value === Infinity || value === -Infinity) throw infiniteValue(name, row, value);
  }
  return values;
}

/** The error for an infinite feature value. */
export function infiniteValue(name: string, row: number, value: number): TallyError {
  return new TallyError('LEARN_INFINITE', `feature "${name}" is ${value} in row ${row}`, {
    hint: 'use an empty value for what is unknown, and cap ratios with a zero denominator',
    data: { feature: name, row },
  });
}

function emptiness(values: Float64Array, source: Column): IgnoredColumn['reason'] | undefined {
  const first = values.find((value) => value === value);
  if (first === undefined) return 'all missing';
  if (values.every((value) => value === first)) return 'constant';
  const isKey = source.kind === 'string' && source.dictionary.length === values.length && values.length > 50;
  return isKey ? 'every text different' : undefined;
}
