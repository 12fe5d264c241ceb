import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clearBit,
  column,
  columnOf,
  concat,
  createBitmap,
  createFrame,
  dateColumn,
  drop,
  filter,
  float64Column,
  groupBy,
  int32Column,
  join,
  missingCount,
  nearestName,
  quantiles,
  readTable,
  select,
  sort,
  stringColumn,
  take,
  valueAt,
  withColumn,
  writeTable,
  type Column,
  type Frame,
} from './index.ts';

function bitmapOf(values: readonly (number | null)[]) {
  const bitmap = createBitmap(values.length, true);
  values.forEach((value, row) => value === null && clearBit(bitmap, row));
  return values.includes(null) ? bitmap : undefined;
}

function integers(values: readonly (number | null)[], make: typeof int32Column | typeof dateColumn): Column {
  return make(
    Int32Array.from(values, (value) => value ?? 0),
    bitmapOf(values),
  );
}

/** Frames of all four kinds with missing values. */
function frames(rows: { minLength?: number; maxLength?: number } = {}): fc.Arbitrary<Frame> {
  const row = fc.record({
    real: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })),
    whole: fc.option(fc.integer({ min: -5, max: 5 })),
    text: fc.option(fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !text.includes('\u0000'))),
    day: fc.option(fc.integer({ min: -20_000, max: 60_000 })),
  });
  return fc.array(row, { maxLength: 40, ...rows }).map((list) =>
    createFrame({
      real: float64Column(Float64Array.from(list, ({ real }) => real ?? NaN)),
      whole: integers(
        list.map(({ whole }) => whole),
        int32Column,
      ),
      text: stringColumn(list.map(({ text }) => text)),
      day: integers(
        list.map(({ day }) => day),
        dateColumn,
      ),
    }),
  );
}

const folder = mkdtempSync(joinPath(tmpdir(), 'table-'));
const types = { real: 'float64', whole: 'int32', text: 'string', day: 'date' } as const;

function rowsOf(frame: Frame): unknown[][] {
  return Array.from({ length: frame.rows }, (_, row) => frame.columns.map((values) => valueAt(values, row)));
}

describe('readTable and writeTable', () => {
  for (const extension of ['parquet', 'arrow', 'csv', 'csv.gz', 'tsv']) {
    it(`bring back every value through ${extension}`, async () => {
      let files = 0;
      const property = fc.asyncProperty(frames({ minLength: 1 }), async (frame) => {
        const path = joinPath(folder, `${extension}-${files++}.${extension}`);
        await writeTable(frame, path);
        const again = await readTable(path, extension === 'parquet' || extension === 'arrow' ? {} : { types });
        expect(again.names).toEqual(frame.names);
        expect(rowsOf(again)).toEqual(rowsOf(frame));
      });
      await fc.assert(property, { numRuns: 12, seed: 7 });
    });
  }

  it('carry more rows than a vector holds', async () => {
    const values = new Float64Array(10_000).map((_, row) => (row % 7 === 0 ? NaN : row / 3));
    const path = joinPath(folder, 'long.parquet');
    await writeTable(createFrame({ values: float64Column(values) }), path);
    expect(column(await readTable(path), 'values').values).toEqual(values);
  });

  it('choose kinds that lose nothing', async () => {
    const path = joinPath(folder, 'kinds.csv');
    writeFileSync(
      path,
      'small,large,id,real,flag,day,text,none\n1,4000000000,12345678901234567890,1.5,true,2024-02-29,x,\n2,5,7,2,false,2024-03-01,y,\n',
    );
    const frame = await readTable(path);
    const kinds = Object.fromEntries(frame.names.map((name, index) => [name, frame.columns[index]?.kind]));
    expect(kinds).toMatchObject({
      small: 'int32',
      large: 'float64',
      id: 'string',
      real: 'float64',
      flag: 'int32',
      day: 'date',
      text: 'string',
    });
    expect(valueAt(column(frame, 'id'), 0)).toBe('12345678901234567890');
    expect(valueAt(column(frame, 'day'), 0)).toBe(19_782);
    expect(valueAt(column(frame, 'none'), 0)).toBeNull();
  });

  it('say what is wrong with a file', async () => {
    writeFileSync(joinPath(folder, 'empty.csv'), '');
    writeFileSync(joinPath(folder, 'false.parquet'), 'not parquet at all');
    await expect(readTable(joinPath(folder, 'absent.csv'))).rejects.toMatchObject({ code: 'TABLE_FILE_MISSING' });
    await expect(readTable(joinPath(folder, 'empty.csv'))).rejects.toMatchObject({ code: 'TABLE_FILE_EMPTY' });
    await expect(readTable(joinPath(folder, 'false.parquet'))).rejects.toMatchObject({ code: 'TABLE_FILE_BROKEN' });
    await expect(readTable('loans.xlsx')).rejects.toMatchObject({ code: 'TABLE_FORMAT_UNKNOWN' });
    const frame = createFrame({ a: float64Column(Float64Array.of(1)) });
    await expect(writeTable(frame, joinPath(folder, 'no', 'such', 'folder.csv'))).rejects.toMatchObject({
      code: 'TABLE_WRITE_FAILED',
    });
  });
});

