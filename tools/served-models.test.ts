import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';

const built = new URL('../dist/learn/index.js', import.meta.url);
const isBuilt = existsSync(built) && existsSync(new URL('../dist/learn/tree/kernels.wasm', import.meta.url));

/**
 * Models of a thread share one memory, and what is collected gives its part back. Run on the build: what a bundler leaves out, such as a
 * mention that only keeps something alive, is missing there alone.
 */
const script = `
import { gbdt, loadModel } from ${JSON.stringify(built.href)};
import { createFrame, float64Column } from ${JSON.stringify(new URL('../dist/table/index.js', import.meta.url).href)};
import { setTimeout as later } from 'node:timers/promises';
const columns = [0, 1, 2, 3].map((f) => Float64Array.from({ length: 400 }, (_, i) => ((i * (7 + 2 * f)) % 31) / 31));
const label = columns[0].map((value, i) => (value + columns[1][i] > 1 ? 1 : 0));
const frame = createFrame(columns.map((column, f) => ['x' + f, float64Column(column)]));
const trained = await gbdt({ trees: 20, maxDepth: 3 }).fit(frame, { kind: 'binary', label }, { seed: 1 });
const saved = trained.save();
const row = Float64Array.of(0.2, 0.9, 0.5, 0.1);
const told = (model) => { const out = new Float64Array(4); model.explainRow(row, out); return [model.score(row), ...out].join(' '); };
const kept = loadModel(saved);
const before = told(kept);
let others = [];
for (let round = 0; round < 6; round++) {
  globalThis.gc();
  await later(20);
  for (let i = 0; i < 20; i++) { const other = loadModel(saved); other.score(row); told(other); others.push(other); }
  if (round % 2 === 1) others = [];
}
console.log(JSON.stringify({ before, after: told(kept) }));
`;

it.runIf(isBuilt)('a model answers the same whatever other models come and go', { timeout: 60_000 }, () => {
  const output = execFileSync(process.execPath, ['--expose-gc', '--input-type=module', '--eval', script], {
    encoding: 'utf8',
  });
  const { before, after } = JSON.parse(output) as { readonly before: string; readonly after: string };
  expect(after).toBe(before);
});
