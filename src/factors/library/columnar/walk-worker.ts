import { parentPort, workerData } from 'node:worker_threads';
import { toWireError } from '#base';
import { runWalk } from './run-walk.ts';
import type { WalkJob } from './threads.ts';

try {
  const { walk, range, dictionaries, columns } = workerData as WalkJob;
  runWalk(walk, { range, dictionaries, columns });
  parentPort?.postMessage(undefined);
} catch (error) {
  parentPort?.postMessage(toWireError(error));
}