const seed = 11;

function valuesOf(frame: Frame, name: string): (number | string | null)[] {
  const values = column(frame, name);
  return Array.from({ length: frame.rows }, (_, row) => valueAt(values, row));
}

const loans = createFrame({
  grade: stringColumn(['A', 'B', 'A', null, 'B', 'A']),
  amount: float64Column(Float64Array.of(10, 20, NaN, 40, 50, 60)),
});

describe('files that are out of the ordinary', () => {
  const folder = mkdtempSync(joinPath(tmpdir(), 'table-odd-'));
  const read = async (text: string): Promise<Frame> => {
    const path = joinPath(folder, 'odd.csv');
    writeFileSync(path, text);
    return await readTable(path);
  };

  it('are refused when a column is named twice, whatever the case', async () => {
    for (const header of ['a,b,a', 'Age,age']) {
      await expect(read(`${header}\n1,2,3\n`)).rejects.toMatchObject({ code: 'TABLE_HEADER' });
    }
    expect((await read(',b,\n1,2,3\n')).names).toEqual(['column0', 'b', 'column2']);
  });

  it('keep infinite numbers as numbers, in the first row too', async () => {
    for (const word of ['inf', '-Infinity', '+inf', 'Inf']) {
      const frame = await read(`x,y\n${word},0\n1.5,1\n`);
      expect([...(frame.columns[0]?.values ?? [])]).toEqual([word.startsWith('-') ? -Infinity : Infinity, 1.5]);
    }
    expect((await read('x,y\ninf,0\nabc,1\n')).columns[0]?.kind).toBe('string');
  });

  it('have very many columns, of the kinds that narrow files have', async () => {
    const kinds = ['1.5', '7', 'true', '2026-01-31', 'text', '"a,b"', '', 'inf', '3000000000'];
    const other = ['', '8', 'false', '', '', 'c', '', '2', '1'];
    const header = (count: number): string => Array.from({ length: count }, (_, c) => `x${c}`).join(',');
    const line = (cells: readonly string[], count: number): string =>
      Array.from({ length: count }, (_, c) => cells[c % cells.length]).join(',');
    const of = async (count: number): Promise<Frame> =>
      await read(`${header(count)}\n${line(kinds, count)}\n${line(other, count)}\n`);
    const [narrow, wide] = [await of(9), await of(4_500)];
    expect(wide.names).toHaveLength(4_500);
    narrow.columns.forEach((one, c) => {
      expect({ c, ...wide.columns[c + 9], values: [...(wide.columns[c + 9]?.values ?? [])] }).toEqual({
        c,
        ...one,
        values: [...one.values],
      });
    });
    await expect(read(`${header(4_500)}\n1,2\n`)).rejects.toMatchObject({ code: 'TABLE_FILE_BROKEN' });
  });
});

describe('frames', () => {
  it('suggest the nearest name for an unknown column', () => {
    expect(() => column(loans, 'amonut')).toThrowError(
      expect.objectContaining({ code: 'TABLE_COLUMN_UNKNOWN', hint: 'did you mean "amount"?' }),
    );
    expect(nearestName('zzzzzzzz', ['grade'])).toBeUndefined();
  });

  it('refuse columns of unequal length, double names and wrong kinds', () => {
    const long = float64Column(new Float64Array(9));
    expect(() => withColumn(loans, 'long', long)).toThrowError(expect.objectContaining({ code: 'TABLE_SHAPE' }));
    expect(() =>
      createFrame([
        ['a', long],
        ['a', long],
      ]),
    ).toThrowError(expect.objectContaining({ code: 'TABLE_SHAPE' }));
    expect(() => columnOf(loans, 'grade', 'date')).toThrowError(expect.objectContaining({ code: 'TABLE_COLUMN_KIND' }));
    expect(() => take(loans, Int32Array.of(6))).toThrowError(expect.objectContaining({ code: 'TABLE_ROW_RANGE' }));
  });

  it('select, drop and replace columns', () => {
    expect(select(loans, ['amount']).names).toEqual(['amount']);
    expect(drop(loans, ['amount']).names).toEqual(['grade']);
    expect(withColumn(loans, 'grade', int32Column(new Int32Array(6))).columns[0]?.kind).toBe('int32');
  });

  it('filter like an array', () => {
    fc.assert(
      fc.property(frames(), fc.infiniteStream(fc.boolean()), (frame, coins) => {
        const mask = Uint8Array.from({ length: frame.rows }, () => Number(coins.next().value));
        const kept = filter(frame, mask);
        for (const name of frame.names) {
          expect(valuesOf(kept, name)).toEqual(valuesOf(frame, name).filter((_, row) => mask[row] === 1));
        }
      }),
      { seed },
    );
  });

  it('are what their parts concatenate to', () => {
    fc.assert(
      fc.property(frames(), frames(), (a, b) => {
        const both = concat([a, b]);
        for (const name of a.names) expect(valuesOf(both, name)).toEqual([...valuesOf(a, name), ...valuesOf(b, name)]);
      }),
      { seed },
    );
  });
});

