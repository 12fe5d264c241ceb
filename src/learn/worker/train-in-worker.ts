import { TallyError, fromWireError, spawnWorker } from '#base';
import type { FitOptions, Model } from '../estimator.ts';
import { checkCancelled } from '../fit-input.ts';
import { loadModel } from '../load.ts';
import type { JobData, TrainJob, WorkerMessage } from './protocol.ts';

/**
 * Fits a model in a thread of its own, so that the caller's event loop stays free. Arrays on a SharedArrayBuffer are
 * shared; others are copied to the thread unless `transfer` is set, which moves them (the caller's become empty).
 *
 * @throws TallyError what `Estimator.fit` throws, `LEARN_CANCELLED`, or `LEARN_WORKER` when the thread dies.
 */
export function trainInWorker(
  job: TrainJob,
  options: Pick<FitOptions, 'cancel' | 'progress'> & { readonly transfer?: boolean } = {},
): Promise<Model> {
  const { cancel, progress } = options;
  return new Promise<Model>((resolve, reject) => {
    checkCancelled(cancel);
    const transferList = options.transfer === true ? buffersOf(job) : [];
    const worker = spawnWorker(import.meta.url, 'train-worker', { workerData: job, transferList });
    const stop = (): void => worker.postMessage('cancel');
    cancel?.addEventListener('abort', stop, { once: true });
    const settle = (finish: () => void): void => {
      cancel?.removeEventListener('abort', stop);
      finish();
    };
    worker.on('message', (message: WorkerMessage) => {
      if (message.type === 'progress') progress?.(message.progress);
      else if (message.type === 'failed') settle(() => reject(fromWireError(message.error)));
      else settle(() => resolve(loadModel(message.document)));
    });
    worker.on('error', (cause) => settle(() => reject(dead(String(cause), cause))));
    worker.on('exit', (code) => settle(() => reject(dead(`it ended with code ${code}`))));
  });
}

function dead(reason: string, cause?: unknown): TallyError {
  return new TallyError('LEARN_WORKER', `the training thread gave no model: ${reason}`, {
    hint: 'try again; with very large data give the process more memory',
    retryable: true,
    status: 500,
    cause,
  });
}

function buffersOf(job: TrainJob): ArrayBuffer[] {
  const arraysOf = (data: JobData): Float64Array[] => [
    ...data.columns.map(({ values }) => values),
    data.target,
    ...(data.weights === undefined ? [] : [data.weights]),
  ];
  const arrays = [...arraysOf(job), ...(job.valid === undefined ? [] : arraysOf(job.valid))];
  const buffers = arrays.map(({ buffer }) => buffer).filter((buffer) => buffer instanceof ArrayBuffer);
  return [...new Set(buffers)];
}
