import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProofPart, ProofRow } from '../row.ts';
import { askPython } from './python-peer.ts';

const ROOT = join(import.meta.dirname, '../../..');
const SIZES = [
  { rows: 500_000, features: 30 },
  { rows: 1_000_000, features: 100 },
] as const;
const TREES = 100;
const REQUIRED = 1.5;

/** Megabytes above those before loading: after loading, and at the peak. */
interface Memory {
  readonly loaded: number;
  readonly peak: number;
}

/** Peak memory of a fresh process that loads a Parquet file and trains on it, against LightGBM on the same file. */
export const memoryProof: ProofPart = {
  name: 'memory',
  async run({ quick, note }) {
    const rows: ProofRow[] = [];
    for (const size of quick === true ? SIZES.slice(0, 1) : SIZES) rows.push(compare(size, note));
    return await Promise.resolve(rows);
  },
};

function compare({ rows, features }: (typeof SIZES)[number], note: (line: string) => void): ProofRow {
  const metric = `peak memory, ${rows / 1000}k x ${features} from Parquet, ${TREES} trees of depth 6: ours / LightGBM's`;
  const target = `<= ${REQUIRED}`;
  const skipped = (value: string): ProofRow => ({ metric, value, target, pass: undefined });
  if (!existsSync('/proc/self/status')) return skipped('skipped: peaks are read from /proc, which Linux has');
  const folder = mkdtempSync(join(tmpdir(), 'tally-memory-'));
  try {
    const file = join(folder, 'rows.parquet');
    note(`${rows / 1000}k x ${features}`);
    if (askPython('boosting', 'memory_peer.py', { write: file, rows, features }) === undefined) {
      return skipped('skipped: tools/peers.sh boosting');
    }
    const peer = askPython('boosting', 'memory_peer.py', { file, trees: TREES }) as Memory;
    const words = [join(import.meta.dirname, 'memory-child.mjs'), file, String(TREES)];
    const own = JSON.parse(execFileSync(process.execPath, words, { cwd: ROOT }).toString()) as Memory;
    const ratio = own.peak / peer.peak;
    const value = `${ratio.toFixed(2)} (${megabytes(own)} / ${megabytes(peer)})`;
    return { metric, value, target, pass: ratio <= REQUIRED };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function megabytes({ peak, loaded }: Memory): string {
  return `${peak.toFixed(0)} MB, ${loaded.toFixed(0)} while loading`;
}
