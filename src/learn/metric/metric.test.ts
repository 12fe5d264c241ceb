import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  auc,
  aucBootstrap,
  aucInterval,
  bootstrapInterval,
  brier,
  calibrationCurve,
  calibrationError,
  gini,
  ks,
  ksBootstrap,
  ksRatioBootstrap,
  logLoss,
  psi,
  scoreCurves,
} from '../index.ts';
import { sampleData } from '../check/sample-data.ts';
import { createRng, sigmoid } from '#base';

const seed = 3;

interface Scored {
  readonly labels: Float64Array;
  readonly scores: Float64Array;
  readonly weights: Float64Array;
}

/** Few distinct scores, so that ties abound; both classes present. */
const scored: fc.Arbitrary<Scored> = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 1 }), fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 3 })), {
    minLength: 2,
    maxLength: 60,
  })
  .map((rows) => [...rows, [0, 3, 1], [1, 3, 2]] as const)
  .map((rows) => ({
    labels: Float64Array.from(rows, ([label]) => label),
    scores: Float64Array.from(rows, ([, score]) => score / 7),
    weights: Float64Array.from(rows, ([, , weight]) => weight),
  }));

function naiveAuc({ labels, scores, weights }: Scored): number {
  let [wins, pairs] = [0, 0];
  labels.forEach((label, i) => {
    labels.forEach((other, j) => {
      if (label !== 1 || other !== 0) return;
      const weight = (weights[i] ?? 0) * (weights[j] ?? 0);
      const [a, b] = [scores[i] ?? 0, scores[j] ?? 0];
      wins += weight * (a > b ? 1 : a === b ? 0.5 : 0);
      pairs += weight;
    });
  });
  return wins / pairs;
}

function repeat({ labels, scores, weights }: Scored): Scored {
  const rows = [...weights].flatMap((weight, row) => Array.from({ length: weight }, () => row));
  const pick = (values: Float64Array): Float64Array => Float64Array.from(rows, (row) => values[row] ?? 0);
  return { labels: pick(labels), scores: pick(scores), weights: new Float64Array(rows.length).fill(1) };
}

describe('auc', () => {
  it('counts pairs, ties as half, by weight', () => {
    const property = fc.property(scored, (data) => {
      expect(auc(data.labels, data.scores, data.weights)).toBeCloseTo(naiveAuc(data), 12);
    });
    fc.assert(property, { seed });
  });

  it('turns into 1 - AUC when scores are turned', () => {
    const property = fc.property(scored, ({ labels, scores }) => {
      expect(
        auc(
          labels,
          scores.map((s) => -s),
        ),
      ).toBeCloseTo(1 - auc(labels, scores), 12);
    });
    fc.assert(property, { seed });
    expect(gini(Float64Array.of(0, 1), Float64Array.of(0, 1))).toBe(1);
  });

  it('is not a number for one class', () => {
    expect(auc(Float64Array.of(1, 1), Float64Array.of(0.1, 0.2))).toBeNaN();
    expect(ks(Float64Array.of(1, 1), Float64Array.of(0.1, 0.2)).ks).toBeNaN();
  });
});

describe('weights', () => {
  it('equal repeated rows in every metric', () => {
    fc.assert(
      fc.property(scored, (data) => {
        const rows = repeat(data);
        for (const metric of [auc, logLoss, brier, (...of: Parameters<typeof ks>) => ks(...of).ks]) {
          expect(metric(data.labels, data.scores, data.weights)).toBeCloseTo(metric(rows.labels, rows.scores), 10);
        }
      }),
      { seed },
    );
  });
});

describe('ks', () => {
  it('is the largest distance of the score distributions, reached at its cut', () => {
    fc.assert(
      fc.property(scored, ({ labels, scores }) => {
        const share = (label: number, cut: number): number => {
          const of = scores.filter((_, row) => labels[row] === label);
          return of.filter((score) => score >= cut).length / of.length;
        };
        const distance = (cut: number): number => Math.abs(share(1, cut) - share(0, cut));
        const result = ks(labels, scores);
        expect(result.ks).toBeCloseTo(Math.max(...[...scores].map(distance)), 12);
        if (result.ks > 0) expect(distance(result.cut)).toBeCloseTo(result.ks, 12);
      }),
      { seed },
    );
  });
});

describe('curves', () => {
  it('run from nothing flagged to everything, with the area and distance of AUC and KS', () => {
    fc.assert(
      fc.property(scored, ({ labels, scores }) => {
        const curve = scoreCurves(labels, scores, { points: 1e9 });
        expect(curve.at(-1)).toMatchObject({ flagged: 1, events: 1, others: 1, lift: 1 });
        let area = 0;
        for (let i = 1; i < curve.length; i++) {
          const [a, b] = [curve[i - 1], curve[i]];
          if (a && b) area += ((b.others - a.others) * (a.events + b.events)) / 2;
        }
        expect(area).toBeCloseTo(auc(labels, scores), 10);
        expect(Math.max(...curve.map((point) => point.ks))).toBeCloseTo(ks(labels, scores).ks, 12);
      }),
      { seed },
    );
  });
});

