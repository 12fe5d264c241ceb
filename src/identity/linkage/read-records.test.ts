import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textColumns } from './columns/text-columns.ts';
import { readRecords } from './read-records.ts';

let folder = '';
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'tally-records-'))));
afterAll(() => rm(folder, { recursive: true }));

async function read(text: string | Buffer, name = 'x.csv'): Promise<Record<string, (string | undefined)[]>> {
  await writeFile(join(folder, name), text);
  const columns = textColumns(await readRecords(join(folder, name)));
  return Object.fromEntries(columns.map(({ name: key, codes, values }) => [key, Array.from(codes, (c) => values[c])]));
}

describe('readRecords', () => {
  it('keeps every value as it stands, trimmed; quotes, line ends and delimiters as they come', async () => {
    expect(await read('\ufeffid, zip\r\n1, 0042 \r\n"a ""b""",\r\n')).toEqual({
      id: ['1', 'a "b"'],
      zip: ['0042', undefined],
    });
    expect(await read('a;b\n"x;y";2\n')).toEqual({ a: ['x;y'], b: ['2'] });
    expect(await read(gzipSync('a\tb\n1\t"2\n3"'), 'x.csv.gz')).toEqual({ a: ['1'], b: ['2\n3'] });
  });

  it('says what is wrong with a file', async () => {
    for (const text of ['', 'a,a\n1,2\n', 'a,b\n1,2,3\n']) {
      await expect(read(text)).rejects.toMatchObject({ code: 'IDENTITY_LINK_FILE' });
    }
    await expect(read('no gzip', 'y.csv.gz')).rejects.toMatchObject({ code: 'IDENTITY_LINK_FILE' });
    await expect(readRecords(join(folder, 'none.csv'))).rejects.toMatchObject({ code: 'IDENTITY_LINK_FILE' });
  });
});
