import { describe, expect, it } from 'vitest';
import { createRng, manualClock, TallyError } from '#base';
import { createFrame, drop, float64Column, stringColumn, take } from '#table';
import { sampleData } from '../check/sample-data.ts';
import {
  auc,
  auto,
  autoFit,
  estimatorChecks,
  estimatorOf,
  featureRow,
  forest,
  loadModel,
  profileData,
} from '../index.ts';
import { fitStack, stackMargins } from './stack.ts';

const QUICK = ['logit', 'gbdt depth 2', 'scorecard'];
const binary = (label: Float64Array) => ({ kind: 'binary', label }) as const;

describe('forest', () => {
  for (const { name, run } of estimatorChecks(forest({ trees: 20 }))) it(name, run);
});

describe('auto', () => {
  // A race takes no base margin: its members start from their own.
  const checks = estimatorChecks(auto({ candidates: ['logit', 'logit, dummies'] }));
  for (const { name, run } of checks) if (name !== 'starts from a base margin') it(name, run);

  it('is known by name, and refuses base margins and unknown candidates', async () => {
    const { frame, label } = sampleData(60, 1);
    expect(estimatorOf('auto').kind).toBe('auto');
    expect(() => auto({ candidates: ['gbm'] })).toThrow(TallyError);
    const fit = auto().fit(frame, binary(label), { baseMargin: new Float64Array(60) });
    await expect(fit).rejects.toMatchObject({ code: 'LEARN_SETTINGS' });
  });

  it('refuses data with too few rows of an outcome', async () => {
    const { frame, label } = sampleData(60, 2);
    const fit = autoFit({ frame, target: binary(label.map((_, row) => (row < 3 ? 1 : 0))) });
    await expect(fit).rejects.toMatchObject({ code: 'LEARN_AUTO_ROWS' });
  });

  it('blends whose members read categories, codes and clipped numbers keep every bit', async () => {
    const { frame, label } = sampleData(500, 3);
    const { model, race, scores } = await autoFit(
      { frame, target: binary(label) },
      {},
      { candidates: ['logit', 'logit, dummies', 'gbdt depth 2', 'forest'] },
    );
    expect(race.winner).toBe('blend');
    expect(race.candidates.map(({ name }) => name)).toContain('forest');
    expect(auc(label, scores)).toBeGreaterThan(0.7);
    const again = loadModel(JSON.parse(JSON.stringify(model.save())));
    const [before, after] = [model.predict(frame), again.predict(frame)];
    before.forEach((value, row) => expect(Object.is(value, after[row])).toBe(true));
    const row = featureRow(model.features, { income: 1e9, debt: -1e9, job: 'nobody', noise: null });
    expect(again.score(row)).toBe(model.score(row));
    expect(() => loadModel({ ...model.save(), body: { intercept: 0, members: [] } })).toThrow(TallyError);
  });

  it('cuts the list of candidates when the clock has run, but ends', async () => {
    const { frame, label } = sampleData(300, 4);
    const clock = manualClock(0);
    const time = { budget: 10, clock: { now: () => (clock.advance(4_000), clock.now()) } };
    const { race, model } = await autoFit({ frame, target: binary(label) }, { time }, { candidates: QUICK });
    expect(race.candidates.filter(({ note }) => note.includes('time')).length).toBeGreaterThan(0);
    expect(model.features.length).toBeGreaterThan(0);
  });

  it('goes forward in time with dates', async () => {
    const { frame, label } = sampleData(400, 5);
    const dates = Float64Array.from({ length: 400 }, (_, row) => row % 100);
    const { race, scores } = await autoFit({ frame, target: binary(label) }, { dates }, { candidates: QUICK });
    expect(race.folds.kind).toBe('forward');
    expect(scores.every((score, row) => (score === score) === (dates[row] as number) >= 16)).toBe(true);
  });

  it('takes the strongest of very many columns', async () => {
    const rng = createRng(6);
    const { frame, label } = sampleData(100, 6);
    const noise = Array.from(
      { length: 1_000 },
      (_, k) => [`x${k}`, float64Column(Float64Array.from({ length: 100 }, () => rng.normal()))] as const,
    );
    const wide = createFrame([...frame.names.map((name, f) => [name, frame.columns[f]] as never), ...noise]);
    const { model } = await autoFit({ frame: wide, target: binary(label) }, {}, { candidates: ['logit'] });
    expect(model.features.length).toBeLessThanOrEqual(300);
    expect(model.features.map(({ name }) => name)).toContain('income');
  });
});

describe('stack', () => {
  it('gives noise no weight and finds the scale', () => {
    const rng = createRng(7);
    const rows = 4_000;
    const [signal, noise, label] = [new Float64Array(rows), new Float64Array(rows), new Float64Array(rows)];
    for (let row = 0; row < rows; row++) {
      signal[row] = rng.normal();
      noise[row] = rng.normal();
      label[row] = rng.chance(1 / (1 + 2.718_281_828 ** (1 - 2 * (signal[row] as number)))) ? 1 : 0;
    }
    const data = { margins: [signal, noise], label, weights: new Float64Array(rows).fill(1) };
    const { intercept, weights } = fitStack(data, 1e-6);
    expect(weights[0]).toBeCloseTo(2, 0);
    expect(weights[1]).toBeLessThan(0.1);
    expect(intercept).toBeCloseTo(-1, 0);
    const { weights: drawn } = fitStack(data, 1e3);
    expect(drawn[1]).toBeCloseTo(0.5, 1);
    expect(stackMargins({ intercept: 1, weights: Float64Array.of(2, 0) }, [signal, noise])[3]).toBe(
      1 + 2 * (signal[3] as number),
    );
  });
});

describe('profileData', () => {
  it('warns of leaks, copies, duplicates, drift and disorder', () => {
    const { frame, label } = sampleData(400, 8);
    const rows = Int32Array.from({ length: 800 }, (_, i) => i % 400);
    const twice = take(frame, rows);
    const labels = Float64Array.from(rows, (row) => label[row] as number);
    const time = Float64Array.from(rows, (_, i) => (i < 400 ? 500 - i : i));
    const income = twice.columns[twice.names.indexOf('income')] as ReturnType<typeof float64Column>;
    const data = createFrame([
      ...drop(twice, ['noise']).names.map((name) => [name, twice.columns[twice.names.indexOf(name)]] as never),
      ['paid', float64Column(labels.map((y) => 1 - y))],
      ['copy', float64Column(income.values.map((value) => 2 * value))],
      ['drifting', float64Column(time)],
      ['flat', float64Column(new Float64Array(800).fill(3))],
      ['void', stringColumn(Array<null>(800).fill(null))],
    ]);
    const { warnings, clusters, ignored, duplicates } = profileData({ frame: data, label: labels, dates: time });
    const text = warnings.join('\n');
    expect(text).toContain('column "paid" alone reaches an AUC of 1.000');
    expect(text).toContain('column "drifting" has moved');
    expect(text).toContain('not in order of their dates');
    expect(clusters).toContainEqual(['income', 'copy']);
    expect(ignored.map(({ name }) => name)).toEqual(['flat', 'void']);
    expect(duplicates).toBe(1);
    expect(profileData({ frame: twice, label: labels }).duplicates).toBe(400);
  });
});
