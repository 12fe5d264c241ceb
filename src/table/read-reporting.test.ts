import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
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
    const lines = ['id,day,name', ...good, '20,soon,late', '21,2024-02-01', '22,2024-02-02,"a ""b"",\nc"', 'x,2024-02-03,y', '23,2024-02-04,a,b'];
    const { frame, bad, header } = await readCsvReporting(file('broken.csv', `${lines.join('\n')}\n`));
    expect(frame.rows).toBe(21);
    expect(frame.columns.map(({ kind }) => kind)).toEqual(['int32', 'date', 'string']);
    expect(valueAt(column(frame, 'name'), 20)).toBe('a "b",\nc');
    expect(bad.map(({ row, column: name }) => [row, name])).toEqual([[21, 'day'], [22, null], [24, 'id'], [25, null]]);
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
    expect([0, 1, 2].map((row) => [valueAt(column(frame, 'a'), row), valueAt(column(frame, 'b'), row)])).toEqual([[1, null], [null, 2], [3, 4]]);
  });

  it('refuses a header that names a column twice or not at all', async () => {
    await expect(readCsvReporting(file('twice.csv', 'a,a\n1,2\n'))).rejects.toMatchObject({ code: 'TABLE_HEADER' });
    await expect(readCsvReporting(file('unnamed.csv', 'a,\n1,2\n'))).rejects.toMatchObject({ code: 'TABLE_HEADER' });
    await expect(readCsvReporting(file('empty.csv', ''))).rejects.toMatchObject({ code: 'TABLE_FILE_EMPTY' });
    await expect(readCsvReporting(join(folder, 'none.csv'))).rejects.toMatchObject({ code: 'TABLE_FILE_MISSING' });
  });

  it('survives a file of noise', async () => {
    const { frame, bad } = await readCsvReporting(file('noise.csv', 'a,b\n"unclosed,1\n2,3\n\u0000,\n4,5\n'));
    expect(frame.rows + bad.length).toBeGreaterThan(0);
  });
});
