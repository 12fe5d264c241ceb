import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createRng, exp } from '#base';
import {
  crossValidateTarget,
  foldsFromFrame,
  gbdt,
  gbst,
  takeTarget,
  type SurvivalTarget,
  type TargetValidation,
} from '#learn';
import { column, createFrame, drop, float64Column, readTable, take, type Frame } from '#table';
import type { ProofPart, ProofRow } from '../row.ts';

const WINDOWS = 23;
const WINDOW_DAYS = 225;
const BARS = { cindex: 0.8004, nll: 1.2022, brier: 0.0944, cost: 6, error: 0.01, slope: [0.9, 1.1] } as const;

/** Survival boosting: flchain on the stored folds, cost against one output, and curves against a simulated truth. */
export const gbstProof: ProofPart = {
  name: 'gbst',
  run: async ({ data, seed, note }) => [...(await onFlchain(data, seed, note)), ...(await onTruth(seed, note))],
};

async function onFlchain(
  data: string | undefined,
  seed: number,
  note: (line: string) => void,
): Promise<readonly ProofRow[]> {
  const file = data === undefined ? '' : join(data, 'survival/flchain.csv.gz');
  if (!existsSync(file)) {
    return [{ metric: 'gbst: flchain', value: 'the reference data folder is absent', target: '-', pass: undefined }];
  }
  note('cross-validating flchain');
  const table = await readTable(file);
  const folds = foldsFromFrame(await readTable(join(data ?? '', 'survival/folds/flchain.csv.gz')), table.rows);
  const numbers = (name: string): Float64Array => Float64Array.from(column(table, name).values);
  const target: SurvivalTarget = {
    kind: 'survival',
    entry: new Float64Array(table.rows),
    time: numbers('time'),
    cause: Int32Array.from(numbers('event')),
  };
  const frame = drop(table, ['time', 'event', ...table.names.filter((name) => name.startsWith('x_'))]);
  const estimator = gbst({ windows: WINDOWS, windowLength: WINDOW_DAYS });
  const result = await crossValidateTarget(estimator, { frame, target, folds }, { seed });
  const { cindex = NaN, nll = NaN, brier = NaN } = result.mean;
  const row = (name: string, value: number, limit: { text: string; pass: boolean }): ProofRow => ({
    metric: `gbst: ${name} on flchain, ${WINDOWS} windows, stored folds`,
    value: value.toFixed(4),
    target: limit.text,
    pass: limit.pass,
  });
  const slope = calibrationSlope(target, result);
  return [
    row('C', cindex, { text: `>= ${BARS.cindex}`, pass: cindex >= BARS.cindex }),
    row('negative log-likelihood', nll, { text: `<= ${BARS.nll}`, pass: nll <= BARS.nll }),
    row('mean Brier', brier, { text: `<= ${BARS.brier}`, pass: brier <= BARS.brier }),
    row('calibration slope', slope, {
      text: BARS.slope.join(' to '),
      pass: slope >= BARS.slope[0] && slope <= BARS.slope[1],
    }),
    await cost(frame, target, seed),
  ];
}

