import { cpus } from 'node:os';
import type { Command } from 'commander';
import { createRng, sigmoid, systemClock } from '#base';
import { gbdt } from '#learn';
import { createFrame, float64Column, type Frame } from '#table';
import { runs } from '../../command.ts';
import { wholeNumber } from './input.ts';
import { servingSpeed, type ServingSpeed } from './serving-speed.ts';

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

interface Measured extends ServingSpeed {
  readonly rows: number;
  readonly features: number;
  readonly trees: number;
  readonly threads: number;
  readonly cores: number;
  readonly trainSeconds: number;
  /** Processor seconds of all threads. */
  readonly trainCpuSeconds: number;
  readonly peakMemoryMb: number;
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

function describe(m: Measured): string {
  return [
    `${m.rows} rows x ${m.features} features, ${m.trees} trees, ${m.threads} of ${m.cores} threads`,
    `training   ${m.trainSeconds.toFixed(2)} s (${m.trainCpuSeconds.toFixed(2)} s of processor time), ${m.peakMemoryMb.toFixed(0)} MB`,
    `one row    ${m.rowMicroseconds.toFixed(2)} microseconds`,
    `a batch    ${Math.round(m.batchRowsPerSecond)} rows/s`,
    `explaining ${m.explainMilliseconds.toFixed(3)} ms a row`,
  ].join('\n');
}
