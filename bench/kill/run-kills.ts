import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type Rng, createRng } from '#base';
import { type KillFindings, inspect, openRooms } from './load.ts';

export interface KillOptions {
  readonly kills: number;
  readonly seed: number;
  readonly note?: (line: string) => void;
}

export interface KillReport {
  readonly kills: number;
  /** Kills that hit the process while it was opening the store. */
  readonly duringStart: number;
  readonly acknowledged: number;
  /** After the last kill. */
  readonly found: KillFindings;
  /** Of all inspections. */
  readonly faults: readonly string[];
}

/**
 * Kills a writing process with SIGKILL at seeded moments, again and again on one data directory: after a number of
 * opening ticks (every fourth time) or of acknowledged units. Each next process inspects what the last one left.
 */
export async function runKills({ kills, seed, note = () => undefined }: KillOptions): Promise<KillReport> {
  const root = mkdtempSync(join(tmpdir(), 'tally-kill-'));
  const rng = createRng(seed).fork('kills');
  const acknowledged: number[] = [];
  const faults: string[] = [];
  let duringStart = 0;
  try {
    for (let kill = 0; kill < kills; kill++) {
      const plan = planOf(rng, kill);
      const run = await runOnce({ root, plan, acknowledged, first: kill * 1_000_000 });
      acknowledged.push(...run.acknowledged);
      faults.push(...run.faults);
      duringStart += run.opened ? 0 : 1;
      note(`kill ${kill + 1} of ${kills}: ${acknowledged.length} units acknowledged, ${faults.length} faults`);
    }
    const rooms = await openRooms(join(root, 'data'));
    const found = await inspect(rooms, acknowledged);
    await rooms.db.close();
    faults.push(...found.faults);
    return { kills, duringStart, acknowledged: acknowledged.length, found, faults };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** When the process dies: after so many ticks of opening, or so many acknowledgements. */
interface Plan {
  readonly ticks: number;
  readonly acks: number;
}

function planOf(rng: Rng, kill: number): Plan {
  return kill % 4 === 0 ? { ticks: 1 + rng.below(60), acks: 1 } : { ticks: Infinity, acks: 1 + rng.below(200) };
}

interface RunOptions {
  readonly root: string;
  readonly plan: Plan;
  readonly acknowledged: readonly number[];
  readonly first: number;
}

interface RunResult {
  readonly acknowledged: readonly number[];
  readonly faults: readonly string[];
  readonly opened: boolean;
}

async function runOnce({ root, plan, acknowledged, first }: RunOptions): Promise<RunResult> {
  const file = join(root, 'acknowledged.json');
  writeFileSync(file, JSON.stringify(acknowledged));
  const child = startChild([join(root, 'data'), file, String(first)]);
  const got: number[] = [];
  const faults: string[] = [];
  let ticks = 0;
  let opened = false;
  for await (const line of createInterface({ input: child.stdout ?? process.stdin })) {
    const [word, value] = [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)];
    if (line === 'tick') ticks++;
    // What was acknowledged before the signal arrived counts, however late it is read.
    if (word === 'ack') got.push(Number(value));
    if (word === 'found') {
      opened = true;
      faults.push(...(JSON.parse(value) as KillFindings).faults);
    }
    if (ticks >= plan.ticks || got.length >= plan.acks) child.kill('SIGKILL');
  }
  const [code, signal] = await exitOf(child);
  if (signal !== 'SIGKILL') faults.push(`the process ended by itself with code ${code}`);
  return { acknowledged: got, faults, opened };
}

function startChild(args: readonly string[]): ChildProcess {
  const script = fileURLToPath(new URL('./child.ts', import.meta.url));
  const command = ['--conditions=source', '--import', 'tsx', script, ...args];
  return spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'inherit'] });
}

async function exitOf(child: ChildProcess): Promise<readonly [number | null, NodeJS.Signals | null]> {
  if (child.exitCode !== null || child.signalCode !== null) return [child.exitCode, child.signalCode];
  return await new Promise((resolve) => child.once('exit', (code, signal) => resolve([code, signal])));
}
