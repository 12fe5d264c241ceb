import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A fresh installation with a small market, and the way into it. */
export interface Installation {
  readonly url: string;
  readonly email: string;
  readonly password: string;
  readonly apiKey: string;
  /** Reads a path of the API with the key of the first start. */
  get<T>(path: string): Promise<T>;
  stop(): Promise<void>;
}

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A port that is free now. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === 'string') throw new Error('the system gave no port');
  return address.port;
}

interface MarketSize {
  readonly people: number;
  readonly months: number;
  readonly seed: number;
}

/**
 * Does what `npm start` does, on an empty directory: builds when sources changed, lives a market; resolves when
 * the history is lived.
 */
export async function startInstallation({ people, months, seed }: MarketSize): Promise<Installation> {
  const directory = await mkdtemp(join(tmpdir(), 'tally-e2e-'));
  const port = await freePort();
  const options = { people, months, seed, port, data: join(directory, 'data') };
  const flags = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const child = spawn(process.execPath, ['tools/start.mjs', ...flags], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const hear = (chunk: Buffer): void => void (said += chunk.toString('utf8'));
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
    await rm(directory, { recursive: true, force: true });
  };
  const find = (pattern: RegExp): string => pattern.exec(said)?.[1] ?? '';
  const url = `http://127.0.0.1:${port}`;
  try {
    await until(() => /API key\s+\S+/.test(said) || child.exitCode !== null);
    if (child.exitCode !== null) throw new Error(`the installation ended:\n${said}`);
    await until(async () => (await health(url)).world?.done === true);
  } catch (error) {
    await stop();
    throw error;
  }
  const apiKey = find(/API key\s+(\S+)/);
  return {
    url,
    email: find(/sign in with\s+(\S+)/),
    password: find(/password\s+(\S+)/),
    apiKey,
    get: async <T>(path: string) => {
      const answer = await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${apiKey}` } });
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
      return (await answer.json()) as T;
    },
    stop,
  };
}

async function health(url: string): Promise<{ readonly world?: { readonly done: boolean } }> {
  return (await (await fetch(`${url}/healthz`)).json()) as { world?: { done: boolean } };
}

const EVERY_MS = 250;
const TRIES = 800;

/** Asks again and again; the browser and the market have their own time. */
async function until(isDone: () => boolean | Promise<boolean>): Promise<void> {
  for (let i = 0; i < TRIES; i++) {
    if (await isDone()) return;
    await new Promise((done) => setTimeout(done, EVERY_MS));
  }
  throw new Error(`still not so after ${(TRIES * EVERY_MS) / 1000} s`);
}
