import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Id of the living process that the lock of a store names, or undefined. */
export function lockHolder(store: string): number | undefined {
  try {
    const { pid } = JSON.parse(readFileSync(join(store, 'store.lock'), 'utf8')) as { pid: number };
    process.kill(pid, 0);
    return pid;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM' ? -1 : undefined;
  }
}
