import { parentPort, workerData } from 'node:worker_threads';
import { must, toWireError } from '#base';
import type { FitProgress } from '../estimator.ts';
import { fitJob } from './fit-job.ts';
import type { TrainJob, WorkerMessage } from './protocol.ts';

const port = must(parentPort, 'the parent of the training worker');
const control = new AbortController();
port.on('message', (message: unknown) => {
  if (message === 'cancel') control.abort();
});

function say(message: WorkerMessage): void {
  port.postMessage(message);
}

try {
  const hooks = { cancel: control.signal, progress: (progress: FitProgress) => say({ type: 'progress', progress }) };
  const model = await fitJob(workerData as TrainJob, hooks);
  say({ type: 'done', document: model.save() });
} catch (error) {
  say({ type: 'failed', error: toWireError(error) });
} finally {
  port.close();
}
