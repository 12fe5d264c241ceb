import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { breakEvenRate, expectedLoss } from './expected-loss.ts';

const steps = fc.array(fc.double({ min: 0, max: 0.02, noNaN: true }), { minLength: 1, maxLength: 24 });

function risen(parts: readonly number[]): number[] {
  let sum = 0;
  return parts.map((part) => (sum += part));
}

describe('expectedLoss', () => {
  it('sums chance x balance x loss, discounted from the end of each window', () => {
    const curve = { defaulted: [0.01, 0.02] };
    expect(expectedLoss(curve, { balances: [1000, 500], lossGivenDefault: 0.5 })).toBeCloseTo(7.5, 12);
    const discounted = expectedLoss(curve, { balances: [1000, 500], lossGivenDefault: 0.5, fundingRate: 0.1 });
    expect(discounted).toBeCloseTo(5 / 1.1 + 2.5 / 1.21, 12);
  });

  it('refuses curves that are no chances', () => {
    const terms = { balances: [1, 1], lossGivenDefault: 1 };
    for (const defaulted of [[0.2, 0.1], [0.5, 1.2], [NaN, 0.1], [], [0.1]]) {
      expect(() => expectedLoss({ defaulted }, terms)).toThrowError(/cannot be used/);
    }
    expect(() => expectedLoss({ defaulted: [0.5, 0.6], prepaid: [0.5, 0.6] }, terms)).toThrowError(/beyond 1/);
  });
});

describe('breakEvenRate', () => {
  it('is the cost of money when nobody defaults, whoever repays early', () => {
    fc.assert(
      fc.property(steps, fc.double({ min: 0, max: 0.05, noNaN: true }), (early, fundingRate) => {
        const curve = { defaulted: early.map(() => 0), prepaid: risen(early) };
        expect(breakEvenRate(curve, { lossGivenDefault: 1, fundingRate })).toBeCloseTo(fundingRate, 9);
      }),
    );
  });

  it('earns back the expected loss: at that rate payments are worth the principal', () => {
    // One window: (1 - p)(1 + r) + p (1 - lgd) = 1 + f.
    const rate = breakEvenRate({ defaulted: [0.1] }, { lossGivenDefault: 0.6, fundingRate: 0.02 });
    expect(rate).toBeCloseTo((1.02 - 0.1 * 0.4) / 0.9 - 1, 9);
  });

  it('rises with every default', () => {
    fc.assert(
      fc.property(steps, fc.double({ min: 1e-4, max: 0.02, noNaN: true }), (late, more) => {
        const terms = { lossGivenDefault: 0.8, fundingRate: 0.01 };
        const worse = late.map((part, j) => (j === 0 ? part + more : part));
        const [before, after] = [late, worse].map((parts) => breakEvenRate({ defaulted: risen(parts) }, terms) ?? NaN);
        expect(after).toBeGreaterThan(before as number);
      }),
    );
  });

  it('says when no rate is enough', () => {
    expect(breakEvenRate({ defaulted: [1] }, { lossGivenDefault: 1, fundingRate: 0 })).toBeUndefined();
  });
});
