import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TallyError } from '#base';
import { processStart } from './process-start.ts';

export interface DirectoryLock {
  readonly file: string;
  release(): void;
}

interface Holder {
  readonly pid: number;
  readonly start: string;
}

const ATTEMPTS = 5;

/**
 * Locks a data directory for this process. The lock names the process by id and start time; that of a dead process is
 * taken over, that of a living one never.
 *
 * @throws TallyError `STORE_LOCKED` naming the process that holds it.
 */
export function lockDirectory(directory: string): DirectoryLock {
  const file = join(directory, 'store.lock');
  const own = `${JSON.stringify({ pid: process.pid, start: processStart(process.pid) ?? '' })}\n`;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (create(file, own)) return { file, release: () => release(file, own) };
    const found = read(file);
    const holder = found === undefined ? undefined : parseHolder(found);
    if (holder && isAlive(holder)) throw locked(directory, holder);
    if (found !== undefined) removeStale(file, found);
  }
  throw locked(directory, parseHolder(read(file) ?? ''));
}

/** A link appears with its whole content or not at all, so no reader sees a half-written lock. */
function create(file: string, content: string): boolean {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, content, { mode: 0o600 });
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Moves the stale lock away; if another process was faster and this is already its lock, puts it back. */
function removeStale(file: string, stale: string): void {
  const aside = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  if (read(aside) !== stale) {
    try {
      linkSync(aside, file);
    } catch {
      // A third process holds the name by now; the next attempt finds out whether it lives.
    }
  }
  rmSync(aside, { force: true });
}

function release(file: string, own: string): void {
  if (read(file) === own) rmSync(file, { force: true });
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function parseHolder(content: string): Holder | undefined {
  try {
    const { pid, start } = JSON.parse(content) as Partial<Holder>;
    return typeof pid === 'number' && typeof start === 'string' ? { pid, start } : undefined;
  } catch {
    return undefined;
  }
}

function isAlive({ pid, start }: Holder): boolean {
  return processStart(pid) === start;
}

function locked(directory: string, holder: Holder | undefined): TallyError {
  const who = holder ? `process ${holder.pid}` : 'another process';
  return new TallyError('STORE_LOCKED', `${directory} is in use by ${who}`, {
    hint: 'stop that process, or use another data directory; two processes on one directory would lose data',
    data: { directory, pid: holder?.pid },
    status: 409,
  });
}
