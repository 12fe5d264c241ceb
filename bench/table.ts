import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRng, systemClock } from '#base';
import { createFrame, dictionaryColumn, float64Column, int32Column, readTable, writeTable, type Column } from '#table';

/*
 * Loads a CSV of 1,000,000 rows and 30 columns (20 doubles, 5 integers, 5 texts). Target: under 5 s. Run it with
 * `npx tsx --conditions=source bench/table.ts`.
 */
const ROWS = 1_000_000;

function makeColumn(index: number): Column {
  const rng = createRng(42).fork('column', index);
  if (index < 20)
    return float64Column(
      new Float64Array(ROWS).map(() => (rng.chance(0.02) ? NaN : Math.round(rng.uniform() * 1e6) / 100)),
    );
  if (index < 25) return int32Column(new Int32Array(ROWS).map(() => rng.below(100_000)));
  const dictionary = Array.from({ length: 10 ** (index - 24) }, (_, code) => `value ${code}`);
  return dictionaryColumn(
    new Int32Array(ROWS).map(() => rng.below(dictionary.length)),
    dictionary,
  );
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = systemClock.now();
  await work();
  return (systemClock.now() - start) / 1000;
}

const folder = mkdtempSync(join(tmpdir(), 'bench-table-'));
const frame = createFrame(Array.from({ length: 30 }, (_, index) => [`c${index}`, makeColumn(index)] as const));
for (const extension of ['csv', 'parquet']) {
  const path = join(folder, `million.${extension}`);
  const written = await seconds(() => writeTable(frame, path));
  const read = await seconds(() => readTable(path));
  console.log(`${extension}: 1,000,000 x 30 written in ${written.toFixed(1)} s, read in ${read.toFixed(1)} s`);
}
console.log(`peak memory ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`);
rmSync(folder, { recursive: true });
