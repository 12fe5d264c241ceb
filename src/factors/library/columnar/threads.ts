import { fromWireError, spawnWorker, type WireError } from '#base';
import type { Dictionaries } from './bound-cell.ts';
import type { PreparedWalk } from './prepare.ts';
import type { LabelRange } from './run-walk.ts';

/** What a thread is told; arrays are shared, not copied. */
export interface WalkJob {
  readonly walk: PreparedWalk;
  readonly range: LabelRange;
  readonly dictionaries: ReadonlyMap<string, { readonly dictionary?: readonly string[] }>;
  readonly columns: readonly Float64Array[];
}

interface ThreadOptions {
  readonly threads: number;
  readonly dictionaries: Dictionaries;
  readonly columns: readonly Float64Array[];
}

/** Deals the labels of a walk to threads in equal contiguous parts and waits for all. */
export async function runInThreads(
  walk: PreparedWalk,
  { threads, dictionaries, columns }: ThreadOptions,
): Promise<void> {
  const size = Math.ceil(walk.labels.length / threads);
  const texts = new Map([...dictionaries].map(([name, { dictionary }]) => [name, dictionary ? { dictionary } : {}]));
  const parts = Array.from({ length: threads }, (_, i) => ({
    from: Math.min(walk.labels.length, i * size),
    to: Math.min(walk.labels.length, (i + 1) * size),
  }));
  await Promise.all(parts.map((range) => runOne({ walk, range, dictionaries: texts, columns })));
}

async function runOne(job: WalkJob): Promise<void> {
  const worker = spawnWorker(import.meta.url, 'walk-worker', { workerData: job });
  try {
    await new Promise<void>((resolve, reject) => {
      worker.once('message', (error?: WireError) => (error ? reject(fromWireError(error)) : resolve()));
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error('a thread of the factor engine ended early')));
    });
  } finally {
    await worker.terminate();
  }
}
