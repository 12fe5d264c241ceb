import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { ProofPart, ProofRow } from '../row.ts';
import { askPython } from './python-peer.ts';

const ROOT = join(import.meta.dirname, '../../..');

interface Size {
  readonly rows: number;
  readonly features: number;
  /** 0 = depth 6. */
  readonly leaves: number;
}

const SIZES: readonly Size[] = [
  { rows: 500_000, features: 30, leaves: 0 },
  { rows: 500_000, features: 30, leaves: 255 },
  { rows: 1_000_000, features: 100, leaves: 0 },
  { rows: 1_000_000, features: 100, leaves: 255 },
];

const TREES = 100;
const [REQUIRED, SPEED_UP] = [1.5, 1.7] as const;

interface Bench {
  readonly trainSeconds: number;
  readonly trainCpuSeconds: number;
  readonly rowMicroseconds: number;
  readonly batchRowsPerSecond: number;
  readonly explainMilliseconds: number;
}

/** `tally learn bench` in a process of its own. */
function bench(words: readonly string[]): Bench {
  const output = execFileSync(process.execPath, ['bin/tally.mjs', 'learn', 'bench', '--json', ...words], {
    cwd: ROOT,
    maxBuffer: 1 << 24,
  });
  return JSON.parse(output.toString()) as Bench;
}

/** Processor time of training against XGBoost and LightGBM with the same parameters, and what a second thread brings. */
export const trainingSpeed: ProofPart = {
  name: 'training-speed',
  async run({ note, quick }) {
    const rows: ProofRow[] = [];
    for (const size of quick === true ? SIZES.slice(0, 1) : SIZES) {
      rows.push(...compare(size, note));
      await Promise.resolve();
    }
    return rows;
  },
};

function compare({ rows, features, leaves }: Size, note: (line: string) => void): ProofRow[] {
  const shape = leaves === 0 ? 'depth 6' : `${leaves} leaves`;
  const what = `${rows / 1000}k x ${features}, ${TREES} trees, ${shape}`;
  note(what);
  const words = ['--rows', String(rows), '--features', String(features), '--trees', String(TREES)];
  const grown = leaves === 0 ? [] : ['--leaves', String(leaves)];
  const one = bench([...words, ...grown, '--threads', '1']);
  const two = bench([...words, ...grown, '--threads', '2']);
  const peers = ['xgboost', 'lightgbm'].map((peer): ProofRow => {
    const answer = askPython('boosting', 'boosting_peer.py', { peer, rows, features, trees: TREES, leaves });
    const seconds = (answer as { seconds: number } | undefined)?.seconds;
    const metric = `training ${what}: processor time / ${peer}`;
    if (seconds === undefined)
      return { metric, value: 'skipped: tools/peers.sh boosting', target: '-', pass: undefined };
    const ratio = one.trainCpuSeconds / seconds;
    return {
      metric,
      value: `${ratio.toFixed(2)} (${one.trainCpuSeconds.toFixed(1)} s / ${seconds.toFixed(1)} s)`,
      target: `<= ${REQUIRED} (<= 1 wanted)`,
      pass: ratio <= REQUIRED,
    };
  });
  const gain = one.trainSeconds / two.trainSeconds;
  return [
    ...peers,
    {
      metric: `training ${what}: 2 threads against 1`,
      value: `${gain.toFixed(2)} x (${one.trainSeconds.toFixed(1)} s, ${two.trainSeconds.toFixed(1)} s)`,
      target: `>= ${SPEED_UP} x`,
      pass: gain >= SPEED_UP,
    },
  ];
}
