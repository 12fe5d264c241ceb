import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng } from '#base';
import { estimatorChecks } from '../check/check-estimator.ts';
import { solveMargin, type MarginProblem } from './dual-coordinate-descent.ts';
import { plattScale } from './platt.ts';
import { matrixOfColumns, rowScore } from './sparse-matrix.ts';
import { svm } from './svm.ts';

describe('estimator contract: svm', () => {
  for (const check of estimatorChecks(svm({ c: 0.1 }))) it(check.name, () => check.run());
});

function randomProblem(seed: number, loss: MarginProblem['loss']): MarginProblem {
  const rng = createRng(seed);
  const rows = 60;
  const columns = [0, 1, 2].map(() => new Float64Array(rows).map(() => rng.normal()));
  const sign = new Float64Array(rows).map((_, row) => ((columns[0]?.[row] ?? 0) + rng.normal() > 0 ? 1 : -1));
  const cost = new Float64Array(rows).map(() => 0.1 + rng.uniform());
  return { matrix: matrixOfColumns(columns, rows), sign, cost, loss, tolerance: 1e-8, maxSweeps: 1_000_000 };
}

function primal(problem: MarginProblem, weights: Float64Array): number {
  let sum = weights.reduce((total, weight) => total + weight * weight, 0) / 2;
  for (let row = 0; row < problem.matrix.rows; row++) {
    const slack = Math.max(0, 1 - (problem.sign[row] ?? 0) * rowScore(problem.matrix, row, weights));
    sum += (problem.cost[row] ?? 0) * (problem.loss === 'hinge' ? slack : slack * slack);
  }
  return sum;
}

describe('solveMargin', () => {
  for (const loss of ['hinge', 'squaredHinge'] as const) {
    it(`reaches a minimum of the ${loss} that no small step improves`, () => {
      fc.assert(
        fc.property(
          fc.integer(),
          fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 }),
          (seed, way) => {
            const problem = randomProblem(seed, loss);
            const { weights, isConverged } = solveMargin(problem, createRng(1));
            expect(isConverged).toBe(true);
            const best = primal(problem, weights);
            for (const size of [1e-1, 1e-2, 1e-3]) {
              const moved = weights.map((weight, j) => weight + size * (way[j] ?? 0));
              expect(primal(problem, moved)).toBeGreaterThan(best - 1e-6);
            }
          },
        ),
        // The example needs more than a hundred thousand sweeps of the hinge to come this close.
        { numRuns: 30, examples: [[1802151908, [0, 0, 0, 0]]] },
      );
    });
  }

  it('leaves rows without cost out', () => {
    const problem = randomProblem(3, 'hinge');
    const cost = problem.cost.map((value, row) => (row < 20 ? 0 : value));
    const sign = problem.sign.map((value, row) => (row < 20 ? -value : value));
    const fit = (signs: Float64Array) => solveMargin({ ...problem, cost, sign: signs }, createRng(1)).weights;
    expect(fit(sign)).toEqual(fit(problem.sign));
  });
});

describe('plattScale', () => {
  it('recovers a known sigmoid, with and without an offset', () => {
    const rng = createRng(5);
    const scores = new Float64Array(20_000).map(() => 2 * rng.normal());
    const offset = scores.map(() => rng.normal());
    const weights = scores.map(() => 1);
    const label = scores.map((score, row) =>
      Number(rng.chance(1 / (1 + Math.exp(-(0.8 * score - 0.5 + (offset[row] ?? 0)))))),
    );
    const { slope, intercept } = plattScale({ scores, label, weights, offset });
    expect(slope).toBeCloseTo(0.8, 1);
    expect(intercept).toBeCloseTo(-0.5, 1);
  });
});
