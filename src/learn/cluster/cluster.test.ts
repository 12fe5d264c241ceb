import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng } from '#base';
import { createFrame, float64Column, stringColumn, type Frame } from '#table';
import { auc } from '../metric/auc.ts';
import { sampleData } from '../check/sample-data.ts';
import { fitIsolationForest, loadIsolationForest } from './isolation-forest.ts';
import { fitKMeans, loadKMeans } from './k-means.ts';
import { lloyd, nearestCentre, plusPlusCentres } from './lloyd.ts';

function cloud(rows: number, columns: number, seed: number) {
  const rng = createRng(seed);
  const values = new Float64Array(rows * columns).map(() => Math.round(10 * rng.normal()) / 4);
  return { rows, columns, values };
}

describe('lloyd', () => {
  it('ends with every centre at the mean of the rows nearest to it, as plain iterations do', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 6 }), (seed, count) => {
        const matrix = cloud(80, 3, seed);
        const start = plusPlusCentres(matrix, count, createRng(seed));
        const { centres, clusterOf } = lloyd(matrix, start, { iterations: 500, tolerance: 0 });
        for (let c = 0; c < count; c++) {
          const own = [...clusterOf.keys()].filter((row) => clusterOf[row] === c);
          for (let j = 0; own.length > 0 && j < 3; j++) {
            const mean = own.reduce((sum, row) => sum + (matrix.values[3 * row + j] ?? 0), 0) / own.length;
            expect(centres[3 * c + j]).toBeCloseTo(mean, 9);
          }
        }
        clusterOf.forEach((c, row) => expect(nearestCentre(matrix, row, { centres }).centre).toBe(c));
      }),
      { numRuns: 40 },
    );
  });
});

describe('fitKMeans', () => {
  it('finds groups that stand apart, alike for the same seed, and survives saving', async () => {
    const rng = createRng(7);
    const group = Array.from({ length: 300 }, () => rng.below(3));
    const x = Float64Array.from(group, (g) => 10 * g + rng.normal());
    const y = Float64Array.from(group, (g) => (g === 1 ? 1000 : 0) + 10 * rng.normal());
    const frame = createFrame({
      x: float64Column(x),
      y: float64Column(y),
      job: stringColumn(group.map((g) => `job ${g}`)),
    });
    const model = await fitKMeans(frame, { clusters: 3 });
    const found = model.predict(frame);
    const pairs = new Set(group.map((g, row) => `${g} ${found[row]}`));
    expect(pairs.size).toBe(3);
    expect(loadKMeans(JSON.parse(JSON.stringify(model.save()))).predict(frame)).toEqual(found);
    expect((await fitKMeans(frame, { clusters: 3 })).save()).toEqual(model.save());
  });

  it('takes missing values, repeated rows, and refuses too few rows or damaged documents', async () => {
    const { frame } = sampleData(100, 3);
    const model = await fitKMeans(frame, { clusters: 4, starts: 2 });
    expect(new Set(model.predict(frame)).size).toBeGreaterThan(1);
    const twins = createFrame({ x: float64Column(Float64Array.of(1, 1, 1, 2)) });
    expect((await fitKMeans(twins, { clusters: 3 })).inertia).toBe(0);
    await expect(fitKMeans(twins, { clusters: 5 })).rejects.toMatchObject({ code: 'LEARN_SHAPE' });
    expect(() => loadKMeans({ ...model.save(), centres: [[1]] })).toThrow(
      expect.objectContaining({ code: 'LEARN_MODEL_INVALID' }),
    );
  });
});

describe('fitIsolationForest', () => {
  function withOddRows(seed: number): { frame: Frame; odd: Float64Array } {
    const rng = createRng(seed);
    const odd = new Float64Array(1000).map((_, row) => Number(row % 50 === 0));
    const column = () => float64Column(odd.map((is) => (is === 1 ? 6 * (rng.chance(0.5) ? 1 : -1) : 0) + rng.normal()));
    return { frame: createFrame({ a: column(), b: column(), c: column() }), odd };
  }

  it('ranks rows far from all others first, and survives saving bit by bit', async () => {
    const { frame, odd } = withOddRows(5);
    const model = await fitIsolationForest(frame, { trees: 100 });
    const scores = model.score(frame);
    expect(auc(odd, scores)).toBeGreaterThan(0.99);
    expect(scores.every((score) => score > 0 && score < 1)).toBe(true);
    expect(loadIsolationForest(JSON.parse(JSON.stringify(model.save()))).score(frame)).toEqual(scores);
    expect((await fitIsolationForest(frame, { trees: 100 })).score(frame)).toEqual(scores);
  });

  it('refuses damaged documents', async () => {
    const saved = (await fitIsolationForest(sampleData(50, 1).frame, { trees: 2 })).save();
    for (const bad of [{}, { ...saved, nodes: 3 }, { ...saved, roots: [1e6] }]) {
      expect(() => loadIsolationForest(bad)).toThrow(expect.objectContaining({ code: 'LEARN_MODEL_INVALID' }));
    }
  });
});
