import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng, logit, sigmoid } from '#base';
import {
  calibrationCurve,
  calibrationError,
  calibrationLine,
  calibrator,
  cutOffTable,
  loadCalibration,
  profitCurve,
  type CalibrationKind,
} from '../index.ts';

const seed = 23;
const kinds: readonly CalibrationKind[] = ['platt', 'beta', 'isotonic'];

/** Rows whose true log-odds are `slope` times those of the score, plus `shift`. */
function distorted(rows: number, slope: number, shift: number) {
  const rng = createRng(seed).fork('calibrate');
  const scores = Float64Array.from({ length: rows }, () => sigmoid(-1 + 1.5 * rng.normal()));
  const labels = scores.map((score) => (rng.chance(sigmoid(slope * logit(score) + shift)) ? 1 : 0));
  return { scores, labels };
}

const rows = fc
  .array(fc.record({ score: fc.integer({ min: 0, max: 20 }), label: fc.integer({ min: 0, max: 1 }) }), {
    maxLength: 50,
  })
  .map((list) => [...list, { score: 3, label: 1 }, { score: 9, label: 0 }])
  .map((list) => ({
    scores: Float64Array.from(list, ({ score }) => score / 20),
    labels: Float64Array.from(list, ({ label }) => label),
  }));

describe.each(kinds)('%s calibration', (kind) => {
  it('brings distorted probabilities to the observed rates', () => {
    const { scores, labels } = distorted(20_000, 0.5, 0.7);
    const calibration = calibrator(kind).fit(scores, labels);
    const before = calibrationError(calibrationCurve(labels, scores));
    const after = calibrationError(calibrationCurve(labels, calibration.apply(scores)));
    expect(before).toBeGreaterThan(0.1);
    expect(after).toBeLessThan(0.012);
  });

  it('never falls, stays between 0 and 1, and keeps its bits through saving', () => {
    fc.assert(
      fc.property(rows, ({ scores, labels }) => {
        const calibration = calibrator(kind).fit(scores, labels);
        const again = loadCalibration(JSON.parse(JSON.stringify(calibration.save())));
        let last = 0;
        for (let k = 0; k <= 40; k++) {
          const value = calibration.one(k / 40);
          expect(value).toBeGreaterThanOrEqual(last - 1e-12);
          expect(value).toBeLessThanOrEqual(1);
          expect(Object.is(again.one(k / 40), value)).toBe(true);
          last = value;
        }
      }),
      { seed },
    );
  });

  it('takes a weight as so many rows', () => {
    const { scores, labels } = distorted(300, 0.7, 0);
    const weights = scores.map((_, row) => row % 3);
    const picked = [...weights].flatMap((weight, row) => Array.from({ length: weight }, () => row));
    const of = (values: Float64Array) => Float64Array.from(picked, (row) => values[row] ?? NaN);
    const weighted = calibrator(kind).fit(scores, labels, weights);
    const repeated = calibrator(kind).fit(of(scores), of(labels));
    for (let k = 0; k <= 20; k++) expect(weighted.one(k / 20)).toBeCloseTo(repeated.one(k / 20), 8);
  });

  it('refuses scores that are no probabilities, wrong labels and one class', () => {
    const fit = (scores: number[], labels: number[], weights?: number[]) => () =>
      calibrator(kind).fit(Float64Array.from(scores), Float64Array.from(labels), weights && Float64Array.from(weights));
    expect(fit([0.1, 1.2], [0, 1])).toThrowError(expect.objectContaining({ code: 'LEARN_SCORE' }));
    expect(fit([0.1, NaN], [0, 1])).toThrowError(expect.objectContaining({ code: 'LEARN_SCORE' }));
    expect(fit([0.1, 0.2], [0, 2])).toThrowError(expect.objectContaining({ code: 'LEARN_LABEL_VALUE' }));
    expect(fit([0.1, 0.2], [1, 1])).toThrowError(expect.objectContaining({ code: 'LEARN_ONE_CLASS' }));
    expect(fit([0.1, 0.2], [0, 1], [0, 1])).toThrowError(expect.objectContaining({ code: 'LEARN_ONE_CLASS' }));
    expect(fit([0.1, 0.2], [0, 1], [1, -1])).toThrowError(expect.objectContaining({ code: 'LEARN_WEIGHT' }));
    expect(fit([0.1], [0, 1])).toThrowError(expect.objectContaining({ code: 'LEARN_SHAPE' }));
  });
});

