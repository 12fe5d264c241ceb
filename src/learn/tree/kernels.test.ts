import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createRng } from '#base';
import { createFrame, float64Column, stringColumn } from '#table';
import { gbdt } from './gbdt.ts';
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

  it.runIf(isBuilt).each([
    [300, 'depth'],
    [5000, 'depth'],
    [5000, 'leaf'],
  ] as const)('give the bits of plain TypeScript: %i rows, %s-wise', async (rows, growth) => {
    const { frame, label } = data(rows, rows);
    const settings = { trees: 25, maxDepth: 6, maxLeaves: 31, growth, rowSample: 0.7 };
    const target = { kind: 'binary', label } as const;
    const fast = await gbdt(settings).fit(frame, target, { seed: 7 });
    const plain = await gbdt(settings).fit(frame, target, { seed: 7, kernels: 'typescript' });
    expect(fast.predict(frame)).toEqual(plain.predict(frame));
    expect(JSON.stringify(fast.save().body)).toBe(JSON.stringify(plain.save().body));
  });
});
