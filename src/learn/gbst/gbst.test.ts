import { describe, expect, it } from 'vitest';
import { createRng, exp } from '#base';
import { createFrame, float64Column } from '#table';
import { loadModel } from '../load.ts';
import type { SurvivalTarget } from '../target.ts';
import { gbst } from './gbst.ts';

const seed = 11;

/** Exponential times whose rate doubles with x, seen from `entry` on, censored at a random time; causes 1 and 2. */
function sample(rows: number, settings: { causes: 1 | 2; isTruncated?: boolean }) {
  const rng = createRng(seed).fork('survival', rows);
  const [x, noise] = [new Float64Array(rows), new Float64Array(rows)];
  const target: SurvivalTarget = {
    kind: 'survival',
    entry: new Float64Array(rows),
    time: new Float64Array(rows),
    cause: new Int32Array(rows),
  };
  for (let row = 0; row < rows; row++) {
    x[row] = rng.uniform();
    noise[row] = rng.uniform();
    const rate = 0.05 * 2 ** (2 * (x[row] ?? 0));
    const entry = settings.isTruncated === true ? Math.floor(rng.uniform() * 4) : 0;
    const first = entry + rng.exponential() / rate;
    const second = settings.causes === 2 ? entry + rng.exponential() / 0.04 : Infinity;
    const censored = entry + rng.uniform() * 40;
    const end = Math.min(first, second, censored);
    target.entry[row] = entry;
    target.time[row] = end;
    target.cause[row] = end === censored ? 0 : end === first ? 1 : 2;
  }
  return { frame: createFrame({ x: float64Column(x), noise: float64Column(noise) }), target, x };
}

const SETTINGS = { windows: 12, windowLength: 1, trees: 60, learningRate: 0.1 };

describe('survival boosting', () => {
  it('gives curves that only rise and stay below one', async () => {
    const { frame, target } = sample(1500, { causes: 2 });
    const model = await gbst(SETTINGS).fit(frame, target, { seed });
    const curves = model.predict(frame);
    for (let row = 0; row < frame.rows; row++) {
      let all = 0;
      for (let c = 0; c < 2; c++) {
        let before = 0;
        for (let j = 0; j < 12; j++) {
          const now = curves[(c * 12 + j) * frame.rows + row] ?? NaN;
          expect(now).toBeGreaterThanOrEqual(before);
          before = now;
        }
        all += before;
      }
      expect(all).toBeLessThan(1);
    }
  });

  it.each([
    [{ causes: 1 }, 0.022],
    [{ causes: 1, isTruncated: true }, 0.025],
    [{ causes: 2 }, 0.022],
  ] as const)('finds the true curves of %o', async (settings, tolerance) => {
    const { frame, target, x } = sample(12_000, settings);
    const model = await gbst(SETTINGS).fit(frame, target, { seed });
    const curves = model.predict(frame);
    const other = settings.causes === 2 ? 0.04 : 0;
    let error = 0;
    for (let row = 0; row < frame.rows; row++) {
      const rate = 0.05 * 2 ** (2 * (x[row] ?? 0));
      const truth = (rate / (rate + other)) * (1 - exp(-12 * (rate + other)));
      error += Math.abs((curves[11 * frame.rows + row] ?? NaN) - truth) / frame.rows;
    }
    expect(error).toBeLessThan(tolerance);
  });

  it('obeys monotone constraints in every window', async () => {
    const { frame, target } = sample(2000, { causes: 1 });
    const model = await gbst({ ...SETTINGS, monotone: { x: 1 } }).fit(frame, target, { seed });
    const line = createFrame({
      x: float64Column(Float64Array.from({ length: 50 }, (_, i) => i / 50)),
      noise: float64Column(new Float64Array(50).fill(0.5)),
    });
    const hazards = model.hazards(line);
    for (let i = 1; i < hazards.length; i++) {
      if (i % 50 !== 0) expect(hazards[i]).toBeGreaterThanOrEqual((hazards[i - 1] ?? NaN) - 1e-12);
    }
  });

  it('keeps every bit through saving, on threads and in plain TypeScript, and explains each window', async () => {
    const { frame, target } = sample(800, { causes: 1 });
    const model = await gbst(SETTINGS).fit(frame, target, { seed });
    const text = JSON.stringify(model.save());
    expect(loadModel(JSON.parse(text)).predict(frame)).toEqual(model.predict(frame));
    for (const options of [{ threads: 2 }, { kernels: 'typescript' as const }]) {
      const again = await gbst(SETTINGS).fit(frame, target, { seed, ...options });
      expect(JSON.stringify(again.save())).toBe(text);
    }
    const explanation = model.explain(frame, 5);
    const hazard = model.hazards(frame)[5 * frame.rows] ?? NaN;
    const margin = explanation.base + (explanation.values[0] ?? NaN) + (explanation.values[frame.rows] ?? NaN);
    expect(1 / (1 + exp(-margin))).toBeCloseTo(hazard, 9);
  });

  it('chooses its number of trees, and refuses what is no survival', async () => {
    const { frame, target } = sample(600, { causes: 1 });
    const model = await gbst({ windows: 6, learningRate: 0.1 }).fit(frame, target, { seed });
    expect(model.trees).toBeGreaterThan(0);
    expect(model.trees).toBeLessThan(1000);
    const code = (promise: Promise<unknown>) =>
      promise.then(
        () => 'none',
        (error: { code: string }) => error.code,
      );
    const cause = new Int32Array(600);
    expect(await code(gbst().fit(frame, { ...target, cause }))).toBe('LEARN_NO_EVENTS');
    const time = target.time.slice().fill(-1);
    expect(await code(gbst().fit(frame, { ...target, time }))).toBe('LEARN_SURVIVAL_TIME');
    expect(await code(gbst().fit(frame, { kind: 'real', value: time }))).toBe('LEARN_TARGET_UNSUPPORTED');
  });
});
