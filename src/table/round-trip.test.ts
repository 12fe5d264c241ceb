import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frames } from './frames.test-data.ts';
import { column, float64Column, createFrame, readTable, valueAt, writeTable, type Frame } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'table-'));
const types = { real: 'float64', whole: 'int32', text: 'string', day: 'date' } as const;

function rowsOf(frame: Frame): unknown[][] {
  return Array.from({ length: frame.rows }, (_, row) => frame.columns.map((values) => valueAt(values, row)));
}

describe('readTable and writeTable', () => {
  for (const extension of ['parquet', 'arrow', 'csv', 'csv.gz', 'tsv']) {
    it(`bring back every value through ${extension}`, async () => {
      let files = 0;
      const property = fc.asyncProperty(frames({ minLength: 1 }), async (frame) => {
        const path = join(folder, `${extension}-${files++}.${extension}`);
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
    const path = join(folder, 'long.parquet');
    await writeTable(createFrame({ values: float64Column(values) }), path);
    expect(column(await readTable(path), 'values').values).toEqual(values);
  });

  it('choose kinds that lose nothing', async () => {
    const path = join(folder, 'kinds.csv');
    writeFileSync(path, 'small,large,id,real,flag,day,text,none\n1,4000000000,12345678901234567890,1.5,true,2024-02-29,x,\n2,5,7,2,false,2024-03-01,y,\n');
    const frame = await readTable(path);
    const kinds = Object.fromEntries(frame.names.map((name, index) => [name, frame.columns[index]?.kind]));
    expect(kinds).toMatchObject({ small: 'int32', large: 'float64', id: 'string', real: 'float64', flag: 'int32', day: 'date', text: 'string' });
    expect(valueAt(column(frame, 'id'), 0)).toBe('12345678901234567890');
    expect(valueAt(column(frame, 'day'), 0)).toBe(19_782);
    expect(valueAt(column(frame, 'none'), 0)).toBeNull();
  });

  it('say what is wrong with a file', async () => {
    writeFileSync(join(folder, 'empty.csv'), '');
    writeFileSync(join(folder, 'false.parquet'), 'not parquet at all');
    await expect(readTable(join(folder, 'absent.csv'))).rejects.toMatchObject({ code: 'TABLE_FILE_MISSING' });
    await expect(readTable(join(folder, 'empty.csv'))).rejects.toMatchObject({ code: 'TABLE_FILE_EMPTY' });
    await expect(readTable(join(folder, 'false.parquet'))).rejects.toMatchObject({ code: 'TABLE_FILE_BROKEN' });
    await expect(readTable('loans.xlsx')).rejects.toMatchObject({ code: 'TABLE_FORMAT_UNKNOWN' });
    const frame = createFrame({ a: float64Column(Float64Array.of(1)) });
    await expect(writeTable(frame, join(folder, 'no', 'such', 'folder.csv'))).rejects.toMatchObject({ code: 'TABLE_WRITE_FAILED' });
  });
});
