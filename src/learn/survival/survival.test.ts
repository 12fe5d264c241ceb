import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng, exp } from '#base';
import { createFrame, float64Column, stringColumn, take, type Frame } from '#table';
import {
  concordance,
  cox,
  kaplanMeier,
  loadModel,
  nelsonAalen,
  stepAt,
  survivalForest,
  survivalOutcomes,
  type SurvivalTarget,
} from '../index.ts';
import { coxMoments } from './cox-likelihood.ts';

const seed = 5;

function targetOf(time: readonly number[], cause: readonly number[], entry?: readonly number[]): SurvivalTarget {
  return {
    kind: 'survival',
    entry: Float64Array.from(entry ?? time.map(() => 0)),
    time: Float64Array.from(time),
    cause: Int32Array.from(cause),
  };
}

describe('Kaplan-Meier and Nelson-Aalen', () => {
  const outcomes = { time: Float64Array.of(1, 2, 2, 3, 5), event: Uint8Array.of(1, 1, 0, 0, 1) };

  it('count events over rows at risk', () => {
    const curve = kaplanMeier(outcomes);
    expect([...curve.atRisk]).toEqual([5, 4, 2, 1]);
    expect([...curve.values]).toEqual([0.8, 0.8 * 0.75, 0.8 * 0.75, 0]);
    expect(curve.standardErrors[1]).toBeCloseTo(0.6 * Math.sqrt(1 / 20 + 1 / 12), 12);
    expect([...nelsonAalen(outcomes).values]).toEqual([0.2, 0.45, 0.45, 1.45]);
    expect([0, 1, 2.5, 9].map((time) => stepAt(curve, time))).toEqual([1, 0.8, 0.8 * 0.75, 0]);
  });

  it('leave rows out of the risk set until they enter', () => {
    const curve = kaplanMeier({ ...outcomes, entry: Float64Array.of(0, 1, 0, 2, 2) });
    expect([...curve.atRisk]).toEqual([2, 2, 2, 1]);
    expect([...curve.values]).toEqual([0.5, 0.25, 0.25, 0]);
  });

  it('take a weight as so many rows, and stay monotone inside their limits', () => {
    const rows = fc.record({
      t: fc.integer({ min: 1, max: 9 }),
      e: fc.integer({ min: 0, max: 1 }),
      w: fc.integer({ min: 0, max: 3 }),
    });
    fc.assert(
      fc.property(fc.array(rows, { minLength: 1, maxLength: 40 }), (list) => {
        const kept = list.flatMap((row) => Array.from({ length: row.w }, () => row));
        fc.pre(kept.length > 0);
        const of = (items: typeof list) => ({
          time: Float64Array.from(items, ({ t }) => t),
          event: Uint8Array.from(items, ({ e }) => e),
        });
        const weighted = kaplanMeier(
          of(list),
          Float64Array.from(list, ({ w }) => w),
        );
        const repeated = kaplanMeier(of(kept));
        for (const [k, time] of repeated.times.entries()) {
          expect(stepAt(weighted, time)).toBeCloseTo(repeated.values[k] ?? NaN, 12);
        }
        repeated.values.forEach((value, k) => {
          expect(value).toBeLessThanOrEqual((repeated.values[k - 1] ?? 1) + 1e-15);
          expect(value).toBeGreaterThanOrEqual((repeated.low[k] ?? NaN) - 1e-12);
          expect(value).toBeLessThanOrEqual((repeated.high[k] ?? NaN) + 1e-12);
        });
      }),
      { seed },
    );
  });

  it('refuse outcomes that cannot be', () => {
    const wrong = (time: number[], event: number[], entry?: number[]) => () =>
      kaplanMeier({
        time: Float64Array.from(time),
        event: Uint8Array.from(event),
        ...(entry === undefined ? {} : { entry: Float64Array.from(entry) }),
      });
    expect(wrong([], [])).toThrowError(expect.objectContaining({ code: 'LEARN_SHAPE' }));
    expect(wrong([1, -2], [1, 0])).toThrowError(expect.objectContaining({ code: 'LEARN_SURVIVAL_TIME' }));
    expect(wrong([1, NaN], [1, 0])).toThrowError(expect.objectContaining({ code: 'LEARN_SURVIVAL_TIME' }));
    expect(wrong([1, 2], [1, 2])).toThrowError(expect.objectContaining({ code: 'LEARN_SURVIVAL_EVENT' }));
    expect(wrong([1, 2], [1, 0], [0, 2])).toThrowError(expect.objectContaining({ code: 'LEARN_SURVIVAL_TIME' }));
  });

  it('choose one cause of several', () => {
    const target = targetOf([1, 2, 3], [2, 0, 1]);
    expect([...survivalOutcomes(target).event]).toEqual([1, 0, 1]);
    expect([...survivalOutcomes(target, 2).event]).toEqual([1, 0, 0]);
  });
});

