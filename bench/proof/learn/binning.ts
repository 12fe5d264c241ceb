import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createRng, systemClock } from '#base';
import { binningTable, optimalBinning, splitTarget, type BinningSettings } from '#learn';
import { column, isValid, readTable } from '#table';
import type { ProofPart, ProofRow } from '../row.ts';
import { askPython } from './python-peer.ts';

/** A problem for both sides. */
interface Problem {
  readonly values: Float64Array;
  readonly label: Float64Array;
  readonly settings: Partial<BinningSettings>;
  readonly repeats?: number;
}

interface Answer {
  readonly splits: readonly number[];
  readonly iv: number;
  readonly js: number;
  readonly gini: number;
  readonly seconds: number;
}

interface Answers {
  readonly radius: { readonly values: number[]; readonly label: number[] };
  readonly answers: readonly Answer[];
}

/** What optbinning publishes for "mean radius" of the breast cancer data. */
const PUBLISHED = {
  splits: [11.42500019, 12.32999992, 13.09499979, 13.70499992, 15.04500008, 16.92500019],
  iv: 5.04392547,
  gini: 0.8754162,
  js: 0.39378376,
};

const ROWS = 307_511;
const ABSENT = 'the peer is absent (tools/peers.sh optbinning installs it)';

/** Optimal binning against optbinning in the same run: published vectors, many real columns, speed. */
export const binningProof: ProofPart = {
  name: 'binning',
  run: async ({ seed, data, note }) => {
    note('optimal binning against optbinning');
    const problems = await creditProblems(data);
    const large = largeProblem(seed);
    const asked = { problems: [...problems, large].map(plain) };
    const peer = askPython('optbinning', 'binning_peer.py', asked) as Answers | undefined;
    return [publishedRow(peer), columnsRow(problems, peer), speedRow(large, peer?.answers.at(-1))];
  },
};

function publishedRow(peer: Answers | undefined): ProofRow {
  const metric = 'breast cancer "mean radius": largest difference from the published cuts, IV, Gini and JS';
  const target = '<= 1e-6';
  if (peer === undefined) return { metric, value: ABSENT, target, pass: undefined };
  const values = Float64Array.from(peer.radius.values);
  const binning = optimalBinning({ feature: 'mean radius', values, label: Float64Array.from(peer.radius.label) });
  const { iv, gini, js } = binningTable(binning);
  const gaps = [
    ...PUBLISHED.splits.map((split, k) => Math.abs(split - (binning.splits[k] ?? NaN))),
    ...[iv - PUBLISHED.iv, gini - PUBLISHED.gini, js - PUBLISHED.js].map(Math.abs),
  ];
  const worst = Math.max(...gaps);
  const value = `${worst.toExponential(1)} (IV ${iv.toFixed(8)}, Gini ${gini.toFixed(8)}, JS ${js.toFixed(8)})`;
  return { metric, value, target, pass: worst <= 1e-6 && binning.splits.length === PUBLISHED.splits.length };
}

function columnsRow(problems: readonly Problem[], peer: Answers | undefined): ProofRow {
  const metric = 'credit columns x constraints: information value equal to optbinning, higher, lower';
  const target = 'none lower';
  if (peer === undefined) return { metric, value: ABSENT, target, pass: undefined };
  if (problems.length === 0) {
    return { metric, value: 'the reference data folder is absent (set TALLY_DATA)', target, pass: undefined };
  }
  const gaps = problems.map((problem, k) => bestIv(problem) - (peer.answers[k]?.iv ?? NaN));
  const lower = gaps.filter((gap) => !(gap > -1e-6)).length;
  const higher = gaps.filter((gap) => gap >= 1e-6).length;
  const value = `${gaps.length - lower - higher} equal to 1e-6, ${higher} higher, ${lower} lower, of ${gaps.length}`;
  return { metric, value, target, pass: lower === 0 };
}

