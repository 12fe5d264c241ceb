import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  concordance,
  concordanceBootstrap,
  concordanceIpcw,
  integratedBrier,
  survivalBrier,
  timeAuc,
  type SurvivalOutcomes,
} from '../index.ts';

const seed = 11;
const outcomes: SurvivalOutcomes = { time: Float64Array.of(1, 2, 2, 3, 4, 6), event: Uint8Array.of(1, 1, 0, 0, 1, 0) };

interface Judged {
  readonly outcomes: SurvivalOutcomes;
  readonly risk: Float64Array;
}

/** Few distinct times and risks, so that ties of both kinds abound; at least one comparable pair. */
const judged: fc.Arbitrary<Judged> = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 0, max: 1 }), fc.integer({ min: 0, max: 5 })), {
    minLength: 1,
    maxLength: 40,
  })
  .map((rows) => [...rows, [1, 1, 2], [9, 0, 3]] as const)
  .map((rows) => ({
    outcomes: { time: Float64Array.from(rows, ([time]) => time), event: Uint8Array.from(rows, ([, event]) => event) },
    risk: Float64Array.from(rows, ([, , risk]) => risk / 6),
  }));

function naive({ outcomes: { time, event }, risk }: Judged): { value: number; pairs: number } {
  let [wins, pairs] = [0, 0];
  time.forEach((from, i) => {
    time.forEach((other, j) => {
      const isComparable = event[i] === 1 && (from < other || (from === other && event[j] === 0));
      if (!isComparable || i === j) return;
      const [a, b] = [risk[i] ?? 0, risk[j] ?? 0];
      wins += a > b ? 1 : a === b ? 0.5 : 0;
      pairs++;
    });
  });
  return { value: wins / pairs, pairs };
}

describe('concordance', () => {
  it('equals the count over all pairs', () => {
    fc.assert(
      fc.property(judged, (data) => {
        const found = concordance(data.outcomes, data.risk);
        const expected = naive(data);
        expect(found.value).toBeCloseTo(expected.value, 12);
        expect(found.concordant + found.discordant + found.tiedRisk).toBe(expected.pairs);
      }),
      { seed },
    );
  });

  it('turns round with the sign of the risk', () => {
    fc.assert(
      fc.property(judged, ({ outcomes: rows, risk }) => {
        const turned = concordance(
          rows,
          risk.map((value) => -value),
        ).value;
        expect(concordance(rows, risk).value + turned).toBeCloseTo(1, 12);
      }),
      { seed },
    );
  });

  it('counts ties of risk and of time', () => {
    const found = concordance(outcomes, Float64Array.of(3, 2, 2, 1, 5, 0));
    expect(found).toEqual({ value: 7.5 / 10, concordant: 7, discordant: 2, tiedRisk: 1, tiedTime: 1 });
  });

  it('weights pairs by the inverse squared chance of being uncensored', () => {
    const found = concordanceIpcw(outcomes, Float64Array.of(3, 2, 2, 1, 5, 0));
    // The chance of being uncensored is 1 at time 1, 3/4 at time 2 and 3/4 x 2/3 at time 4.
    expect(found.value).toBeCloseTo((4 + (16 / 9) * 2.5 + 4) / (5 + (16 / 9) * 4 + 4), 12);
    expect(concordanceIpcw(outcomes, Float64Array.of(3, 2, 2, 1, 5, 0), { tau: 4 }).value).toBeCloseTo(
      (4 + (16 / 9) * 2.5) / (5 + (16 / 9) * 4),
      12,
    );
  });

  it('has an interval around it', () => {
    const interval = concordanceBootstrap(outcomes, Float64Array.of(3, 2, 2, 1, 5, 0), { resamples: 100, seed });
    expect(interval.value).toBeCloseTo(0.75, 12);
    expect(interval.low).toBeLessThanOrEqual(0.75);
    expect(interval.high).toBeGreaterThanOrEqual(0.75);
  });

  it('refuses what cannot be judged', () => {
    const risk = Float64Array.of(1, 2);
    const one = (event: number[]) => ({ time: Float64Array.of(1, 2), event: Uint8Array.from(event) });
    expect(() => concordance(one([0, 0]), risk)).toThrowError(expect.objectContaining({ code: 'LEARN_NO_EVENTS' }));
    expect(() => concordance(one([0, 1]), risk)).toThrowError(expect.objectContaining({ code: 'LEARN_NO_PAIRS' }));
    expect(() => concordance(one([1, 1]), risk.slice(1))).toThrowError(
      expect.objectContaining({ code: 'LEARN_SHAPE' }),
    );
    const unknown = Float64Array.of(NaN, 1);
    expect(() => concordance(one([1, 1]), unknown)).toThrowError(expect.objectContaining({ code: 'LEARN_SCORE' }));
    const early = { time: Float64Array.of(0.5, 1), event: Uint8Array.of(1, 0) };
    const late = { time: Float64Array.of(2, 3), event: Uint8Array.of(1, 1) };
    const censoring = {
      time: Float64Array.of(0.5, 1, 1),
      event: Uint8Array.of(0, 1, 0).map((e, k) => (k === 2 ? 1 : e)),
    };
    expect(() => concordanceIpcw(late, risk, { censoring })).toThrowError(
      expect.objectContaining({ code: 'LEARN_CENSORING' }),
    );
    expect(concordance(early, risk).value).toBe(0);
  });
});