describe('calibration', () => {
  it('is perfect when predictions are the event rates', () => {
    const scores = Float64Array.from({ length: 1000 }, (_, row) => (row % 2 === 0 ? 0.25 : 0.75));
    const labels = Float64Array.from({ length: 1000 }, (_, row) =>
      row % 2 === 0 ? Number(row % 8 === 0) : Number(row % 8 !== 1),
    );
    const curve = calibrationCurve(labels, scores, { bins: 5 });
    expect(curve.map(({ rows, predicted, observed }) => [rows, predicted, observed])).toEqual([
      [500, 0.25, 0.25],
      [500, 0.75, 0.75],
    ]);
    expect(calibrationError(curve)).toBeCloseTo(0, 12);
    expect(
      calibrationError(
        calibrationCurve(
          labels,
          scores.map(() => 0.9),
        ),
      ),
    ).toBeCloseTo(0.4, 12);
    expect(brier(labels, scores)).toBeCloseTo(0.1875, 12);
  });
});

describe('psi', () => {
  it('is small for the same distribution and large for a shifted one', () => {
    const rng = createRng(seed);
    const [a, b] = [new Float64Array(5000).map(() => rng.normal()), new Float64Array(5000).map(() => rng.normal())];
    expect(psi(a, b).psi).toBeLessThan(0.01);
    expect(
      psi(
        a,
        b.map((value) => value + 1),
      ).psi,
    ).toBeGreaterThan(0.5);
    expect(
      psi(
        a,
        b.map((value, row) => (row % 3 === 0 ? NaN : value)),
      ).psi,
    ).toBeGreaterThan(0.25);
    expect(psi(a, b).bins).toHaveLength(11);
  });

  it('takes a few codes as they are', () => {
    const codes = Float64Array.from({ length: 90 }, (_, row) => row % 3);
    expect(psi(codes, codes).bins.map(({ expected }) => Math.round(expected * 90))).toEqual([0, 30, 30, 30]);
    expect(psi(codes, codes).psi).toBe(0);
  });
});

describe('intervals', () => {
  const rng = createRng(seed);
  const truth = new Float64Array(1500).map(() => rng.normal());
  const labels = truth.map((value) => Number(rng.chance(sigmoid(value - 1))));
  const weak = truth.map((value) => value + 2 * rng.normal());

  it('of DeLong and of the bootstrap agree', () => {
    const [exact, drawn] = [aucInterval(labels, truth), aucBootstrap(labels, truth, { resamples: 400, seed })];
    expect(exact.value).toBeCloseTo(auc(labels, truth), 12);
    expect(drawn.value).toBeCloseTo(exact.value, 12);
    expect(drawn.standardError / exact.standardError).toBeGreaterThan(0.85);
    expect(drawn.standardError / exact.standardError).toBeLessThan(1.15);
  });

  it('have the variance of the structural components', () => {
    // Scores 1 to 5, events at 2, 4 and 5: each event beats 1/2, 1, 1 of the others; each other loses to 1 and 2/3.
    const small = aucInterval(Float64Array.of(0, 1, 0, 1, 1), Float64Array.of(1, 2, 3, 4, 5));
    const above = [0.5, 1, 1];
    const below = [1, 2 / 3];
    const variance = (v: number[]): number =>
      v.reduce((s, x) => s + (x - v.reduce((a, b) => a + b) / v.length) ** 2, 0) / (v.length - 1);
    expect(small.value).toBeCloseTo(5 / 6, 12);
    expect(small.standardError).toBeCloseTo(Math.sqrt(variance(above) / 3 + variance(below) / 2), 12);
  });

  it('repeat by seed and hold the estimate', () => {
    const ratio = ksRatioBootstrap(labels, { of: weak, against: truth }, { resamples: 100, seed });
    expect(ratio).toEqual(ksRatioBootstrap(labels, { of: weak, against: truth }, { resamples: 100, seed }));
    expect(ratio.value).toBeCloseTo(ks(labels, weak).ks / ks(labels, truth).ks, 12);
    expect(ratio.low).toBeLessThan(ratio.value);
    expect(ratio.high).toBeLessThan(1);
    expect(ksBootstrap(labels, truth, { resamples: 50, seed }).low).toBeGreaterThan(0.2);
    const mean = bootstrapInterval(labels, (weights) => weights.reduce((sum, w) => sum + w, 0), { resamples: 5, seed });
    expect(mean.low).toBe(labels.length);
  });
});

describe('sample data', () => {
  it('is the same for the same seed', () => {
    expect(sampleData(50, 1)).toEqual(sampleData(50, 1));
  });
});
