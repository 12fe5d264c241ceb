import { describe, expect, it } from 'vitest';
import { createRng, sigmoid } from '#base';
import { concat, drop, float64Column, int32Column, take, withColumn } from '#table';
import { sampleData } from '../check/sample-data.ts';
import { auc, autoFit, loadModel } from '../index.ts';
import { alignFrames } from '../reject/align.ts';

const ROWS = 700;
const QUICK = { candidates: ['logit'] };

/** Applicants of whom those with much debt were mostly rejected. */
function applicants() {
  const { frame, label } = sampleData(ROWS, 8);
  const rng = createRng(8);
  const debt = frame.columns[frame.names.indexOf('debt')]?.values as Float64Array;
  const rejected = Int32Array.from(label.keys()).filter((row) => rng.chance(sigmoid(1.5 * (debt[row] || 0) - 1)));
  const accepted = Int32Array.from(label.keys()).filter((row) => !rejected.includes(row));
  const pick = (rows: Int32Array) => Float64Array.from(rows, (row) => label[row] as number);
  return { frame: take(frame, accepted), label: pick(accepted), rejects: take(frame, rejected), truth: pick(rejected) };
}

describe('rejected applicants in a race', () => {
  const { frame, label, rejects, truth } = applicants();
  const target = { kind: 'binary', label } as const;

  it('are compared by every method, and left out of the model unless asked for', async () => {
    const result = await autoFit({ frame, target }, { rejects: { frame: rejects } }, QUICK);
    const alone = await autoFit({ frame, target }, {}, QUICK);
    expect([...result.model.predict(rejects)]).toEqual([...alone.model.predict(rejects)]);
    const found = result.rejects;
    const lines = found?.lines ?? [];
    expect(found).toMatchObject({ accepted: label.length, rejected: truth.length, used: null });
    expect(found?.acceptanceAuc).toBeGreaterThan(0.7);
    expect(found?.effectiveRows).toBeLessThan(label.length);
    expect(lines.map(({ method, factor }) => `${method} ${factor}`)).toEqual([
      'accepted only null',
      'fuzzy 1',
      'fuzzy 2',
      'parcelling 1',
      'parcelling 2',
      'inverse-propensity null',
      'multi-task null',
    ]);
    const rates = lines.map(({ rejectRate }) => rejectRate);
    const real = truth.reduce((sum, y) => sum + y, 0) / truth.length;
    // Rejection went by a column that the model knows: accepted applicants alone tell nearly enough.
    expect(Math.abs((rates[0] ?? 0) - real)).toBeLessThan(0.1);
    expect(rates[2]).toBeGreaterThan(rates[1] ?? 1);
    for (const line of lines) {
      expect(line.swap.in).toBeCloseTo(line.swap.out, 12);
      expect(line.auc).toBeGreaterThan(0.65);
    }
  });

  it('shape the model by the method that is asked for, as a document like any other', async () => {
    const alone = (await autoFit({ frame, target }, {}, QUICK)).model;
    for (const method of ['inverse-propensity', 'multi-task'] as const) {
      const {
        model,
        scores,
        rejects: told,
      } = await autoFit({ frame, target }, { rejects: { frame: rejects, method, factor: 3 } }, QUICK);
      expect(told?.used).toEqual({ method, factor: 3 });
      expect(model.target).toBe('binary');
      const risk = model.predict(rejects);
      expect([...risk]).not.toEqual([...alone.predict(rejects)]);
      expect(auc(truth, risk)).toBeGreaterThan(0.65);
      expect(auc(label, scores)).toBeGreaterThan(0.65);
      const again = loadModel(JSON.parse(JSON.stringify(model.save())));
      expect([...again.predict(rejects)]).toEqual([...risk]);
      const { base, values } = again.explain(rejects);
      const sum = again.features.reduce((total, _, f) => total + (values[f * rejects.rows] ?? 0), base);
      expect(sigmoid(sum)).toBeCloseTo(risk[0] ?? 0, 6);
    }
  });

  it('need the columns of the accepted ones, whole numbers or not', () => {
    const whole = withColumn(rejects, 'noise', int32Column(new Int32Array(rejects.rows)));
    const [own, others] = alignFrames(frame, whole);
    expect(concat([own, others]).rows).toBe(frame.rows + rejects.rows);
    expect(others.columns[others.names.indexOf('noise')]?.kind).toBe('float64');
    const empty = withColumn(rejects, 'job', float64Column(new Float64Array(rejects.rows).fill(NaN)));
    expect(concat([...alignFrames(frame, empty)]).rows).toBe(frame.rows + rejects.rows);
    const refused = [
      drop(rejects, ['debt']),
      withColumn(rejects, 'job', float64Column(new Float64Array(rejects.rows))),
    ];
    for (const other of refused) {
      expect(() => alignFrames(frame, other)).toThrowError(expect.objectContaining({ code: 'LEARN_REJECTS' }));
    }
  });
});
