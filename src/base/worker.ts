import { Worker, type WorkerOptions } from 'node:worker_threads';

/**
 * Starts the worker in the sibling file `name` of the caller (`import.meta.url`). Built code runs as it is; from
 * sources (tests, benches) a boot file first teaches the thread to read TypeScript.
 *
 * @example
 * const worker = spawnWorker(import.meta.url, 'pglite-worker', { workerData });
 */
export function spawnWorker(callerUrl: string, name: string, options: WorkerOptions = {}): Worker {
  if (!callerUrl.endsWith('.ts')) return new Worker(new URL(`./${name}.js`, callerUrl), { execArgv: [], ...options });
  const boot = new URL('../../tools/worker-boot.mjs', import.meta.url);
  const target = new URL(`./${name}.ts`, callerUrl).href;
  const execArgv = ['--conditions=source', ...(options.execArgv ?? [])];
  return new Worker(boot, { ...options, execArgv, env: { ...process.env, TALLY_WORKER: target } });
}
