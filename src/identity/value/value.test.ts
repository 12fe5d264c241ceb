import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bgNbd, bgNbdChanceOf } from './models/bg-nbd.ts';
import { fitGammaGamma } from './models/gamma-gamma.ts';
import { paretoNbd } from './models/pareto-nbd.ts';
import { maximise } from './optimise/maximise.ts';
import { fitBgNbd } from './models/bg-nbd.ts';
import { hypergeometric, logHypergeometric } from './special/hypergeometric.ts';
import { logBeta, logGamma } from './special/log-gamma.ts';
import { summarisePurchases } from './summarise-purchases.ts';

describe('special functions', () => {
  it('have their known values', () => {
    expect(logGamma(0.5)).toBeCloseTo(0.572_364_942_924_700_1, 13);
    expect(logGamma(1)).toBeCloseTo(0, 13);
    expect(logGamma(10)).toBeCloseTo(Math.log(362_880), 11);
    expect(logGamma(0.01)).toBeCloseTo(4.599_479_878_042_022, 12);
    expect(logBeta(2, 3)).toBeCloseTo(Math.log(1 / 12), 12);
    expect(hypergeometric([1, 1], 2, 0.5)).toBeCloseTo(2 * Math.LN2, 13);
    expect(hypergeometric([0.5, 1], 1.5, 0.81)).toBeCloseTo(Math.atanh(0.9) / 0.9, 12);
    expect(hypergeometric([2, 3], 3, 0.99)).toBeCloseTo(10_000, 5);
  });

  it('keep their recurrences', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 200, noNaN: true }), (x) => {
        expect(logGamma(x + 1) - logGamma(x) - Math.log(x)).toBeCloseTo(0, 9);
      }),
    );
    const small = fc.double({ min: 0.1, max: 30, noNaN: true });
    fc.assert(
      fc.property(small, small, small, fc.double({ min: 0, max: 0.9, noNaN: true }), (a, b, c, z) => {
        expect(logHypergeometric([a, b], c, z)).toBeCloseTo(Math.log(hypergeometric([a, b], c, z)), 8);
        expect(hypergeometric([a, b], b, z) * (1 - z) ** a).toBeCloseTo(1, 6);
      }),
    );
  });

  it('do not overflow', () => {
    expect(logHypergeometric([400, 300], 401, 0.95)).toBeGreaterThan(700);
  });
});

describe('maximise', () => {
  it('finds the top of a curved ridge', () => {
    const fit = maximise(([x = 0, y = 0]) => -((x - 3) ** 2) - 50 * (y - x * x) ** 2, 2);
    expect(fit.parameters[0]).toBeCloseTo(3, 4);
    expect(fit.parameters[1]).toBeCloseTo(9, 3);
  });
});

describe('models', () => {
  const bg = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };

  it('share out all chances over the counts of purchases, whose mean is the expectation', () => {
    let sum = 0;
    let mean = 0;
    for (let n = 0; n < 150; n++) {
      const chance = bgNbdChanceOf(n, 20, bg);
      sum += chance;
      mean += n * chance;
    }
    expect(sum).toBeCloseTo(1, 6);
    expect(mean).toBeCloseTo(bgNbd(bg).expectedUpTo(20), 4);
  });

  it('keep chances within [0, 1] and expect more in a longer time', () => {
    const models = [bgNbd(bg), paretoNbd({ r: 0.55, alpha: 10.6, s: 0.61, beta: 11.7 })];
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), share, fc.double({ min: 1, max: 90, noNaN: true }), (x, at, age) => {
        for (const model of models) {
          const customer = { frequency: x, recency: at * age, age };
          const alive = model.probabilityAlive(customer);
          expect(alive).toBeGreaterThanOrEqual(0);
          expect(alive).toBeLessThanOrEqual(1);
          const [soon, later] = [5, 50].map((t) => model.expectedPurchases(t, customer)) as [number, number];
          expect(later).toBeGreaterThanOrEqual(soon - 1e-9);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('refuse what cannot be', () => {
    const bad = { frequency: Float64Array.of(1), recency: Float64Array.of(9), age: Float64Array.of(5) };
    expect(() => fitBgNbd(bad)).toThrow(expect.objectContaining({ code: 'IDENTITY_VALUE_SUMMARY' }));
    const zeros = new Float64Array(3);
    expect(() => fitGammaGamma(zeros, zeros)).toThrow(expect.objectContaining({ code: 'IDENTITY_VALUE_SPEND' }));
  });
});

describe('summarisePurchases', () => {
  it('counts days after the first, in units of time, and means of the repeats', () => {
    const log = {
      customer: Int32Array.of(0, 0, 0, 1, 0, 1),
      customers: 2,
      day: Int32Array.of(100, 107, 107, 110, 121, 200),
      amount: Float64Array.of(50, 10, 5, 7, 30, 9),
    };
    const summary = summarisePurchases(log, { until: 128, unitDays: 7 });
    expect([...summary.frequency]).toEqual([2, 0]);
    expect([...summary.recency]).toEqual([3, 0]);
    expect([...summary.age]).toEqual([4, 18 / 7]);
    expect([...(summary.monetary ?? [])]).toEqual([22.5, 0]);
    expect(() => summarisePurchases(log, { until: 3, unitDays: 7 })).toThrow(
      expect.objectContaining({ code: 'IDENTITY_VALUE_SUMMARY' }),
    );
  });
});
