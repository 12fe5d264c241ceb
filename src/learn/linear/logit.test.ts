import { describe, expect, it } from 'vitest';
import { createRng, sigmoid } from '#base';
import { createFrame, float64Column, stringColumn } from '#table';
import { sampleData } from '../check/sample-data.ts';
import { logit } from './logit.ts';

const seed = 9;

function simulate(rows: number) {
  const rng = createRng(seed);
  const [a, b] = [
    new Float64Array(rows).map(() => 3 + 2 * rng.normal()),
    new Float64Array(rows).map(() => rng.normal()),
  ];
  const label = a.map((value, row) => Number(rng.chance(sigmoid(-1 + 0.5 * value - 0.8 * (b[row] ?? 0)))));
  return { frame: createFrame({ a: float64Column(a), b: float64Column(b) }), label };
}

describe('logit', () => {
  it('recovers known coefficients within their standard errors', async () => {
    const { frame, label } = simulate(20_000);
    const { terms, isConverged } = (await logit({ l2: 0 }).fit(frame, { kind: 'binary', label })).coefficients;
    expect(isConverged).toBe(true);
    [0.5, -0.8].forEach((truth, j) => {
      const { coefficient, sd, standardError } = terms[j] ?? { coefficient: NaN, sd: 1, standardError: NaN };
      expect(Math.abs(coefficient / sd - truth)).toBeLessThan((3 * standardError) / sd);
      expect(standardError / sd).toBeLessThan(0.03);
    });
  });

  it('has the closed form of a table: log odds and their standard errors', async () => {
    // 30 of 100 events in group x, 60 of 100 in group y: log odds ratio ln(1.5 / (3/7)), variance 1/30+1/70+1/60+1/40.
    const group = stringColumn(Array.from({ length: 200 }, (_, row) => (row < 100 ? 'x' : 'y')));
    const label = Float64Array.from({ length: 200 }, (_, row) => Number(row < 100 ? row < 30 : row < 160));
    const model = await logit({ l2: 0 }).fit(createFrame({ group }), { kind: 'binary', label });
    const [term] = model.coefficients.terms;
    expect((term?.coefficient ?? NaN) / (term?.sd ?? NaN)).toBeCloseTo(Math.log(1.5 / (3 / 7)), 8);
    expect((term?.standardError ?? NaN) / (term?.sd ?? NaN)).toBeCloseTo(
      Math.sqrt(1 / 30 + 1 / 70 + 1 / 60 + 1 / 40),
      6,
    );
    expect(model.score(Float64Array.of(0))).toBeCloseTo(0.3, 8);
    expect(model.score(Float64Array.of(1))).toBeCloseTo(0.6, 8);
  });

  it('shrinks with the penalties and drops terms under L1', async () => {
    const { frame, label } = sampleData(600, seed);
    const fit = async (l1: number, l2: number) =>
      (await logit({ l1, l2 }).fit(frame, { kind: 'binary', label })).coefficients.terms;
    const size = (terms: Awaited<ReturnType<typeof fit>>): number =>
      terms.reduce((sum, { coefficient }) => sum + Math.abs(coefficient), 0);
    expect(size(await fit(0, 100))).toBeLessThan(size(await fit(0, 1)));
    const sparse = await fit(15, 0);
    expect(sparse.some(({ coefficient }) => coefficient === 0)).toBe(true);
    expect(sparse.some(({ coefficient }) => coefficient !== 0)).toBe(true);
  });

  it('reaches the same optimum by Newton and by coordinate descent', async () => {
    const { frame, label } = sampleData(600, seed);
    const newton = (await logit({ l2: 2 }).fit(frame, { kind: 'binary', label })).predict(frame);
    const descent = (await logit({ l1: 1e-12, l2: 2 }).fit(frame, { kind: 'binary', label })).predict(frame);
    newton.forEach((score, row) => expect(descent[row]).toBeCloseTo(score, 6));
  });

  it('survives classes that a column separates, and columns that repeat', async () => {
    const x = Float64Array.from({ length: 100 }, (_, row) => row);
    const frame = createFrame({ x: float64Column(x), twin: float64Column(x.slice()) });
    const model = await logit().fit(frame, { kind: 'binary', label: x.map((value) => Number(value > 49)) });
    expect(model.predict(frame).every((score) => score > 0 && score < 1)).toBe(true);
  });
});
