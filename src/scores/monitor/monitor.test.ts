import { describe, expect, it } from 'vitest';
import { createRng, sigmoid, type Rng } from '#base';
import { auc, gbdt, psi, type Model, type ModelReport, modelReport, jobFrame } from '#learn';
import { summaryOf } from '../registered-model.ts';
import { alertConditions, isDecay, type MeasuredWindow } from './alert-rules.ts';
import { monitoringBaseline } from './baseline.ts';
import { expectedAuc, measureWindow, type WindowRows } from './measure-window.ts';

const factors = ['debt', 'age', 'noise'];

interface World {
  /** Added to debt. */
  readonly shift?: number;
  /** How strongly debt and age drive the outcome. */
  readonly strength?: number;
  /** Added to the log-odds of the outcome. */
  readonly level?: number;
  /** Share of rows that lose debt. */
  readonly lost?: number;
}

function sample(rng: Rng, count: number, { shift = 0, strength = 1, level = 0, lost = 0 }: World = {}) {
  const vectors: Float64Array[] = [];
  const labels = new Float64Array(count);
  for (let row = 0; row < count; row++) {
    const [debt, age] = [rng.normal(), rng.normal()];
    labels[row] = rng.chance(sigmoid(-2 + level + strength * (debt - 0.7 * age))) ? 1 : 0;
    vectors.push(Float64Array.of(rng.chance(lost) ? NaN : debt + shift, age, rng.normal()));
  }
  return { vectors, labels };
}

async function train(rng: Rng): Promise<{ model: Model; report: ModelReport; vectors: Float64Array[] }> {
  const { vectors, labels } = sample(rng, 6000);
  const columns = (rows: readonly Float64Array[]) =>
    factors.map((name, f) => ({ name, values: Float64Array.from(rows, (row) => row[f] ?? NaN) }));
  const fresh = sample(rng, 3000);
  const model = await gbdt({ trees: 80, maxDepth: 2, learningRate: 0.1 }).fit(
    jobFrame({ columns: columns(vectors), target: labels }),
    { kind: 'binary', label: labels },
  );
  const test = jobFrame({ columns: columns(fresh.vectors), target: fresh.labels });
  return { model, report: modelReport(model, { test, label: fresh.labels }), vectors };
}

const trained = await train(createRng(11));
const baseline = monitoringBaseline(trained.model, factors, trained.vectors);
const summary = summaryOf(trained.report);

function windowOf(rng: Rng, count: number, world?: World): MeasuredWindow {
  const { vectors, labels } = sample(rng, count, world);
  const rows: WindowRows = {
    ...{ factors, vectors, labels },
    scores: Float64Array.from(vectors, (vector) => trained.model.score(vector)),
  };
  return { fromDay: 100, toDay: 130, isOver: true, measures: measureWindow(baseline, rows) };
}

const kindsOf = (window: MeasuredWindow): string[] =>
  alertConditions(summary, [window]).map(({ kind, subject }) => (subject === '' ? kind : `${kind} ${subject}`));

describe('measures of a window', () => {
  it('are the PSI of score and factors against the rows of the baseline, bit for bit', () => {
    const { vectors } = sample(createRng(1), 500, { shift: 0.5 });
    const scores = Float64Array.from(vectors, (vector) => trained.model.score(vector));
    const labels = new Float64Array(500).fill(NaN);
    const { scorePsi, factors: measured, outcomes } = measureWindow(baseline, { factors, vectors, scores, labels });
    const before = Float64Array.from(trained.vectors, (vector) => trained.model.score(vector));
    expect(scorePsi).toBe(psi(before, scores).psi);
    const column = (rows: readonly Float64Array[]): Float64Array => Float64Array.from(rows, (row) => row[0] ?? NaN);
    expect(measured.find(({ name }) => name === 'debt')?.psi).toBe(psi(column(trained.vectors), column(vectors)).psi);
    expect(outcomes).toMatchObject({ labelled: 0, events: 0, auc: null, slope: null });
  });

  it('know the AUC that right scores would have', () => {
    const rng = createRng(2);
    const scores = Float64Array.from({ length: 40_000 }, () => sigmoid(-2 + rng.normal()));
    const labels = scores.map((score) => (rng.chance(score) ? 1 : 0));
    expect(expectedAuc(scores)).toBeCloseTo(auc(labels, scores), 2);
  });
});

describe('alerts', () => {
  it('stay silent when nothing changed: 300 windows of different sizes', () => {
    const rng = createRng(3);
    const found: string[] = [];
    for (let run = 0; run < 300; run++) found.push(...kindsOf(windowOf(rng, 100 + 15 * run)));
    // One in a thousand or less for each of some ten questions.
    expect(found.length).toBeLessThanOrEqual(2);
  });

  it('tell a factor that moved from the others', () => {
    const kinds = kindsOf(windowOf(createRng(4), 1500, { shift: 0.8 }));
    expect(kinds).toContain('factor-psi debt');
    expect(kinds).toContain('score-psi');
    expect(kinds).not.toContain('factor-psi age');
  });

  it('tell a factor that went missing', () => {
    const [lost] = alertConditions(summary, [windowOf(createRng(5), 800, { lost: 0.3 })]).filter(
      ({ kind }) => kind === 'factor-missing',
    );
    expect(lost).toMatchObject({ subject: 'debt', severity: 'critical' });
  });

  it('tell a model that lost its power, a level that rose, and scores that are too extreme', () => {
    const faded = kindsOf(windowOf(createRng(6), 4000, { strength: 0.3 }));
    expect(faded).toEqual(expect.arrayContaining(['auc', 'calibration-slope']));
    expect(kindsOf(windowOf(createRng(7), 4000, { level: 0.8 }))).toContain('calibration');
  });

  it('do not take the narrow range behind a cut-off for decay', () => {
    const rng = createRng(8);
    const { vectors, labels } = sample(rng, 20_000);
    const scores = Float64Array.from(vectors, (vector) => trained.model.score(vector));
    const known = labels.map((label, row) => ((scores[row] ?? 1) < 0.12 ? label : NaN));
    const measures = measureWindow(baseline, { factors, vectors, scores, labels: known });
    const auc = measures.outcomes.auc?.value ?? 1;
    expect(auc).toBeLessThan(summary.auc - 0.05);
    expect(alertConditions(summary, [{ fromDay: 0, toDay: 30, isOver: true, measures }])).toEqual([]);
  });

  it('tell a month without applications, and look at the newest window that says something', () => {
    const none = { ...windowOf(createRng(9), 0), fromDay: 131, toDay: 161 };
    const [condition] = alertConditions(summary, [windowOf(createRng(9), 500), none]);
    expect(condition).toMatchObject({ kind: 'no-data', severity: 'warning', fromDay: 131 });
    expect(alertConditions(summary, [none, none])[0]?.severity).toBe('critical');
    expect(alertConditions(summary, [{ ...none, isOver: false }])).toEqual([]);
  });

  it('ask for a new model when it decays, not when a factor moves', () => {
    expect(isDecay({ kind: 'auc', severity: 'warning' })).toBe(true);
    expect(isDecay({ kind: 'factor-psi', severity: 'critical' })).toBe(false);
    expect(isDecay({ kind: 'score-psi', severity: 'warning' })).toBe(false);
  });
});
