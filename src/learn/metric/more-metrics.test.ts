import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng } from '#base';
import { createFrame, float64Column, stringColumn } from '#table';
import {
  averagePrecision,
  averagePrecisionBootstrap,
  brier,
  characteristicStability,
  hMeasure,
  lift,
  liftBootstrap,
  metricBootstrap,
  ndcg,
} from '../index.ts';
import { incompleteBeta } from './incomplete-beta.ts';

const seed = 17;
const labels = Float64Array.of(1, 0, 1, 0, 0, 1, 0, 0);
const scores = Float64Array.of(0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2);

const scored = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 1 }), fc.integer({ min: 0, max: 9 })), { maxLength: 40 })
  .map((rows) => [...rows, [1, 4], [0, 5]] as const)
  .map((rows) => ({
    labels: Float64Array.from(rows, ([label]) => label),
    scores: Float64Array.from(rows, ([, score]) => score / 10),
  }));

describe('lift', () => {
  it('compares the event rate at the top with that of all', () => {
    expect(lift(labels, scores, { share: 1 / 8 })).toBeCloseTo(8 / 3, 12);
    expect(lift(labels, scores, { share: 0.5 })).toBeCloseTo(0.5 / 0.375, 12);
    expect(lift(labels, scores, { share: 1 })).toBeCloseTo(1, 12);
  });

  it('takes the needed part of a tie and knows weights', () => {
    expect(lift(labels, new Float64Array(8).fill(0.5), { share: 0.3 })).toBeCloseTo(1, 12);
    const weights = Float64Array.of(2, 0, 0, 0, 0, 0, 1, 1);
    expect(lift(labels, scores, { share: 0.5, weights })).toBeCloseTo(2, 12);
    const interval = liftBootstrap(labels, scores, { share: 0.5, resamples: 50, seed });
    expect(interval.low).toBeLessThanOrEqual(interval.value);
    expect(() => lift(labels, scores, { share: 0 })).toThrowError(expect.objectContaining({ code: 'LEARN_SETTINGS' }));
  });
});

describe('average precision', () => {
  it('is the mean of the precision at each event', () => {
    expect(averagePrecision(labels, scores)).toBeCloseTo((1 + 2 / 3 + 3 / 6) / 3, 12);
    expect(averagePrecision(labels, new Float64Array(8).fill(0.1))).toBeCloseTo(3 / 8, 12);
    const interval = averagePrecisionBootstrap(labels, scores, { resamples: 50, seed });
    expect(interval.high).toBeGreaterThanOrEqual(interval.value);
  });
});

describe('NDCG', () => {
  it('gains 2^grade - 1 and discounts by log2', () => {
    const grades = Float64Array.of(3, 2, 3, 0, 1, 2);
    const one = new Int32Array(6);
    const falling = Float64Array.of(6, 5, 4, 3, 2, 1);
    const gain = 7 + 3 / Math.log2(3) + 7 / 2 + 1 / Math.log2(6) + 3 / Math.log2(7);
    const best = 7 + 7 / Math.log2(3) + 3 / 2 + 3 / Math.log2(5) + 1 / Math.log2(6);
    expect(ndcg(grades, falling, { k: 6, groups: one })).toBeCloseTo(gain / best, 12);
    expect(ndcg(grades, falling, { k: 1, groups: one })).toBe(1);
  });

  it('is a mean over groups; one without relevant rows counts 1', () => {
    const groups = Int32Array.of(7, 7, 3, 3);
    expect(ndcg(Float64Array.of(0, 1, 0, 0), Float64Array.of(2, 1, 5, 4), { k: 3, groups })).toBeCloseTo(
      (1 / Math.log2(3) + 1) / 2,
      12,
    );
  });
});

describe('NDCG input', () => {
  it('is refused when grades, ranks or sizes are wrong', () => {
    const one = Float64Array.of(1);
    const codeOf = (code: string) => expect.objectContaining({ code });
    expect(() => ndcg(Float64Array.of(0.5), one, { k: 1 })).toThrowError(codeOf('LEARN_LABEL_VALUE'));
    expect(() => ndcg(one, one, { k: 0 })).toThrowError(codeOf('LEARN_SETTINGS'));
    expect(() => ndcg(one, scores)).toThrowError(codeOf('LEARN_SHAPE'));
  });
});

