import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { TallyError, systemClock } from '#base';

const ROOT = resolve(import.meta.dirname, '../..');

export interface TallyOptions {
  readonly data: string;
  readonly port: number;
  readonly arguments?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

/** `tally start` of the build in a process of its own. */
export interface TallyProcess {
  readonly url: string;
  readonly child: ChildProcess;
  /** What it printed once it served: with the first administrator on a first start. */
  readonly announced: Promise<{ readonly administrator?: { readonly apiKey: string } }>;
  /** Largest resident memory so far, bytes; NaN where the system does not tell. */
  peakMemory(): number;
  /** Processor seconds of all its threads so far: what it costs, however busy the machine is. NaN where the system does not tell. */
  processorSeconds(): number;
  stop(): Promise<void>;
}

export function startTally({ data, port, arguments: more = [], environment = {} }: TallyOptions): TallyProcess {
  if (!existsSync(join(ROOT, 'dist/cli/main.js'))) {
    throw new TallyError('BENCH_NO_BUILD', 'the build is missing', { hint: 'run "npm run build" first' });
  }
  const inherited = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('TALLY_') && name !== 'DATABASE_URL' && name !== 'NODE_OPTIONS',
  );
  const child = spawn(
    process.execPath,
    ['bin/tally.mjs', 'start', '--json', '--data', data, '--port', String(port), ...more],
    {
      cwd: ROOT,
      env: { ...Object.fromEntries(inherited), ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let errors = '';
  child.stderr.on('data', (chunk) => (errors = `${errors}${String(chunk)}`.slice(-4000)));
  const announced = new Promise<{ administrator?: { apiKey: string } }>((done, failed) => {
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += String(chunk);
      if (output.includes('\n'))
        done(JSON.parse(output.slice(0, output.indexOf('\n'))) as { administrator?: { apiKey: string } });
    });
    child.once('exit', (code) =>
      failed(new TallyError('BENCH_SERVER_ENDED', `tally start ended with ${code}: ${output} ${errors}`)),
    );
  });
  announced.catch(() => undefined);
  return {
    url: `http://127.0.0.1:${port}`,
    child,
    announced,
    peakMemory: () => peakOf(child.pid),
    processorSeconds: () => processorSecondsOf(child.pid),
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

function peakOf(pid: number | undefined): number {
  try {
    const match = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return match === null ? NaN : Number(match[1]) * 1024;
  } catch {
    return NaN;
  }
}

const TICKS_PER_SECOND = 100;

/** Processor seconds of all threads of a process so far; NaN where the system does not tell. */
export function processorSecondsOf(pid: number | undefined): number {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
  } catch {
    return NaN;
  }
}

const POLL_MS = 50;

/** Asks until the answer is what is waited for; returns the seconds since `since`. */
export async function secondsUntil<T>(
  ask: () => Promise<T | undefined>,
  { since, limitS, alive }: { readonly since: number; readonly limitS: number; readonly alive: ChildProcess },
): Promise<{ readonly seconds: number; readonly answer: T }> {
  for (;;) {
    const answer = await ask().catch(() => undefined);
    const seconds = (systemClock.now() - since) / 1000;
    if (answer !== undefined) return { seconds, answer };
    if (alive.exitCode !== null) throw new TallyError('BENCH_SERVER_ENDED', `tally start ended with ${alive.exitCode}`);
    if (seconds > limitS) throw new TallyError('BENCH_TOO_SLOW', `nothing after ${limitS} s`);
    await new Promise((done) => setTimeout(done, POLL_MS));
  }
}
