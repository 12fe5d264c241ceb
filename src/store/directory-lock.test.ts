import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockDirectory } from './directory-lock.ts';
import { processStart } from './process-start.ts';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'tally-lock-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

function leave(pid: number, start: string): void {
  writeFileSync(join(directory, 'store.lock'), JSON.stringify({ pid, start }));
}

describe('directory lock', () => {
  it('names the process that holds it', () => {
    const lock = lockDirectory(directory);
    expect(() => lockDirectory(directory)).toThrow(
      expect.objectContaining({ code: 'STORE_LOCKED', message: expect.stringContaining(`process ${process.pid}`) }),
    );
    lock.release();
    expect(existsSync(lock.file)).toBe(false);
    lockDirectory(directory).release();
  });

  it('is never taken from a living process', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    try {
      const start = processStart(child.pid ?? 0);
      leave(child.pid ?? 0, start ?? '');
      expect(() => lockDirectory(directory)).toThrow(expect.objectContaining({ data: { directory, pid: child.pid } }));
    } finally {
      const exit = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await exit;
    }
    lockDirectory(directory).release();
  });

  it('is taken from a dead process, from another process that got its id, and from a torn file', () => {
    leave(2 ** 22 + 1, 'gone');
    lockDirectory(directory).release();
    leave(process.pid, 'another start');
    lockDirectory(directory).release();
    writeFileSync(join(directory, 'store.lock'), '{"pid":');
    lockDirectory(directory).release();
  });
});
