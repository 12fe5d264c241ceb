import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createRng } from '#base';
import { createFrame, float64Column, stringColumn } from '#table';
import { loadModel } from '../load.ts';
import { forestFromBody, forestSchema } from './forest-body.ts';
import { gbdt } from './gbdt.ts';
import type { GbdtParameters } from './parameters.ts';
import { plainExplainer } from './shap.ts';
import { fastestKernels } from './wasm-kernels.ts';

const isBuilt = existsSync(new URL('./kernels.wasm', import.meta.url));

function data(rows: number, seed: number) {
  const rng = createRng(seed);
  const columns = Array.from({ length: 6 }, () =>
    Float64Array.from({ length: rows }, () => (rng.chance(0.1) ? NaN : rng.normal())),
  );
  const kinds = Array.from({ length: rows }, () => `kind ${rng.below(9)}`);
  const label = Float64Array.from({ length: rows }, (_, row) =>
    rng.chance((columns[0]?.[row] ?? 0) + (kinds[row] === 'kind 3' ? 1 : 0) > 0.4 ? 0.8 : 0.2) ? 1 : 0,
  );
  const frame = createFrame([
    ...columns.map((values, i) => [`x${i}`, float64Column(values)] as const),
    ['kind', stringColumn(kinds)] as const,
  ]);
  return { frame, label };
}

describe('WebAssembly kernels', () => {
  it('say which kernels run here', () => {
    expect(fastestKernels().kind).toBe(isBuilt ? 'wasm' : 'typescript');
  });

  const cases: [string, Partial<GbdtParameters>, number][] = [
    ['depth by depth', { maxDepth: 6, rowSample: 0.7 }, 300],
    ['many rows', { maxDepth: 6, rowSample: 0.7 }, 40_000],
    ['leaf by leaf', { growth: 'leaf', maxLeaves: 31, rowSample: 0.7 }, 5000],
    ['by gradient', { boosting: 'goss' }, 5000],
    ['with dropped trees', { boosting: 'dart', dropRate: 0.4, skipDrop: 0.2 }, 2000],
    [
      'under constraints',
      {
        monotone: { x0: 1 },
        interactions: [
          ['x0', 'x1'],
          ['x2', 'kind'],
        ],
      },
      3000,
    ],
  ];

  it.runIf(isBuilt).each(cases)('give the bits of plain TypeScript: %s', async (_, settings, rows) => {
    const { frame, label } = data(rows, rows);
    const estimator = gbdt({ trees: 15, ...settings });
    const target = { kind: 'binary', label } as const;
    const fast = await estimator.fit(frame, target, { seed: 7 });
    const plain = await estimator.fit(frame, target, { seed: 7, kernels: 'typescript' });
    expect(fast.predict(frame)).toEqual(plain.predict(frame));
    expect(JSON.stringify(fast.save().body)).toBe(JSON.stringify(plain.save().body));
  });

  it.runIf(isBuilt)(
    'give the bits of plain TypeScript where exponentials end, with an odd number of rows',
    async () => {
      const { frame, label } = data(301, 3);
      const ends = [-900, -745.2, -740, -708.5, -707.9, -1e-9, -0, 0, 4e-9, 30, 709, 745, 900];
      const baseMargin = Float64Array.from({ length: 301 }, (_, row) => ends[row % ends.length] as number);
      const weights = Float64Array.from({ length: 301 }, (_, row) => 1 + (row % 3));
      const options = { baseMargin, weights };
      const fast = await gbdt({ trees: 5 }).fit(frame, { kind: 'binary', label }, options);
      const plain = await gbdt({ trees: 5 }).fit(
        frame,
        { kind: 'binary', label },
        { ...options, kernels: 'typescript' },
      );
      expect(JSON.stringify(fast.save().body)).toBe(JSON.stringify(plain.save().body));
    },
  );

  it.runIf(isBuilt).each([2, 4])('give the same bits on %i threads', async (threads) => {
    const { frame, label } = data(40_000, 5);
    const estimator = gbdt({ trees: 8, maxDepth: 6 });
    const target = { kind: 'binary', label } as const;
    const one = await estimator.fit(frame, target, { seed: 7 });
    const more = await estimator.fit(frame, target, { seed: 7, threads });
    expect(JSON.stringify(more.save().body)).toBe(JSON.stringify(one.save().body));
  });

  it.runIf(isBuilt)('give the bits of plain TypeScript with several outputs', async () => {
    const { frame, label } = data(3000, 6);
    const classes = Int32Array.from(label, (value, row) => value + (row % 3 === 0 ? 1 : 0));
    const target = { kind: 'multiclass', label: classes, classes: 3 } as const;
    const fast = await gbdt({ trees: 10 }).fit(frame, target, { threads: 2 });
    const plain = await gbdt({ trees: 10 }).fit(frame, target, { kernels: 'typescript' });
    expect(JSON.stringify(fast.save().body)).toBe(JSON.stringify(plain.save().body));
  });

  it.runIf(isBuilt)('explain with the bits of plain TypeScript', async () => {
    const { frame, label } = data(2000, 8);
    const model = await gbdt({ trees: 20, maxDepth: 6 }).fit(frame, { kind: 'binary', label });
    const { body } = model.save();
    const forest = forestFromBody(forestSchema.parse(body), model.features);
    const plain = plainExplainer(forest, forest.threshold, 6);
    const [fast, slow] = [new Float64Array(7), new Float64Array(7)];
    for (const x of [NaN, -1, 0, 0.7]) {
      const row = Float64Array.of(x, 0.2, -x, NaN, 1, x, 3);
      model.explainRow(row, fast);
      plain(row, slow);
      expect(fast).toEqual(slow);
    }
  });

  it.runIf(isBuilt)('serve hundreds of models from one memory', async () => {
    const { frame, label } = data(300, 9);
    const model = await gbdt({ trees: 8, maxDepth: 3 }).fit(frame, { kind: 'binary', label });
    const document = model.save();
    const expected = model.predict(frame);
    const models = Array.from({ length: 300 }, () => loadModel(document));
    for (const loaded of models) expect(loaded.predict(frame)).toEqual(expected);
  });
});