describe('sort', () => {
  it('orders by several keys, keeps ties in order and puts missing values last', () => {
    const property = fc.property(frames(), fc.boolean(), (frame, descending) => {
      const sorted = sort(
        withColumn(frame, 'row', int32Column(Int32Array.from({ length: frame.rows }, (_, row) => row))),
        [{ name: 'whole', descending }, 'text'],
      );
      const keys = valuesOf(sorted, 'row').map(
        (row) => [valuesOf(frame, 'whole')[row as number], valuesOf(frame, 'text')[row as number], row] as const,
      );
      for (let i = 1; i < keys.length; i++)
        expect(isBefore(keys[i - 1] as never, keys[i] as never, descending)).toBe(true);
    });
    fc.assert(property, { seed });
  });
});

type Key = readonly [number | null, string | null, number];

function isBefore(a: Key, b: Key, descending: boolean): boolean {
  if (a[0] !== b[0]) return b[0] === null || (a[0] !== null && (descending ? a[0] > b[0] : a[0] < b[0]));
  if (a[1] !== b[1]) return b[1] === null || (a[1] !== null && a[1] < b[1]);
  return a[2] < b[2];
}

describe('groupBy', () => {
  it('counts rows and aggregates present values', () => {
    const groups = groupBy(loans, ['grade'], {
      loans: { kind: 'count' },
      total: { kind: 'sum', of: 'amount' },
      mean: { kind: 'mean', of: 'amount' },
      least: { kind: 'min', of: 'amount' },
      most: { kind: 'max', of: 'amount' },
    });
    expect(groups.names.map((name) => valuesOf(groups, name))).toEqual([
      ['A', 'B', null],
      [3, 2, 1],
      [70, 70, 40],
      [35, 35, 40],
      [10, 20, 40],
      [60, 50, 40],
    ]);
  });

  it('loses no row and no amount', () => {
    fc.assert(
      fc.property(frames(), (frame) => {
        const groups = groupBy(frame, ['whole', 'text'], { rows: { kind: 'count' }, days: { kind: 'sum', of: 'day' } });
        const sum = (values: (number | string | null)[]): number =>
          values.reduce<number>((total, value) => total + Number(value ?? 0), 0);
        expect(sum(valuesOf(groups, 'rows'))).toBe(frame.rows);
        expect(sum(valuesOf(groups, 'days'))).toBe(sum(valuesOf(frame, 'day')));
      }),
      { seed },
    );
  });
});

describe('join', () => {
  const rates = createFrame({
    grade: stringColumn(['B', 'A', 'B', null]),
    rate: int32Column(Int32Array.of(1, 2, 3, 4)),
  });

  it('gives every pair of matching rows, in order', () => {
    const joined = join(loans, rates, { on: ['grade'] });
    expect(valuesOf(joined, 'amount')).toEqual([10, 20, 20, null, 50, 50, 60]);
    expect(valuesOf(joined, 'rate')).toEqual([2, 1, 3, 2, 1, 3, 2]);
  });

  it('keeps unmatched left rows when asked, and matches no missing key', () => {
    const joined = join(loans, rates, { on: ['grade'], kind: 'left' });
    expect(valuesOf(joined, 'rate')).toEqual([2, 1, 3, 2, null, 1, 3, 2]);
  });

  it('equals the nested loop', () => {
    fc.assert(
      fc.property(frames({ maxLength: 15 }), frames({ maxLength: 15 }), (left, right) => {
        const other = createFrame([
          ['whole', column(right, 'whole')],
          ['other', column(right, 'day')],
        ]);
        const joined = join(left, other, { on: ['whole'] });
        const expected = valuesOf(left, 'whole').flatMap((key, row) =>
          valuesOf(other, 'whole').flatMap((match, at) =>
            key !== null && key === match ? [[valuesOf(left, 'real')[row], valuesOf(other, 'other')[at]]] : [],
          ),
        );
        expect(valuesOf(joined, 'real').map((real, row) => [real, valuesOf(joined, 'other')[row]])).toEqual(expected);
      }),
      { seed },
    );
  });
});

describe('quantiles', () => {
  it('interpolate between present values', () => {
    expect([...quantiles(column(loans, 'amount'), [0, 0.25, 0.5, 1])]).toEqual([10, 20, 40, 60]);
    expect([...quantiles(float64Column(Float64Array.of(NaN)), [0.5])]).toEqual([NaN]);
    expect(() => quantiles(column(loans, 'grade'), [0.5])).toThrowError(
      expect.objectContaining({ code: 'TABLE_QUANTILE' }),
    );
    expect(missingCount(column(loans, 'amount'))).toBe(1);
  });
});