describe('calibration', () => {
  it('by isotonic regression pools neighbours that fall', () => {
    const scores = Float64Array.of(0.1, 0.2, 0.3, 0.4, 0.5);
    const calibration = calibrator('isotonic').fit(scores, Float64Array.of(0, 1, 0, 1, 1));
    expect([...calibration.apply(scores)]).toEqual([0, 0.5, 0.5, 1, 1]);
    expect(calibration.one(0.35)).toBeCloseTo(0.75, 12);
    expect(calibration.one(0.9)).toBe(1);
  });

  it('by beta recovers its own parameters', () => {
    const rng = createRng(seed);
    const scores = Float64Array.from({ length: 60_000 }, () => 0.02 + 0.96 * rng.uniform());
    const labels = scores.map((s) => (rng.chance(sigmoid(0.6 * Math.LN2 + 2 * logit(s) + 0.5)) ? 1 : 0));
    const saved = calibrator('beta').fit(scores, labels).save();
    if (saved.kind !== 'beta') throw new Error('another kind');
    expect(saved.a).toBeCloseTo(2, 0);
    expect(saved.b).toBeCloseTo(2, 0);
    expect(saved.c).toBeCloseTo(0.6 * Math.LN2 + 0.5, 0);
  });

  it('refuses unknown kinds and damaged documents', () => {
    expect(() => calibrator('magic' as never)).toThrowError(expect.objectContaining({ code: 'LEARN_SETTINGS' }));
    expect(() => loadCalibration({ kind: 'beta', a: -1, b: 0, c: 0 })).toThrowError(
      expect.objectContaining({ code: 'LEARN_MODEL_INVALID' }),
    );
    expect(() => loadCalibration({ kind: 'isotonic', scores: [1], values: [1, 2] })).toThrowError(
      expect.objectContaining({ code: 'LEARN_MODEL_INVALID' }),
    );
  });

  it('is measured by a slope and an intercept that know the truth', () => {
    const { scores, labels } = distorted(40_000, 0.5, 0.7);
    const line = calibrationLine(labels, scores);
    expect(line.slope.low).toBeLessThan(0.5);
    expect(line.slope.high).toBeGreaterThan(0.5);
    expect(line.intercept.low).toBeLessThan(0.7);
    expect(line.intercept.high).toBeGreaterThan(0.7);
    const right = distorted(40_000, 1, 0);
    const good = calibrationLine(right.labels, right.scores);
    expect(good.shift.low).toBeLessThan(0);
    expect(good.shift.high).toBeGreaterThan(0);
    expect(Math.abs(good.slope.value - 1)).toBeLessThan(0.05);
  });
});

describe('profit by cut-off', () => {
  const labels = Float64Array.of(0, 0, 1, 0, 1, 1);
  const scores = Float64Array.of(0.1, 0.2, 0.3, 0.3, 0.6, 0.8);
  const stakes = { gainPerGood: 10, lossPerBad: 15 };

  it('finds the cut with the most', () => {
    const { best, curve } = profitCurve(labels, scores, stakes);
    expect(best).toMatchObject({ cut: 0.3, approved: 2 / 6, badRate: 0, profitPerRow: 20 / 6 });
    expect(curve[0]).toMatchObject({ approved: 0, profitPerRow: 0 });
    expect(curve.at(-1)).toMatchObject({ cut: Infinity, approved: 1, badRate: 0.5, profitPerRow: -15 / 6 });
  });

  it('tabulates the cuts that are asked for', () => {
    const table = cutOffTable(labels, scores, { ...stakes, cuts: [0.05, 0.25, 0.5, 1] });
    expect(table.map(({ approved }) => approved)).toEqual([0, 2 / 6, 4 / 6, 1]);
    expect(table[2]).toMatchObject({
      cut: 0.5,
      badRate: 0.25,
      badsDeclined: 1 - 1 / 3,
      goodsDeclined: 0,
      profitPerRow: 2.5,
    });
  });

  it('takes stakes per row, and its best is that of every cut', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 9 }), (data, loss) => {
        const gainPerGood = data.scores.map((_, row) => 1 + (row % 3));
        const { best } = profitCurve(data.labels, data.scores, { gainPerGood, lossPerBad: loss });
        for (const cut of [...data.scores, 2]) {
          let profit = 0;
          data.scores.forEach((score, row) => {
            if (score < cut) profit += data.labels[row] === 1 ? -loss : (gainPerGood[row] ?? 0);
          });
          expect(best.profitPerRow).toBeGreaterThanOrEqual(profit / data.scores.length - 1e-12);
        }
      }),
      { seed },
    );
    expect(() => profitCurve(labels, scores, { gainPerGood: 10, lossPerBad: -1 })).toThrowError(
      expect.objectContaining({ code: 'LEARN_STAKES' }),
    );
  });
});
