import { loadavg } from 'node:os';
import { createRng, systemClock } from '#base';
import { drawFinance, type Finance } from '../../graph/finbench/finance.ts';
import { drawAsked, reads } from '../../graph/finbench/reads.ts';
import { writeChecked } from '../../graph/finbench/writes.ts';
import type { ProofPart, ProofRow } from '../row.ts';

/** Scale factor 10 has some 52 M edges. */
const [SCALE, QUICK] = [10, 0.2];
const [TIMES, LIMIT, WRITES] = [200, 100, 200_000];

/** The transaction workload of LDBC FinBench on a graph drawn in its mix: twelve complex reads, and inserts with checks inside. */
export const finbenchProof: ProofPart = {
  name: 'finbench',
  async run({ quick, seed, note }) {
    const scale = quick === true ? QUICK : SCALE;
    const started = systemClock.now();
    const bank = drawFinance(createRng(seed).fork('finbench'), scale);
    note(`${bank.edges} edges drawn and loaded in ${((systemClock.now() - started) / 1000).toFixed(1)} s`);
    const rows = [...readRows(bank, seed, note), writeRow(bank, seed)];
    const memory = process.memoryUsage.rss() / 1e9;
    const bytes = bank.store.bytes / bank.edges;
    return [
      ...rows,
      row('memory of the process', `${memory.toFixed(1)} GB (${bytes.toFixed(1)} B an edge)`, ['< 8 GB', memory < 8]),
    ].map((told) => ({ ...told, metric: `FinBench, ${(bank.edges / 1e6).toFixed(1)} M edges: ${told.metric}` }));
  },
};

function readRows(bank: Finance, seed: number, note: (line: string) => void): ProofRow[] {
  const all: Timed[] = [];
  let slowest = { read: 0, ms: 0 };
  for (const [i, read] of reads.entries()) {
    const rng = createRng(seed).fork(`read ${i + 1}`);
    const times = Array.from({ length: TIMES }, () => {
      const asked = drawAsked(bank, read, { rng, limit: LIMIT });
      return timed(() => read.answer(bank, asked));
    });
    // The first ones are compiled.
    const warm = times.slice(TIMES / 10);
    all.push(...warm);
    if (p99(warm, 'cpu') > slowest.ms) slowest = { read: i + 1, ms: p99(warm, 'cpu') };
    note(
      `complex read ${i + 1}: p99 ${p99(warm, 'cpu').toFixed(2)} ms, ${p99(warm, 'wall').toFixed(2)} ms by the clock`,
    );
  }
  const [cpu, wall] = [p99(all, 'cpu'), p99(all, 'wall')];
  const value = `${cpu.toFixed(1)} ms (${wall.toFixed(1)} by the clock, load ${loadavg()[0]?.toFixed(1)}; read ${slowest.read} alone ${slowest.ms.toFixed(0)})`;
  return [row('12 complex reads, p99', value, ['< 20 ms', cpu < 20])];
}

function writeRow(bank: Finance, seed: number): ProofRow {
  const rng = createRng(seed).fork('writes');
  writeChecked(bank, rng, { writes: 2000, begins: bank.ends });
  let told = { inserted: 0, refused: 0, blocked: 0 };
  const { cpu, wall } = timed(() => {
    told = writeChecked(bank, rng, { writes: WRITES, begins: bank.ends + 60 });
  });
  const rate = (1000 * told.inserted) / cpu;
  const clock = Math.round((1000 * told.inserted) / wall).toLocaleString('en');
  const value = `${Math.round(rate).toLocaleString('en')}/s (${clock} by the clock; ${told.refused} refused, ${told.blocked} blocked)`;
  return row('inserts with the check inside', value, ['>= 20,000/s', rate >= 20_000]);
}

interface Timed {
  readonly cpu: number;
  readonly wall: number;
}

/** Milliseconds of processor and clock; on a busy machine the clock tells of others. */
function timed(work: () => unknown): Timed {
  const before = process.cpuUsage();
  const started = process.hrtime.bigint();
  work();
  const wall = Number(process.hrtime.bigint() - started) / 1e6;
  const { user, system } = process.cpuUsage(before);
  return { cpu: Math.min((user + system) / 1000, wall), wall };
}

function p99(times: readonly Timed[], of: keyof Timed): number {
  const sorted = times.map((time) => time[of]).sort((a, b) => a - b);
  return sorted[Math.floor(0.99 * sorted.length)] ?? NaN;
}

function row(metric: string, value: string, [target, pass]: readonly [string, boolean]): ProofRow {
  return { metric, value, target, pass };
}