describe('Cox regression', () => {
  // Therneau and Grambsch, Modeling Survival Data (2000), appendix E: data set 1 with its exact solutions.
  const x = createFrame({ x: float64Column(Float64Array.of(1, 1, 1, 0, 0, 0)) });
  const target = targetOf([1, 1, 6, 6, 8, 9], [1, 0, 1, 1, 0, 1]);

  it('finds the published coefficients for both ways to treat ties', async () => {
    const coefficient = async (ties: 'efron' | 'breslow'): Promise<number> => {
      const { coefficients } = await cox({ ties, l2: 0 }).fit(x, target);
      const term = coefficients.terms[0];
      return (term?.coefficient ?? NaN) / (term?.sd ?? NaN);
    };
    expect(await coefficient('breslow')).toBeCloseTo(1.475285, 6);
    expect(await coefficient('efron')).toBeCloseTo(1.676857, 6);
  });

  it('has derivatives that agree with differences of its likelihood, under truncation, ties and weights', () => {
    const problem = {
      design: Float64Array.of(1, 0, 2, 1, 0.5, -1, -1, 3, 0, 0.3, 1.5, 1),
      terms: 2,
      outcomes: {
        time: Float64Array.of(2, 3, 3, 3, 5, 6),
        event: Uint8Array.of(1, 1, 1, 0, 1, 0),
        entry: Float64Array.of(0, 1, 2, 0, 3, 1),
      },
      weights: Float64Array.of(1, 2, 1, 1, 0.5, 1),
    };
    for (const ties of ['efron', 'breslow'] as const) {
      const at = (a: number, b: number) => coxMoments({ ...problem, ties }, Float64Array.of(a, b));
      const h = 1e-5;
      const here = at(0.3, -0.2);
      const [up, down] = [at(0.3 + h, -0.2), at(0.3 - h, -0.2)];
      expect((up.logLikelihood - down.logLikelihood) / (2 * h)).toBeCloseTo(here.gradient[0] ?? NaN, 7);
      expect(-((up.gradient[0] ?? NaN) - (down.gradient[0] ?? NaN)) / (2 * h)).toBeCloseTo(
        here.information[0] ?? NaN,
        6,
      );
      expect(-((up.gradient[1] ?? NaN) - (down.gradient[1] ?? NaN)) / (2 * h)).toBeCloseTo(
        here.information[2] ?? NaN,
        6,
      );
    }
  });

  it('recovers the hazard ratios of a simulated truth from truncated rows', async () => {
    const { frame, target: truncated } = simulate(4000, true);
    const model = await cox({ l2: 0 }).fit(frame, truncated);
    const ratio = (name: string): number => {
      const term = model.coefficients.terms.find(({ feature }) => model.features[feature]?.name === name);
      return (term?.coefficient ?? NaN) / (term?.sd ?? NaN);
    };
    expect(ratio('risk')).toBeCloseTo(0.8, 0.9);
    expect(Math.abs(ratio('noise'))).toBeLessThan(0.1);
    expect(model.coefficients.isConverged).toBe(true);
  });

  it('refuses repeated columns without a penalty, and settings it does not know', async () => {
    const twice = createFrame({ a: x.columns[0] as never, b: x.columns[0] as never });
    await expect(cox({ l2: 0 }).fit(twice, target)).rejects.toMatchObject({ code: 'LEARN_SINGULAR' });
    expect(() => cox({ ties: 'exact' } as never)).toThrowError(expect.objectContaining({ code: 'LEARN_SETTINGS' }));
  });
});