describe('metrics by time', () => {
  const uncensored = { time: Float64Array.of(1, 2, 3, 4), event: Uint8Array.of(1, 1, 1, 1) };

  it('AUC is the share of ordered case-control pairs when nothing is censored', () => {
    const { values, mean } = timeAuc(uncensored, Float64Array.of(4, 1, 3, 1), { times: Float64Array.of(1, 2, 3) });
    expect([...values]).toEqual([1, 2.5 / 4, 2.5 / 3]);
    expect(mean).toBeCloseTo((1 + 0.625 + 2.5 / 3) / 3, 12);
  });

  it('AUC takes one risk per time as well', () => {
    const risk = Float64Array.of(4, 1, 3, 1, 0, 1, 3, 1);
    const { values } = timeAuc(uncensored, risk, { times: Float64Array.of(1, 2) });
    expect([...values]).toEqual([1, 0.5 / 4]);
  });

  it('Brier is the squared error when nothing is censored, and weighted when something is', () => {
    const survival = Float64Array.of(0.1, 0.5, 0.8, 1, 0, 0.25, 0.5, 1);
    const times = Float64Array.of(1, 3);
    const values = survivalBrier(uncensored, survival, { times });
    expect(values[0]).toBeCloseTo((0.01 + 0.25 + 0.04 + 0) / 4, 12);
    expect(values[1]).toBeCloseTo((0 + 0.0625 + 0.25 + 0) / 4, 12);
    expect(integratedBrier(uncensored, survival, { times })).toBeCloseTo(((values[0] ?? 0) + (values[1] ?? 0)) / 2, 12);
    const censored = { ...uncensored, event: Uint8Array.of(1, 0, 1, 1) };
    expect(survivalBrier(censored, survival, { times })[1]).toBeCloseTo((0 + 0.25 * 1.5 + 0) / 4, 12);
  });

  it('refuse times outside the follow-up and probabilities that are none', () => {
    const survival = new Float64Array(4).fill(0.5);
    const at = (...times: number[]) => ({ times: Float64Array.from(times) });
    for (const times of [at(), at(4), at(0.5), at(2, 2), at(NaN)]) {
      expect(() => survivalBrier(uncensored, new Float64Array(4 * times.times.length), times)).toThrowError(
        expect.objectContaining({ code: 'LEARN_HORIZONS' }),
      );
    }
    expect(() => survivalBrier(uncensored, survival.slice(1), at(2))).toThrowError(
      expect.objectContaining({ code: 'LEARN_SHAPE' }),
    );
    expect(() => survivalBrier(uncensored, survival.fill(2), at(2))).toThrowError(
      expect.objectContaining({ code: 'LEARN_SCORE' }),
    );
    expect(() => integratedBrier(uncensored, survival, at(2))).toThrowError(
      expect.objectContaining({ code: 'LEARN_HORIZONS' }),
    );
    const censored = { time: Float64Array.of(1, 2, 3), event: Uint8Array.of(0, 1, 1) };
    expect(() => timeAuc(censored, Float64Array.of(1, 2, 3), at(1))).toThrowError(
      expect.objectContaining({ code: 'LEARN_NO_PAIRS' }),
    );
  });
});
