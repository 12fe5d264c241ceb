import { parentPort, workerData } from 'node:worker_threads';
import { answerRequests, lineFailure, must } from '#base';
import type { WorkerAnswer, WorkerRequest, WorkerStart } from './worker-messages.ts';
import { createWorld, restoreWorld, type World } from './world.ts';

/* Runs a world in a thread of its own and answers one request after the other. */

const port = must(parentPort, 'the port of the worker thread');

function open({ options, snapshot }: WorkerStart): World {
  if (snapshot) return restoreWorld(snapshot);
  return createWorld(must(options, 'options or a snapshot'));
}

function reply(world: World, request: WorkerRequest): WorkerAnswer {
  const { id } = request;
  switch (request.kind) {
    case 'step':
      return { id, kind: 'day', lived: world.step(request.feedback) };
    case 'snapshot':
      return { id, kind: 'snapshot', bytes: world.snapshot() };
    case 'truth':
      return { id, kind: 'truth', rows: world.truth.take() };
  }
}

try {
  const world = open(workerData as WorkerStart);
  const { options, startDay, day, packHash } = world;
  port.postMessage({ id: 0, kind: 'ready', about: { options, startDay, day, packHash } } satisfies WorkerAnswer);
  answerRequests(port, (request: WorkerRequest) => reply(world, request));
} catch (error) {
  port.postMessage(lineFailure(0, error));
}
