import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from '#base';

const runSchema = z.object({ pid: z.int(), url: z.string(), token: z.string() });

/** How other commands reach the server that holds the data directory. */
export type RunFile = z.infer<typeof runSchema>;

const pathOf = (dataDirectory: string): string => join(dataDirectory, 'run.json');

/** Written by the server for its owner alone (0600). */
export function writeRunFile(dataDirectory: string, run: RunFile): void {
  const path = pathOf(dataDirectory);
  writeFileSync(`${path}.new`, JSON.stringify(run), { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

export function removeRunFile(dataDirectory: string): void {
  rmSync(pathOf(dataDirectory), { force: true });
}

/** The running server of a data directory, or undefined when there is none alive. */
export function readRunFile(dataDirectory: string): RunFile | undefined {
  const path = pathOf(dataDirectory);
  if (!existsSync(path)) return undefined;
  const parsed = runSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  return parsed.success && isAlive(parsed.data.pid) ? parsed.data : undefined;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
