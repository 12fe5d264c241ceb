import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';

/* Test help: a throw-away Postgres of the machine's own packages. */

export interface TestServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** Folder of the newest installed Postgres binaries, or undefined when there are none. */
export function findPostgres(): string | undefined {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : [];
  return versions.map((version) => join(root, version, 'bin')).find((bin) => existsSync(join(bin, 'postgres')));
}

/** Starts Postgres on a temporary directory and a free port of this machine. */
export async function startPostgres(bin: string): Promise<TestServer> {
  const directory = mkdtempSync(join(tmpdir(), 'tally-postgres-'));
  const identity = serverIdentity(directory);
  execFileSync(join(bin, 'initdb'), ['-D', join(directory, 'data'), '-U', 'tally', '-A', 'trust', '-N'], {
    ...identity,
    stdio: 'ignore',
  });
  const port = await freePort();
  const args = ['-D', join(directory, 'data'), '-p', String(port), '-k', directory, '-c', 'listen_addresses=127.0.0.1'];
  const server = spawn(join(bin, 'postgres'), args, { ...identity, stdio: ['ignore', 'ignore', 'pipe'] });
  await untilReady(server);
  return {
    url: `postgres://tally@127.0.0.1:${port}/postgres`,
    stop: async () => {
      await ended(server);
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** Postgres refuses to run as root; then it runs as the user of its package. */
function serverIdentity(directory: string): { uid?: number; gid?: number; cwd: string } {
  if (userInfo().uid !== 0) return { cwd: directory };
  const idOf = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  const [uid, gid] = [idOf('-u'), idOf('-g')];
  chownSync(directory, uid, gid);
  return { uid, gid, cwd: directory };
}

async function untilReady(server: ChildProcess): Promise<void> {
  let output = '';
  await new Promise<void>((resolve, reject) => {
    server.stderr?.on('data', (chunk) => {
      output += String(chunk);
      if (output.includes('ready to accept connections')) resolve();
    });
    server.on('exit', () => reject(new Error(`postgres ended: ${output}`)));
  });
}

async function ended(server: ChildProcess): Promise<void> {
  const exit = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGINT');
  await exit;
}
