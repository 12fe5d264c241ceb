import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';
import type { TestServer } from './postgres-server.ts';

/* Test help: a throw-away Redis or Valkey of the machine's own packages. */

/** Name of the server's command on the PATH, or undefined when there is none. */
export function findRedis(): string | undefined {
  return ['valkey-server', 'redis-server'].find((command) => {
    try {
      execFileSync(command, ['--version'], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  });
}

/** Starts the server in memory on a free port of this machine. */
export async function startRedis(command: string): Promise<TestServer> {
  const directory = mkdtempSync(join(tmpdir(), 'tally-redis-'));
  const port = await freePort();
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', directory];
  const server = spawn(command, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  await new Promise<void>((resolve, reject) => {
    server.stdout.on('data', (chunk) => String(chunk).includes('Ready to accept connections') && resolve());
    server.on('exit', () => reject(new Error(`${command} ended`)));
  });
  return {
    url: `redis://127.0.0.1:${port}`,
    stop: async () => {
      const exit = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGTERM');
      await exit;
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
