import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isTallyError } from '#base';
import { columnOf, readTable } from '#table';
import { writeClickLog } from '../index.ts';

const options = { people: 300, seed: 12, pack: 'default', impressions: 3000 } as const;
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tally-clicks-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('writes the log and its truth to files of their own', async () => {
  const [out, truth] = [join(folder, 'log.parquet'), join(folder, 'truth.csv')];
  const written = await writeClickLog({ ...options, out, truth });
  const [log, hidden] = await Promise.all([readTable(out), readTable(truth)]);
  expect([log.rows, hidden.rows]).toEqual([3000, 3000]);
  expect(log.names.some((name) => /true|taste|person/.test(name))).toBe(false);
  const clicked = columnOf(log, 'clicked', 'int32').values;
  expect(clicked.reduce((sum, click) => sum + click, 0)).toBe(written.clicks);
});

it('does not write both to one file', async () => {
  const out = join(folder, 'same.csv');
  await expect(writeClickLog({ ...options, out, truth: `${folder}/./same.csv` })).rejects.toSatisfy((error) =>
    isTallyError(error, 'WORLD_CLICKS_SAME_FILE'),
  );
});
