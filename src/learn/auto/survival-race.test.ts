import { describe, expect, it } from 'vitest';
import { createRng, exp, log, manualClock } from '#base';
import { createFrame, float64Column } from '#table';
import {
  auto,
  autoSurvival,
  hasCurves,
  loadModel,
  profileData,
  reportHtml,
  survivalCard,
  survivalReport,
} from '../index.ts';
import { endingWindows, raceWindows } from './race-windows.ts';
import { windowLoss } from './window-loss.ts';
import { windowed } from './windowed.ts';

const ROWS = 400;

/** Times whose hazard rises with one column (proportionally) or only where two columns differ in sign. */
function madeUp(kind: 'proportional' | 'crossed', seed = 3) {
  const rng = createRng(seed);
  const x = Float64Array.from({ length: ROWS }, () => rng.normal());
  const z = Float64Array.from({ length: ROWS }, () => rng.normal());
  const [time, cause] = [new Float64Array(ROWS), new Int32Array(ROWS)];
  for (let row = 0; row < ROWS; row++) {
    const [a, b] = [x[row] as number, z[row] as number];
    const rate = 0.08 * exp(kind === 'proportional' ? a : a * b < 0 ? 1.8 : -1.5);
    const event = -log(1 - rng.uniform()) / rate;
    const censored = 4 + 20 * rng.uniform();
    time[row] = Math.min(event, censored);
    cause[row] = event < censored ? 1 : 0;
  }
  const frame = createFrame([
    ['x', float64Column(x)],
    ['z', float64Column(z)],
  ]);
  return { frame, target: { kind: 'survival', entry: new Float64Array(ROWS), time, cause } as const };
}

describe('windows of a race', () => {
  it('end where some rows still are, and hold the events that end them', () => {
    const time = Float64Array.from({ length: 100 }, (_, row) => 1 + (row % 12));
    const cause = Int32Array.from(time, (at) => (at === 12 ? 0 : 1));
    cause[11] = 1;
    const target = { kind: 'survival', entry: new Float64Array(100), time, cause } as const;
    expect([...raceWindows(target, 12)]).toEqual(Array.from({ length: 13 }, (_, month) => month));
    const counted = endingWindows(target);
    expect(Math.floor(counted.time[11] ?? 0)).toBe(11);
    expect(counted.time[23]).toBe(12);
  });
});

describe('the log-loss of windows', () => {
  it('is least for the hazard that produced the times, censored within windows or not', () => {
    const rng = createRng(9);
    const [time, event] = [new Float64Array(20_000), new Uint8Array(20_000)];
    for (let row = 0; row < time.length; row++) {
      const [end, seen] = [-log(1 - rng.uniform()) / 0.3, 6 * rng.uniform()];
      [time[row], event[row]] = [Math.min(end, seen), end < seen ? 1 : 0];
    }
    const edges = Float64Array.of(0, 1, 2, 3, 4);
    const lossAt = (hazard: number): number =>
      windowLoss(new Float64Array(4 * time.length).fill(hazard), { time, event }, edges);
    const right = 1 - exp(-0.3);
    expect(lossAt(right)).toBeLessThan(lossAt(right + 0.02));
    expect(lossAt(right)).toBeLessThan(lossAt(right - 0.02));
  });
});

describe('a race of survival models', () => {
  it('prefers Cox where hazards are proportional, and judges all as curves over the same windows', async () => {
    const data = madeUp('proportional');
    const { model, race, edges, unseen } = await autoSurvival(data, { windows: 6 });
    expect(race.winner).toContain('cox');
    expect(model.kind).toBe('cox');
    expect(race).toMatchObject({ windows: 6, causes: 1, folds: { kind: 'stratified', count: 5 } });
    expect(race.candidates.map(({ family }) => family)).toContain('survival-forest');
    expect([...unseen.rows].sort((a, b) => a - b)).toEqual([...data.target.time.keys()]);
    const again = loadModel(JSON.parse(JSON.stringify(model.save())));
    expect(hasCurves(again)).toBe(true);
    const curves = windowed(again, edges).predict(data.frame);
    for (let w = 1; w < 6; w++) expect(curves[w * ROWS]).toBeGreaterThanOrEqual(curves[(w - 1) * ROWS] ?? 1);
    const label = Float64Array.from(data.target.cause);
    const profile = profileData({ frame: data.frame, label });
    const rows = { ...data, name: 'months', judgedOn: 'its own rows', edges, race, profile };
    const report = survivalReport(model, rows);
    expect(report.metrics['cindexIpcw']).toBeGreaterThan(0.6);
    const page = reportHtml(report);
    expect(page).toContain('<section id="race">');
    expect(page).not.toMatch(/NaN|Infinity|undefined/);
    const judged = report.metrics;
    const card = survivalCard({ model, time: 'months', event: 'default', race, profile, judged, judgedOn: 'them' });
    expect(card).toContain('## Limits');
  });

  it('takes boosting where risk is not a sum, within its time, forward with dates', async () => {
    const data = madeUp('crossed');
    const clock = manualClock(0);
    const time = { budget: 5, clock: { now: () => (clock.advance(1_000), clock.now()) } };
    const dates = Float64Array.from({ length: ROWS }, (_, row) => row);
    const { race } = await autoSurvival(data, { windows: 4, dates, time });
    expect(race.winner).toContain('gbst');
    expect(race.folds.kind).toBe('forward');
    expect(race.candidates.some(({ note }) => note.includes('time'))).toBe(true);
  });

  it('is what `auto` does with a survival target, and asks for events', async () => {
    const { frame, target } = madeUp('proportional', 4);
    const few = { ...target, cause: target.cause.map((cause, row) => (row < 60 ? cause : 0)).fill(0, 12) };
    await expect(auto().fit(frame, few)).rejects.toMatchObject({ code: 'LEARN_AUTO_ROWS' });
  });
});
