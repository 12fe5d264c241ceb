import { describe, expect, it } from 'vitest';
import { createRng, logit, sigmoid } from '#base';
import { sampleData } from '../check/sample-data.ts';
import { loadCalibration, loadModel, logit as regression } from '../index.ts';
import { loadBlend } from './blend-model.ts';
import { calibrated, chooseCalibration, lineOf } from './choose-calibration.ts';
import type { Split } from './inner-splits.ts';

const ROWS = 6_000;

/** Margins whose true log-odds are `truth` of them, in three splits. */
function judgedBy(truth: (margin: number) => number, seed: number): { margins: Float64Array; splits: Split[] } {
  const rng = createRng(seed);
  const margins = Float64Array.from({ length: ROWS }, () => 1.5 * rng.normal());
  const label = margins.map((margin) => (rng.chance(sigmoid(truth(margin))) ? 1 : 0));
  const splits = [0, 1, 2].map((s) => {
    const rows = Int32Array.from({ length: ROWS / 3 }, (_, i) => (s * ROWS) / 3 + i);
    const part = { label: label.slice(rows[0], (rows.at(-1) ?? 0) + 1), weights: undefined };
    return { rows, train: part, test: part } as unknown as Split;
  });
  return { margins, splits };
}

describe('the choice of a calibration', () => {
  it('leaves scores alone that are right', () => {
    const { margins, splits } = judgedBy((margin) => margin, 1);
    const choice = chooseCalibration({ margins }, splits);
    expect(choice.kind).toBe('none');
    expect(choice.tried.map(({ kind }) => kind)).toEqual(['none', 'platt', 'beta', 'isotonic']);
    expect(calibrated(choice, 0.3)).toBe(sigmoid(0.3));
    expect(lineOf(choice)).toEqual({ slope: 1, intercept: 0 });
  });

  it('takes a line where a line is enough, and a free shape where it is not', () => {
    const { margins, splits } = judgedBy((margin) => 0.4 * margin - 1, 2);
    const straight = chooseCalibration({ margins }, splits);
    expect(straight.kind).toBe('platt');
    expect(lineOf(straight).slope).toBeCloseTo(0.4, 1);
    const steps = judgedBy((margin) => (margin < 0 ? -2 : 1), 3);
    const free = chooseCalibration({ margins: steps.margins }, steps.splits);
    expect(free.kind).toBe('isotonic');
    expect(calibrated(free, 1)).toBeCloseTo(sigmoid(1), 1);
  });

  it('saves a calibration within the blend: the same bits, contributions to the log-odds before it', async () => {
    const { frame, label } = sampleData(300, 4);
    const model = await regression().fit(frame, { kind: 'binary', label });
    const inputs = model.features.map((_, feature) => ({ feature }));
    const body = {
      intercept: 0.2,
      calibration: { kind: 'beta', a: 0.8, b: 1.3, c: -0.1 },
      members: [{ name: 'logit', weight: 1, inputs, model: model.save() }],
    };
    const blend = loadBlend({ ...model.save(), kind: 'blend', body }, loadModel);
    const again = loadModel(JSON.parse(JSON.stringify(blend.save())));
    expect([...again.predict(frame)]).toEqual([...blend.predict(frame)]);
    const { base, values } = blend.explain(frame);
    const map = loadCalibration(body.calibration);
    for (const row of [0, 7, 299]) {
      const margin = model.features.reduce((sum, _, f) => sum + (values[f * 300 + row] ?? 0), base);
      expect(margin).toBeCloseTo(0.2 + logit(model.predict(frame)[row] ?? 0), 9);
      expect(again.predict(frame)[row]).toBeCloseTo(map.one(sigmoid(margin)), 12);
    }
  });
});
