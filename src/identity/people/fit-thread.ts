import { spawnWorker } from '#base';
import type { CustomerSample, ValueModels } from './value-models.ts';

/** Fits the models of customer value in a thread of its own, so that requests run meanwhile. */
export function fitInThread(sample: CustomerSample): Promise<ValueModels> {
  return new Promise((resolve, reject) => {
    const worker = spawnWorker(import.meta.url, 'fit-worker', { workerData: sample });
    worker.unref(); // a process that ends does not wait for it
    worker.once('error', reject);
    worker.once('message', (models: ValueModels) => {
      resolve(models);
      void worker.terminate();
    });
  });
}
