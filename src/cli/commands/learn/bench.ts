import { cpus } from 'node:os';
import type { Command } from 'commander';
import { createRng, sigmoid, systemClock } from '#base';
import { gbdt, type Model } from '#learn';
import { createFrame, float64Column, type Frame } from '#table';
import { runs } from '../../command.ts';
import { wholeNumber } from './input.ts';

interface BenchOptions {
  readonly rows: string;
  readonly features: string;
  readonly trees: string;
  readonly depth: string;
  readonly leaves?: string;
  readonly threads: string;
  readonly seed: string;
}

/** Adds `learn bench`. */
export function addBench(group: Command): void {
  const command = group
    .command('bench')
    .description('how fast this machine trains, scores and explains, on made-up rows')
    .option('--rows <count>', 'rows', '100000')
    .option('--features <count>', 'features', '30')
    .option('--trees <count>', 'trees', '100')
    .option('--depth <count>', 'depth of the trees', '6')
    .option('--leaves <count>', 'grow leaf by leaf to so many leaves instead')
    .option('--threads <count>', 'threads', '1')
    .option('--seed <number>', 'seed of the rows', '42');
  runs<BenchOptions>(command, async (options, output) => output.result(await measure(options), describe));
}

interface Measured {
  readonly rows: number;
  readonly features: number;
  readonly trees: number;
  readonly threads: number;
  readonly cores: number;
  readonly trainSeconds: number;
  /** Processor seconds of all threads. */
  readonly trainCpuSeconds: number;
  readonly peakMemoryMb: number;
  readonly rowMicroseconds: number;
  readonly batchRowsPerSecond: number;
  readonly explainMilliseconds: number;
}

async function measure(options: BenchOptions): Promise<Measured> {
  const [rows, features, trees] = [
    wholeNumber('rows', options.rows),
    wholeNumber('features', options.features),
    wholeNumber('trees', options.trees),
  ];
  const threads = wholeNumber('threads', options.threads);
  const { frame, label } = madeUp(rows, features, wholeNumber('seed', options.seed));
  const shape =
    options.leaves === undefined
      ? { maxDepth: wholeNumber('depth', options.depth) }
      : { growth: 'leaf' as const, maxLeaves: wholeNumber('leaves', options.leaves), maxDepth: 64 };
  const settings = { trees, learningRate: 0.1, rowSample: 1, featureSample: 1, minChildWeight: 1, ...shape };
  const cpu = process.cpuUsage();
  const start = systemClock.now();
  const model = await gbdt(settings).fit(frame, { kind: 'binary', label }, { threads });
  const trainSeconds = (systemClock.now() - start) / 1000;
  const used = process.cpuUsage(cpu);
  const peakMemoryMb = process.resourceUsage().maxRSS / 1024;
  return {
    rows,
    features,
    trees,
    threads,
    cores: cpus().length,
    trainSeconds,
    trainCpuSeconds: (used.user + used.system) / 1e6,
    peakMemoryMb,
    ...servingSpeed(model, frame),
  };
}

function madeUp(rows: number, features: number, seed: number): { frame: Frame; label: Float64Array } {
  const rng = createRng(seed);
  const columns = Array.from({ length: features }, () => new Float64Array(rows).map(() => rng.uniform()));
  const at = (f: number, row: number): number => columns[f]?.[row] ?? 0.5;
  const label = new Float64Array(rows).map((_, row) => {
    const margin = 4 * (at(0, row) - 0.5) + 6 * (at(1, row) - 0.5) * (at(2, row) - 0.5) + (at(3, row) > 0.7 ? 2 : 0);
    return rng.chance(sigmoid(margin)) ? 1 : 0;
  });
  return { frame: createFrame(columns.map((values, f) => [`x${f}`, float64Column(values)] as const)), label };
}

/** Calls that are timed together. */
const ROW_CALLS = 50_000;
const EXPLAIN_CALLS = 200;

function servingSpeed(
  model: Model,
  frame: Frame,
): Pick<Measured, 'rowMicroseconds' | 'batchRowsPerSecond' | 'explainMilliseconds'> {
  const row = new Float64Array(model.features.length).fill(0.4);
  const out = new Float64Array(row.length);
  const timed = (calls: number, work: (i: number) => void): number => {
    for (let i = 0; i < calls / 10; i++) work(i);
    const start = systemClock.now();
    for (let i = 0; i < calls; i++) work(i);
    return (systemClock.now() - start) / calls;
  };
  const varied = (i: number): Float64Array => {
    row[i % row.length] = (i % 97) / 97;
    return row;
  };
  const rowMs = timed(ROW_CALLS, (i) => void model.score(varied(i)));
  const explainMilliseconds = timed(EXPLAIN_CALLS, (i) => void model.explainRow(varied(i), out));
  const batchMs = timed(1, () => void model.predict(frame));
  return {
    rowMicroseconds: rowMs * 1000,
    batchRowsPerSecond: (1000 * frame.rows) / batchMs,
    explainMilliseconds,
  };
}

function describe(m: Measured): string {
  return [
    `${m.rows} rows x ${m.features} features, ${m.trees} trees, ${m.threads} of ${m.cores} threads`,
    `training   ${m.trainSeconds.toFixed(2)} s (${m.trainCpuSeconds.toFixed(2)} s of processor time), ${m.peakMemoryMb.toFixed(0)} MB`,
    `one row    ${m.rowMicroseconds.toFixed(2)} microseconds`,
    `a batch    ${Math.round(m.batchRowsPerSecond)} rows/s`,
    `explaining ${m.explainMilliseconds.toFixed(3)} ms a row`,
  ].join('\n');
}