/** Slope of what happened on what was said, over tenths of PD at the horizon, by Kaplan-Meier within each tenth. */
function calibrationSlope({ time, cause }: SurvivalTarget, { scores }: TargetValidation): number {
  // The first output is the first window: too rare. Rows are ranked by it all the same, and judged on the same window.
  const order = [...scores.keys()].sort((a, b) => (scores[a] as number) - (scores[b] as number));
  const [said, seen]: [number[], number[]] = [[], []];
  for (let k = 0; k < 10; k++) {
    const part = order.slice(Math.floor((k * order.length) / 10), Math.floor(((k + 1) * order.length) / 10));
    const atRisk = part.filter((row) => (time[row] as number) >= WINDOW_DAYS || cause[row] === 1);
    said.push(part.reduce((sum, row) => sum + (scores[row] as number), 0) / part.length);
    seen.push(atRisk.filter((row) => cause[row] === 1 && (time[row] as number) < WINDOW_DAYS).length / atRisk.length);
  }
  const [ms, mo] = [mean(said), mean(seen)];
  const [over, under] = [0, 1].map((squared) =>
    said.reduce(
      (sum, s, i) => sum + (s - ms) * ((squared === 1 ? s : (seen[i] as number)) - (squared === 1 ? ms : mo)),
      0,
    ),
  ) as [number, number];
  return over / under;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Processor time of 23 windows against that of one output, same trees and rows. */
async function cost(frame: Frame, target: SurvivalTarget, seed: number): Promise<ProofRow> {
  const label = Float64Array.from(target.cause, (cause) => Math.min(cause, 1));
  const settings = { trees: 100, maxDepth: 4 };
  const timed = async (fit: () => Promise<unknown>): Promise<number> => {
    await fit();
    const start = process.cpuUsage();
    await fit();
    return process.cpuUsage(start).user / 1e6;
  };
  const one = await timed(() => gbdt(settings).fit(frame, { kind: 'binary', label }, { seed }));
  const all = await timed(() =>
    gbst({ windows: WINDOWS, windowLength: WINDOW_DAYS, ...settings }).fit(frame, target, { seed }),
  );
  return {
    metric: `gbst: processor time of ${WINDOWS} windows / one output`,
    value: `${(all / one).toFixed(1)} (${all.toFixed(2)} s / ${one.toFixed(2)} s)`,
    target: `<= ${BARS.cost}`,
    pass: all / one <= BARS.cost,
  };
}

const TRUTH_ROWS = 100_000;
const TRUTH_WINDOWS = 24;

/** Default and prepayment with known monthly chances, late entry and censoring. */
async function onTruth(seed: number, note: (line: string) => void): Promise<readonly ProofRow[]> {
  note('learning simulated curves');
  const { frame, target, truth } = simulate(seed);
  const half = Int32Array.from({ length: TRUTH_ROWS / 2 }, (_, i) => i);
  const rest = half.map((row) => row + TRUTH_ROWS / 2);
  const model = await gbst({
    windows: TRUTH_WINDOWS,
    windowLength: 1,
    trees: 300,
    learningRate: 0.05,
    maxDepth: 2,
  }).fit(take(frame, half), takeTarget(target, half), { seed });
  const curves = model.predict(take(frame, rest));
  return ['default', 'prepayment'].map((name, cause): ProofRow => {
    let error = 0;
    for (let j = 0; j < TRUTH_WINDOWS; j++) {
      for (let i = 0; i < rest.length; i++) {
        const at = cause * TRUTH_WINDOWS + j;
        error += Math.abs((curves[at * rest.length + i] as number) - truth(rest[i] as number, cause, j));
      }
    }
    error /= TRUTH_WINDOWS * rest.length;
    return {
      metric: `gbst: mean absolute error of PD(t), ${name}, competing causes, late entry and censoring`,
      value: error.toFixed(4),
      target: `<= ${BARS.error}`,
      pass: error <= BARS.error,
    };
  });
}

/** Monthly chances of default and prepayment that depend on two features and on the month. */
function simulate(seed: number) {
  const rng = createRng(seed).fork('gbst');
  const [x, z] = [new Float64Array(TRUTH_ROWS), new Float64Array(TRUTH_ROWS)];
  const target = {
    kind: 'survival' as const,
    entry: new Float64Array(TRUTH_ROWS),
    time: new Float64Array(TRUTH_ROWS),
    cause: new Int32Array(TRUTH_ROWS),
  };
  const chances = (row: number, j: number): readonly [number, number] => {
    const hump = 0.4 + exp(-((j - 8) ** 2) / 40);
    return [
      Math.min(0.4, 0.012 * hump * exp(1.2 * (x[row] as number))),
      Math.min(0.4, 0.02 * exp(0.8 * (z[row] as number))),
    ];
  };
  for (let row = 0; row < TRUTH_ROWS; row++) {
    x[row] = rng.normal();
    z[row] = rng.normal();
    const entry = rng.chance(0.3) ? rng.below(6) : 0;
    const end = rng.chance(0.5) ? entry + 1 + rng.below(TRUTH_WINDOWS) : 1000;
    let [month, cause] = [entry, 0];
    for (; month < Math.min(end, TRUTH_WINDOWS) && cause === 0; month++) {
      const [first, second] = chances(row, month);
      const draw = rng.uniform();
      cause = draw < first ? 1 : draw < first + second ? 2 : 0;
    }
    target.entry[row] = entry;
    target.time[row] = cause > 0 ? month - 0.5 : Math.min(end, TRUTH_WINDOWS);
    target.cause[row] = cause;
  }
  const truth = (row: number, cause: number, last: number): number => {
    let [survival, incidence] = [1, 0];
    for (let j = 0; j <= last; j++) {
      const both = chances(row, j);
      incidence += survival * (both[cause] as number);
      survival *= 1 - both[0] - both[1];
    }
    return incidence;
  };
  const frame = createFrame({ x: float64Column(x), z: float64Column(z) });
  return { frame, target, truth };
}
