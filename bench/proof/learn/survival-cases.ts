import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createRng, exp, type Rng } from '#base';
import { foldsFromFrame, type SurvivalOutcomes } from '#learn';
import { drop, readTable, type Frame } from '#table';

/** One question about metrics: outcomes to learn censoring from, outcomes to judge, and predictions for them. */
export interface MetricCase {
  readonly name: string;
  readonly train: SurvivalOutcomes;
  readonly test: SurvivalOutcomes;
  readonly risk: Float64Array;
  readonly times: Float64Array;
  /** Times x rows. */
  readonly riskByTime: Float64Array;
  readonly survival: Float64Array;
  /** When each row judged came under observation, for curves with left truncation. */
  readonly entry: Float64Array;
}

/** A survival set with its features and stored folds. */
export interface SurvivalSet {
  readonly name: string;
  readonly frame: Frame;
  readonly outcomes: SurvivalOutcomes;
  readonly fold: Int32Array;
}

/** Reads a set of the reference data, or undefined when it is absent. */
export async function readSet(data: string | undefined, name: string): Promise<SurvivalSet | undefined> {
  const file = join(data ?? '', 'survival', `${name}.csv.gz`);
  if (data === undefined || !existsSync(file)) return undefined;
  const table = await readTable(file);
  const number = (column: string): Float64Array =>
    Float64Array.from(table.columns[table.names.indexOf(column)]?.values ?? []);
  const folds = foldsFromFrame(await readTable(join(data, 'survival/folds', `${name}.csv.gz`)), table.rows);
  const outside = table.names.filter((column) => column === 'time' || column === 'event' || column.startsWith('x_'));
  return {
    name,
    frame: drop(table, outside),
    outcomes: { time: number('time'), event: Uint8Array.from(number('event')) },
    fold: folds.of,
  };
}

/** A case from outcomes: risks that know a little, rounded so that ties abound, and curves that belong to them. */
export function metricCase(name: string, all: SurvivalOutcomes, rng: Rng): MetricCase | undefined {
  const rows = [...all.time.keys()];
  const isTest = rows.map(() => rng.chance(0.4));
  const train = pick(
    all,
    rows.filter((row) => isTest[row] !== true),
  );
  const last = Math.max(...train.time);
  const test = pick(
    all,
    rows.filter((row) => isTest[row] === true && isBetween(all.time[row] as number, 0, last)),
  );
  const seen = [...test.time].filter((_, row) => test.event[row] === 1).sort((a, b) => a - b);
  const end = Math.max(...test.time);
  const asked = new Set([0.1, 0.3, 0.5, 0.7, 0.9].map((q) => seen[Math.floor(q * seen.length)] ?? 0));
  const times = Float64Array.from([...asked].filter((time) => time < end));
  if (seen.length < 3 || train.event.every((e) => e === 0) || times.length < 2) return undefined;
  const risk = test.time.map((time) => Math.round(8 * (rng.normal() - time / end)) / 8);
  const noise = times.map(() => rng.uniform());
  const flat = (of: (time: number, row: number, k: number) => number): Float64Array =>
    Float64Array.from([...times].flatMap((time, k) => [...risk.keys()].map((row) => of(time, row, k))));
  return {
    name,
    train,
    test,
    risk,
    times,
    entry: test.time.map((time) => time * 0.9 * Math.max(0, rng.uniform() - 0.5)),
    riskByTime: flat((_, row, k) => Math.round(4 * ((risk[row] as number) + (noise[k] as number) * (row % 3))) / 4),
    survival: flat((time, row) => exp((-time / end) * exp(risk[row] as number))),
  };
}

/** Made-up outcomes of few distinct times, so that events and censorings tie. */
export function tiedOutcomes(rng: Rng): SurvivalOutcomes {
  const rows = 20 + rng.below(80);
  const time = Float64Array.from({ length: rows }, () => 1 + rng.below(12));
  return { time, event: Uint8Array.from(time, () => (rng.chance(0.6) ? 1 : 0)) };
}

export function caseRng(seed: number): Rng {
  return createRng(seed).fork('survival-metrics');
}

function pick({ time, event }: SurvivalOutcomes, rows: readonly number[]): SurvivalOutcomes {
  return {
    time: Float64Array.from(rows, (row) => time[row] as number),
    event: Uint8Array.from(rows, (row) => event[row] as number),
  };
}

/** A row of time 0 cannot enter before it ends, and beyond the last time nothing is known about censoring. */
function isBetween(time: number, low: number, high: number): boolean {
  return time > low && time < high;
}
