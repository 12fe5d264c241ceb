import type { MessagePort, Worker } from 'node:worker_threads';
import { assert } from './assert.ts';
import { fromWireError, messageOf, toWireError, type TallyError, type WireError } from './errors.ts';

/** What goes over a line: requests and answers of several kinds, matched by number. */
export interface LineMessage {
  readonly id: number;
  readonly kind: string;
}

/** The answer to what failed, and of a worker that could not begin (`id` 0). */
export interface LineFailure {
  readonly id: number;
  readonly kind: 'failed';
  readonly error: WireError;
}

type OfKind<A, K> = Extract<A, { readonly kind: K }>;
type Ask<R> = R extends LineMessage ? Omit<R, 'id'> : never;

/** Requests to a worker that answers each once, in the order they were made. */
export interface WorkerLine<R extends LineMessage, A extends LineMessage> {
  /** The answer that comes unasked when the worker has begun. */
  begun<K extends A['kind']>(kind: K): Promise<OfKind<A, K>>;
  /** Asks; an answer of another kind is a fault of ours. */
  ask<K extends A['kind']>(request: Ask<R>, kind: K): Promise<OfKind<A, K>>;
  /** Ends the worker; whoever waits is told that it has gone. */
  close(): Promise<void>;
}

interface Waiting<A> {
  resolve(answer: A): void;
  reject(error: Error): void;
}

/** Opens the line to a worker that answers by {@link answerRequests}; `gone` makes the error of those whom it leaves without an answer. */
export function openWorkerLine<R extends LineMessage, A extends LineMessage>(
  worker: Worker,
  gone: (why: string) => TallyError,
): WorkerLine<R, A> {
  const waiting = new Map<number, Waiting<A>>();
  let lastId = 0;
  let ended: TallyError | undefined;
  const expect = async <K extends A['kind']>(id: number, kind: K): Promise<OfKind<A, K>> => {
    const answer = await new Promise<A>((resolve, reject) => {
      if (ended) reject(ended);
      else waiting.set(id, { resolve, reject });
    });
    assert(answer.kind === kind, `a worker answered ${answer.kind} to ${kind}`);
    return answer as OfKind<A, K>;
  };
  const end = (why: string): void => {
    ended ??= gone(why);
    for (const one of waiting.values()) one.reject(ended);
    waiting.clear();
  };
  worker.on('message', (answer: A | LineFailure) => {
    const one = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (isFailure(answer)) one?.reject(fromWireError(answer.error));
    else one?.resolve(answer);
  });
  worker.on('error', (error) => end(messageOf(error)));
  worker.on('exit', () => end('it was closed'));
  return {
    begun: (kind) => expect(0, kind),
    ask(request, kind) {
      const id = ++lastId;
      if (!ended) worker.postMessage({ id, ...request });
      return expect(id, kind);
    },
    async close() {
      await worker.terminate();
    },
  };
}

function isFailure(answer: LineMessage): answer is LineFailure {
  return answer.kind === 'failed';
}

/** The worker's side of a line: answers each request by `reply`, and says why when that throws. */
export function answerRequests<R extends LineMessage, A extends LineMessage>(
  port: MessagePort,
  reply: (request: R) => A,
): void {
  port.on('message', (request: R) => {
    try {
      port.postMessage(reply(request));
    } catch (error) {
      port.postMessage(lineFailure(request.id, error));
    }
  });
}

/** What a worker answers to a request that failed; 0 is its beginning. */
export function lineFailure(id: number, error: unknown): LineFailure {
  return { id, kind: 'failed', error: toWireError(error) };
}
