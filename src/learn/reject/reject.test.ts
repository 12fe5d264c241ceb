import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng, sigmoid } from '#base';
import { fuzzyAugmentation, inversePropensity, parcelling } from '../index.ts';

const seed = 31;

const applicants = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 10 }), fc.constantFrom(0, 1, NaN)), { maxLength: 60 })
  .map((rows) => [...rows, [2, 0], [6, 1], [7, NaN]] as const)
  .map((rows) => ({
    scores: Float64Array.from(rows, ([score]) => score / 10),
    outcome: Float64Array.from(rows, ([, label]) => label),
  }));

describe('fuzzy augmentation', () => {
  it('lets a rejected applicant count as bad and as good, once in sum', () => {
    const refit = fuzzyAugmentation(
      { scores: Float64Array.of(0.2, 0.4, 0.5), outcome: Float64Array.of(0, 1, NaN) },
      { oddsFactor: 3 },
    );
    expect([...refit.rows]).toEqual([0, 1, 2, 2]);
    expect([...refit.label]).toEqual([0, 1, 1, 0]);
    expect([...refit.weights]).toEqual([1, 1, 0.75, 0.25]);
  });

  it('keeps the weight of every applicant at 1', () => {
    fc.assert(
      fc.property(applicants, fc.integer({ min: 1, max: 5 }), (given, oddsFactor) => {
        const { rows, weights } = fuzzyAugmentation(given, { oddsFactor });
        const sums = new Float64Array(given.scores.length);
        rows.forEach((row, i) => (sums[row] = (sums[row] ?? 0) + (weights[i] ?? 0)));
        for (const sum of sums) expect(sum).toBeCloseTo(1, 12);
      }),
      { seed },
    );
  });
});

describe('parcelling', () => {
  it('gives rejected applicants the bad rate of their band times the factor', () => {
    const rng = createRng(seed);
    const scores = Float64Array.from({ length: 5000 }, () => rng.uniform());
    const outcome = scores.map((score) => (rng.chance(score) ? NaN : rng.chance(score) ? 1 : 0));
    const { label } = parcelling({ scores, outcome }, { bands: 5, rateFactor: 1.5 });
    const rate = (isRejected: boolean, from: number, to: number): number => {
      const rows = [...scores.keys()].filter((row) => {
        const score = scores[row] ?? 0;
        return score >= from && score < to && Number.isNaN(outcome[row]) === isRejected;
      });
      return rows.reduce((sum, row) => sum + (label[row] ?? 0), 0) / rows.length;
    };
    expect(rate(true, 0, 1)).toBeGreaterThan(rate(false, 0, 1));
    expect(rate(true, 0, 0.1) / rate(false, 0, 0.1)).toBeLessThan(2.5);
  });

  it('labels everybody once, keeps known outcomes and repeats itself', () => {
    fc.assert(
      fc.property(applicants, fc.integer({ min: 1, max: 12 }), (given, bands) => {
        const { rows, label, weights } = parcelling(given, { bands, seed });
        expect([...rows]).toEqual([...given.scores.keys()]);
        expect(weights.every((weight) => weight === 1)).toBe(true);
        given.outcome.forEach((known, row) => {
          expect([0, 1]).toContain(label[row]);
          if (!Number.isNaN(known)) expect(label[row]).toBe(known);
        });
        expect([...parcelling(given, { bands, seed }).label]).toEqual([...label]);
      }),
      { seed },
    );
  });
});

describe('inverse propensity', () => {
  it('restores the bad rate of all applicants', () => {
    const rng = createRng(seed).fork('propensity');
    const risk = Float64Array.from({ length: 20_000 }, () => rng.normal());
    const truth = risk.map((value) => (rng.chance(sigmoid(value - 1)) ? 1 : 0));
    const acceptance = risk.map((value) => sigmoid(0.5 - 1.2 * value));
    const outcome = truth.map((label, row) => (rng.chance(acceptance[row] ?? 0) ? label : NaN));
    const { label, weights, effectiveRows, rows } = inversePropensity({ acceptance, outcome });
    const mean = (values: Float64Array, by?: Float64Array): number => {
      const total = by?.reduce((sum, w) => sum + w, 0) ?? values.length;
      return values.reduce((sum, value, row) => sum + value * (by?.[row] ?? 1), 0) / total;
    };
    expect(Math.abs(mean(label, weights) - mean(truth))).toBeLessThan(0.02);
    expect(mean(truth) - mean(label)).toBeGreaterThan(0.05);
    expect(mean(weights)).toBeCloseTo(1, 10);
    expect(effectiveRows).toBeLessThan(rows.length);
  });
});

describe('reject inference', () => {
  it('refuses what it cannot start from', () => {
    const of = (scores: number[], outcome: number[]) => ({
      scores: Float64Array.from(scores),
      outcome: Float64Array.from(outcome),
    });
    const codeOf = (code: string) => expect.objectContaining({ code });
    expect(() => fuzzyAugmentation(of([0.1], [0, 1]))).toThrowError(codeOf('LEARN_SHAPE'));
    expect(() => fuzzyAugmentation(of([0.1, 1.1], [0, 1]))).toThrowError(codeOf('LEARN_SCORE'));
    expect(() => parcelling(of([0.1, 0.2], [0, 0.5]))).toThrowError(codeOf('LEARN_LABEL_VALUE'));
    expect(() => parcelling(of([0.1, 0.2], [0, NaN]))).toThrowError(codeOf('LEARN_ONE_CLASS'));
    expect(() => parcelling(of([0.1, 0.2], [0, 1]), { bands: 0 })).toThrowError(codeOf('LEARN_SETTINGS'));
    const [acceptance, outcome] = [Float64Array.of(0.5, 2), Float64Array.of(0, 1)];
    expect(() => inversePropensity({ acceptance, outcome })).toThrowError(codeOf('LEARN_SCORE'));
    expect(() => inversePropensity({ acceptance: Float64Array.of(0.5), outcome: Float64Array.of(NaN) })).toThrowError(
      codeOf('LEARN_LABEL_VALUE'),
    );
  });
});