function simulate(rows: number, isTruncated: boolean): { frame: Frame; target: SurvivalTarget } {
  const rng = createRng(seed).fork('cox');
  const [risk, noise, time, cause, entry]: number[][] = [[], [], [], [], []];
  const group: string[] = [];
  while ((risk?.length ?? 0) < rows) {
    const [z, g] = [rng.normal(), rng.below(3)];
    const death = rng.exponential() * 10 * exp(-(0.8 * z) - (g === 2 ? 1 : 0));
    const end = rng.uniform() * 30;
    const start = isTruncated ? rng.uniform() * 5 : 0;
    if (Math.min(death, end) <= start) continue;
    risk?.push(rng.chance(0.05) && !isTruncated ? NaN : z);
    noise?.push(rng.normal());
    group.push(['a', 'b', 'c'][g] ?? '');
    time?.push(Math.min(death, end));
    cause?.push(death <= end ? 1 : 0);
    entry?.push(start);
  }
  const columns = {
    risk: float64Column(Float64Array.from(risk ?? [])),
    noise: float64Column(Float64Array.from(noise ?? [])),
    group: stringColumn(group),
  };
  return { frame: createFrame(columns), target: targetOf(time ?? [], cause ?? [], entry) };
}

describe.each([
  ['cox', cox()],
  ['survival forest', survivalForest({ trees: 20 })],
] as const)('%s', (_, estimator) => {
  const { frame, target } = simulate(600, false);
  const fresh = simulate(600, false);

  it('ranks the rows, keeps every bit through saving and adds its explanations up', async () => {
    const model = await estimator.fit(frame, target, { seed });
    const predicted = model.predict(frame);
    expect(concordance(survivalOutcomes(target), predicted).value).toBeGreaterThan(0.7);
    const text = JSON.stringify(model.save());
    const again = loadModel(JSON.parse(text)) as typeof model;
    expect([...again.predict(frame)]).toEqual([...predicted]);
    expect(JSON.stringify(again.save())).toBe(text);
    const times = Float64Array.of(1, 5, 20);
    expect([...again.survival(frame, times)]).toEqual([...model.survival(frame, times)]);
    const { base, values, features } = model.explain(frame);
    predicted.forEach((value, row) => {
      let sum = base;
      for (let f = 0; f < features.length; f++) sum += values[f * frame.rows + row] ?? NaN;
      expect(sum).toBeCloseTo(value, 8);
    });
  });

  it('gives falling survival curves, the same for the same seed', async () => {
    const [one, two] = [
      await estimator.fit(frame, target, { seed }),
      await estimator.fit(fresh.frame, fresh.target, { seed }),
    ];
    expect(JSON.stringify(one.save())).toBe(JSON.stringify(two.save()));
    const few = take(frame, Int32Array.of(3, 99, 500));
    const curves = one.survival(few, Float64Array.of(0.5, 2, 8, 25));
    for (let k = 1; k < 4; k++) {
      for (let row = 0; row < 3; row++)
        expect(curves[k * 3 + row]).toBeLessThanOrEqual(curves[(k - 1) * 3 + row] ?? NaN);
    }
  });

  it('refuses targets without events, of other kinds, and damaged documents', async () => {
    const none = { ...target, cause: new Int32Array(frame.rows) };
    await expect(estimator.fit(frame, none)).rejects.toMatchObject({ code: 'LEARN_NO_EVENTS' });
    const binary = { kind: 'binary', label: new Float64Array(frame.rows) } as const;
    await expect(estimator.fit(frame, binary)).rejects.toMatchObject({ code: 'LEARN_TARGET_UNSUPPORTED' });
    const short = { ...target, time: target.time.slice(1) };
    await expect(estimator.fit(frame, short)).rejects.toMatchObject({ code: 'LEARN_SHAPE' });
    const control = new AbortController();
    const options = { cancel: control.signal, progress: () => control.abort() };
    await expect(estimator.fit(frame, target, options)).rejects.toMatchObject({ code: 'LEARN_CANCELLED' });
    const saved = (await estimator.fit(frame, target)).save();
    expect(() => loadModel({ ...saved, body: {} })).toThrowError(
      expect.objectContaining({ code: 'LEARN_MODEL_INVALID' }),
    );
  });
});

describe('survival forest', () => {
  it('refuses left truncation, which its trees do not know', async () => {
    const { frame, target } = simulate(100, true);
    await expect(survivalForest().fit(frame, target)).rejects.toMatchObject({ code: 'LEARN_TARGET_UNSUPPORTED' });
  });
});
