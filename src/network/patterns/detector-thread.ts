import { openWorkerLine, spawnWorker, TallyError } from '#base';
import type { CaseTold, DetectorAnswer, DetectorRequest } from './detector-messages.ts';
import type { PatternFinding } from './pattern.ts';

/** A case book and the detectors in a thread of their own: looking takes seconds among many people, and nobody is to wait for it. */
export interface DetectorThread {
  /** Tells the book in the order in which things became known; resolves when it has them. */
  tell(told: readonly CaseTold[]): Promise<void>;
  /** What `detectPatterns` finds as of an instant, milliseconds, in all that was told. */
  detect(at: number): Promise<readonly PatternFinding[]>;
  /** Ends the thread. @throws nothing; calls on the way fail with `NETWORK_DETECTOR_GONE`. */
  close(): Promise<void>;
}

/** Starts a thread with an empty book. It keeps no process alive. */
export function startDetectorThread(): DetectorThread {
  const worker = spawnWorker(import.meta.url, 'detector-worker');
  const line = openWorkerLine<DetectorRequest, DetectorAnswer>(worker, gone);
  worker.unref();
  return {
    tell: async (told) => void (await line.ask({ kind: 'tell', told }, 'told')),
    detect: async (at) => (await line.ask({ kind: 'detect', at }, 'found')).findings,
    close: () => line.close(),
  };
}

function gone(why: string): TallyError {
  return new TallyError('NETWORK_DETECTOR_GONE', `the thread of the detectors has ended: ${why}`, {
    hint: 'they run again with the next day, from the log',
    retryable: true,
    status: 503,
  });
}
