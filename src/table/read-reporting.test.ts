import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { column, valueAt } from './index.ts';
import { readCsvReporting } from './read-reporting.ts';

const folder = mkdtempSync(join(tmpdir(), 'table-'));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, name.endsWith('.gz') ? gzipSync(text) : text);
  return path;
}

const good = Array.from({ length: 20 }, (_, i) => `${i},2024-01-${String(i + 1).padStart(2, '0')},name ${i}`);

describe('readCsvReporting', () => {
  it('keeps good rows and names row, column and reason of the bad ones', async () => {
    const lines = [
      'id,day,name',
      ...good,
      '20,soon,late',
      '21,2024-02-01',
      '22,2024-02-02,"a ""b"",\nc"',
      'x,2024-02-03,y',
      '23,2024-02-04,a,b',
    ];
    const { frame, bad, header } = await readCsvReporting(file('broken.csv', `${lines.join('\n')}\n`));
    expect(frame.rows).toBe(21);
    expect(frame.columns.map(({ kind }) => kind)).toEqual(['int32', 'date', 'string']);
    expect(valueAt(column(frame, 'name'), 20)).toBe('a "b",\nc');
    expect(bad.map(({ row, column: name }) => [row, name])).toEqual([
      [21, 'day'],
      [22, null],
      [24, 'id'],
      [25, null],
    ]);
    expect(bad[0]).toMatchObject({ text: '20,soon,late' });
    expect(bad[0]?.reason).toContain('soon');
    expect(header).toBe('id,day,name');
  });

  it('takes the types it is given', async () => {
    const path = file('typed.csv.gz', 'zip,amount\n01234,5\n99999,six\n');
    const { frame, bad } = await readCsvReporting(path, { types: { zip: 'string', amount: 'float64' } });
    expect(valueAt(column(frame, 'zip'), 0)).toBe('01234');
    expect(bad).toMatchObject([{ row: 2, column: 'amount', text: '99999,six' }]);
  });

  it('reads an empty field and the texts it is told as missing', async () => {
    const path = file('missing.csv', 'a,b\n1,NA\n,2\n3,4\n');
    const { frame, bad } = await readCsvReporting(path, { missing: ['NA'] });
    expect(bad).toEqual([]);
    expect([0, 1, 2].map((row) => [valueAt(column(frame, 'a'), row), valueAt(column(frame, 'b'), row)])).toEqual([
      [1, null],
      [null, 2],
      [3, 4],
    ]);
  });

  it('refuses a header that names a column twice or not at all', async () => {
    await expect(readCsvReporting(file('twice.csv', 'a,a\n1,2\n'))).rejects.toMatchObject({ code: 'TABLE_HEADER' });
    await expect(readCsvReporting(file('unnamed.csv', 'a,\n1,2\n'))).rejects.toMatchObject({ code: 'TABLE_HEADER' });
    await expect(readCsvReporting(file('empty.csv', ''))).rejects.toMatchObject({ code: 'TABLE_FILE_EMPTY' });
    await expect(readCsvReporting(join(folder, 'none.csv'))).rejects.toMatchObject({ code: 'TABLE_FILE_MISSING' });
  });

  it('loses one row to a stray or unclosed quote, not the file', async () => {
    const rows = ['1,he said "no"', '2,"never closed', '3,fine', '4,"over', 'two lines"', '5,"a" b', '6,last'];
    const { frame, bad } = await readCsvReporting(file('quotes.csv', `id,note\n${rows.join('\n')}\n`), {
      types: { id: 'int32' },
    });
    expect(Array.from({ length: frame.rows }, (_, row) => valueAt(column(frame, 'id'), row))).toEqual([1, 3, 4, 6]);
    expect(valueAt(column(frame, 'note'), 2)).toBe('over\ntwo lines');
    expect(bad.map(({ row, text }) => [row, text])).toEqual([
      [2, rows[1]],
      [5, rows[5]],
    ]);
  });

  it('keeps row numbers when values are wrong in a file with broken quotes', async () => {
    const path = file('both.csv', 'id,note\n1,"a" b\nx,c\n3,d\n');
    const { frame, bad } = await readCsvReporting(path, { types: { id: 'int32' } });
    expect(frame.rows).toBe(1);
    expect(bad.map(({ row, column: name }) => [row, name])).toEqual([
      [1, null],
      [2, 'id'],
    ]);
  });

  it('accounts for every record of random noise', async () => {
    const marks = ['a', '1', ',', '"', '\n', '\r\n', '\u0000', ';', 'é', ' ', '2024-01-01', '.', '\ufffd'];
    const noise = fc.array(fc.constantFrom(...marks), { maxLength: 200 }).map((list) => list.join(''));
    const property = fc.asyncProperty(noise, async (text) => {
      const { frame, bad } = await readCsvReporting(file('noise.csv', `a,b,c\n${text}`));
      const numbers = bad.map(({ row }) => row);
      expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
      expect(numbers.at(-1) ?? 0).toBeLessThanOrEqual(frame.rows + bad.length);
    });
    await fc.assert(property, { seed: 4, numRuns: 30 });
  });

  it('says when a file is not what its name says', async () => {
    writeFileSync(join(folder, 'false.csv.gz'), 'not gzip');
    await expect(readCsvReporting(join(folder, 'false.csv.gz'))).rejects.toMatchObject({ code: 'TABLE_FILE_BROKEN' });
  });
});