function bestIv({ values, label, settings }: Problem): number {
  return binningTable(optimalBinning({ feature: 'x', values, label }, settings)).iv;
}

function speedRow(problem: Problem, peer: Answer | undefined): ProofRow {
  const times = Array.from({ length: 15 }, () => {
    const start = systemClock.now();
    bestIv(problem);
    return systemClock.now() - start;
  });
  const [first] = times;
  const median = [...times].sort((a, b) => a - b)[7] as number;
  const gap = peer === undefined ? '' : `, IV higher by ${(bestIv(problem) - peer.iv).toExponential(1)}`;
  const theirs = peer === undefined ? ABSENT : `optbinning ${(1000 * peer.seconds).toFixed(0)} ms${gap}`;
  return {
    metric: `${ROWS} rows x 1 variable, 20 pre-bins, trend auto: median of 15`,
    value: `${median.toFixed(0)} ms (first ${first?.toFixed(0)} ms); ${theirs}`,
    target: '< 50 ms',
    pass: median < 50,
  };
}

/** A skewed amount with cents, as an application has, and an event rate that falls with it. */
function largeProblem(seed: number): Problem {
  const rng = createRng(seed).fork('binning');
  const values = new Float64Array(ROWS).map(() => Math.round(rng.uniform() ** 3 * 4e8) / 100);
  const label = values.map((value) => (rng.chance(0.04 + 0.08 / (1 + value / 5e5)) ? 1 : 0));
  return { values, label, settings: {}, repeats: 3 };
}

const SETS = [
  {
    file: 'taiwan',
    target: 'default.payment.next.month',
    columns: ['LIMIT_BAL', 'AGE', 'PAY_0', 'BILL_AMT1', 'PAY_AMT1'],
  },
  {
    file: 'gmsc',
    target: 'SeriousDlqin2yrs',
    columns: ['RevolvingUtilizationOfUnsecuredLines', 'age', 'MonthlyIncome'],
  },
  { file: 'german', target: 'bad', columns: ['duration', 'amount', 'age'] },
] as const;

const CONSTRAINTS: readonly Partial<BinningSettings>[] = [
  ...(['auto', 'none', 'ascending', 'descending', 'peak', 'valley'] as const).map((trend) => ({ trend })),
  { trend: 'descending', maxBins: 4 },
  { trend: 'none', minSize: 0.1, maxPValue: 0.05 },
  { trend: 'none', minRateDifference: 0.02 },
  { trend: 'none', objective: 'js' },
];

async function creditProblems(data: string | undefined): Promise<Problem[]> {
  const folder = join(data ?? '', 'credit');
  if (data === undefined || !existsSync(folder)) return [];
  const problems: Problem[] = [];
  for (const { file, target, columns } of SETS) {
    const table = await readTable(join(folder, `${file}.csv.gz`));
    const { label } = splitTarget(table, target);
    for (const name of columns) {
      const source = column(table, name);
      const values = Float64Array.from(source.values, (value, row) => (isValid(source, row) ? value : NaN));
      problems.push(...CONSTRAINTS.map((settings) => ({ values, label, settings })));
    }
  }
  return problems;
}

/** The problem in the words of the peer. */
function plain({ values, label, settings, repeats }: Problem): object {
  const { trend = 'auto', maxBins, minSize, maxPValue, minRateDifference, objective } = settings;
  const options = {
    monotonic_trend: trend === 'none' ? null : trend,
    ...(maxBins === undefined ? {} : { max_n_bins: maxBins }),
    ...(minSize === undefined ? {} : { min_bin_size: minSize }),
    ...(maxPValue === undefined ? {} : { max_pvalue: maxPValue }),
    ...(minRateDifference === undefined ? {} : { min_event_rate_diff: minRateDifference }),
    ...(objective === undefined ? {} : { divergence: objective }),
  };
  return { values: [...values], label: [...label], options, repeats: repeats ?? 1 };
}
