import fc from 'fast-check';
import { createBitmap, clearBit } from './bitmap.ts';
import { dateColumn, float64Column, int32Column, stringColumn, type Column } from './column.ts';
import { createFrame, type Frame } from './frame.ts';

function bitmapOf(values: readonly (number | null)[]) {
  const bitmap = createBitmap(values.length, true);
  values.forEach((value, row) => value === null && clearBit(bitmap, row));
  return values.includes(null) ? bitmap : undefined;
}

function integers(values: readonly (number | null)[], make: typeof int32Column | typeof dateColumn): Column {
  return make(Int32Array.from(values, (value) => value ?? 0), bitmapOf(values));
}

/** For tests: frames of all four kinds with missing values. */
export function frames(rows: { minLength?: number; maxLength?: number } = {}): fc.Arbitrary<Frame> {
  const row = fc.record({
    real: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })),
    whole: fc.option(fc.integer({ min: -5, max: 5 })),
    text: fc.option(fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !text.includes('\u0000'))),
    day: fc.option(fc.integer({ min: -20_000, max: 60_000 })),
  });
  return fc.array(row, { maxLength: 40, ...rows }).map((list) =>
    createFrame({
      real: float64Column(Float64Array.from(list, ({ real }) => real ?? NaN)),
      whole: integers(list.map(({ whole }) => whole), int32Column),
      text: stringColumn(list.map(({ text }) => text)),
      day: integers(list.map(({ day }) => day), dateColumn),
    }),
  );
}