describe('H-measure', () => {
  it('knows the incomplete beta function', () => {
    expect(incompleteBeta(0.3, 1, 1)).toBeCloseTo(0.3, 14);
    expect(incompleteBeta(0.3, 2, 2)).toBeCloseTo(3 * 0.09 - 2 * 0.027, 14);
    expect(incompleteBeta(0.8, 5, 1)).toBeCloseTo(0.8 ** 5, 14);
    expect(incompleteBeta(0.5, 7.5, 7.5)).toBeCloseTo(0.5, 13);
  });

  it('equals the integral of the least loss over costs', () => {
    const naive = (data: { labels: Float64Array; scores: Float64Array }): number => {
      const events = data.labels.reduce((sum, label) => sum + label, 0);
      const prior = events / data.labels.length;
      const cuts = [...new Set(data.scores), Infinity];
      const points = cuts.map((cut) => {
        const flagged = data.labels.filter((_, row) => (data.scores[row] ?? 0) >= cut);
        const hits = flagged.reduce((sum, label) => sum + label, 0);
        return { missed: (events - hits) / events, alarms: (flagged.length - hits) / (data.labels.length - events) };
      });
      const steps = 4000;
      let [loss, ignorant] = [0, 0];
      for (let i = 0; i < steps; i++) {
        const c = (i + 0.5) / steps;
        const density = 6 * c * (1 - c);
        loss +=
          density *
          Math.min(...points.map(({ missed, alarms }) => c * (1 - prior) * alarms + (1 - c) * prior * missed));
        ignorant += density * Math.min(c * (1 - prior), (1 - c) * prior);
      }
      return 1 - loss / ignorant;
    };
    fc.assert(
      fc.property(scored, (data) => {
        expect(hMeasure(data.labels, data.scores)).toBeCloseTo(naive(data), 4);
      }),
      { seed, numRuns: 40 },
    );
  });

  it('is 1 for a perfect score, 0 for a constant one, and refuses shapes that are none', () => {
    expect(hMeasure(labels, labels)).toBeCloseTo(1, 12);
    expect(hMeasure(labels, new Float64Array(8))).toBeCloseTo(0, 12);
    expect(hMeasure(new Float64Array(8), scores)).toBeNaN();
    expect(() => hMeasure(labels, scores, { alpha: 0 })).toThrowError(
      expect.objectContaining({ code: 'LEARN_SETTINGS' }),
    );
  });
});

describe('an interval', () => {
  it('is bootstrapped for any metric that takes weights', () => {
    const interval = metricBootstrap(labels, scores, { metric: brier, resamples: 200, seed });
    expect(interval.value).toBeCloseTo(brier(labels, scores), 14);
    expect(interval.low).toBeLessThan(interval.value);
    expect(interval.high).toBeGreaterThan(interval.value);
    const h = metricBootstrap(labels, scores, {
      metric: (l, s, weights) => hMeasure(l, s, { weights }),
      resamples: 50,
      seed,
    });
    expect(h.value).toBeCloseTo(hMeasure(labels, scores), 14);
  });
});

describe('characteristic stability', () => {
  it('puts the feature that moved first', () => {
    const rng = createRng(seed);
    const sample = (shift: number, rare: number) =>
      createFrame({
        calm: float64Column(Float64Array.from({ length: 2000 }, () => rng.normal())),
        moved: float64Column(Float64Array.from({ length: 2000 }, () => shift + rng.normal())),
        kind: stringColumn(Array.from({ length: 2000 }, () => (rng.chance(rare) ? 'x' : rng.chance(0.5) ? 'y' : 'z'))),
      });
    const list = characteristicStability(sample(0, 0.1), sample(1, 0.3));
    expect(list.map(({ feature }) => feature)).toEqual(['moved', 'kind', 'calm']);
    expect(list[0]?.psi).toBeGreaterThan(0.5);
    expect(list[2]?.psi).toBeLessThan(0.03);
  });
});
