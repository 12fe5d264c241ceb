import { parentPort } from 'node:worker_threads';
import { answerRequests, must } from '#base';
import { CaseBook } from './cases/case-book.ts';
import { detectPatterns } from './detect-patterns.ts';
import type { DetectorAnswer, DetectorRequest } from './detector-messages.ts';

/* Keeps a case book in a thread of its own and looks for patterns in it. */

const book = new CaseBook();

function reply(request: DetectorRequest): DetectorAnswer {
  const { id } = request;
  if (request.kind === 'detect') return { id, kind: 'found', findings: detectPatterns(book, { at: request.at }) };
  for (const told of request.told) {
    if ('event' in told) book.take(told.event);
    else book.merge(told.from, told.into);
  }
  return { id, kind: 'told' };
}

answerRequests(must(parentPort, 'the port of the worker thread'), reply);
