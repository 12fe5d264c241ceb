import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What a start lives: small, so that many fit into a test. */
export interface MarketSize {
  readonly people: number;
  readonly months: number;
  readonly seed: number;
}

/** A running `tally start`. */
export interface StartedProcess {
  readonly url: string;
  readonly token: string;
  /** Ends it with SIGKILL or asks it to stop; resolves when it is gone. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>;
}

const POLL_MS = 10;
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Runs from the build when it is current, otherwise from the sources. */
async function programOf(): Promise<readonly string[]> {
  const { isBuilt } = (await import(join(ROOT, 'tools/build.mjs'))) as { isBuilt: () => boolean };
  if (isBuilt()) return [join(ROOT, 'bin/tally.mjs')];
  return ['--conditions=source', '--import', 'tsx', join(ROOT, 'src/cli/main.ts')];
}

/**
 * Starts an installation on a directory. With `killAfterPolls` it is killed while it starts, after so many looks at
 * whether it serves already; undefined comes back then.
 */
export async function startProcess(
  directory: string,
  { people, months, seed }: MarketSize,
  killAfterPolls = Infinity,
): Promise<StartedProcess | undefined> {
  const size = ['--people', String(people), '--months', String(months), '--seed', String(seed)];
  const args = [...(await programOf()), 'start', '--json', '--data', directory, '--port', '0', ...size];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'], cwd: ROOT });
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  for (let polls = 0; ; polls++) {
    if (child.exitCode !== null) throw new Error(`tally start ended with code ${child.exitCode}: ${said}`);
    const run = runOf(directory, child.pid);
    if (polls >= killAfterPolls) {
      await end(child, 'SIGKILL');
      return undefined;
    }
    if (run !== undefined) return { ...run, end: (signal) => end(child, signal) };
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

function runOf(directory: string, pid: number | undefined): { url: string; token: string } | undefined {
  const path = join(directory, 'run.json');
  if (!existsSync(path)) return undefined;
  const run = JSON.parse(readFileSync(path, 'utf8')) as { pid: number; url: string; token: string };
  return run.pid === pid ? { url: run.url, token: run.token } : undefined;
}

function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill(signal);
  return gone;
}
