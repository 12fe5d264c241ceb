import { parentPort, workerData } from 'node:worker_threads';
import { toWireError } from '#base';
import type { LinkTable } from '../columns/link-table.ts';
import { comparisonsOf } from '../compare/comparison.ts';
import { comparePart } from '../model/compare-pairs.ts';
import { firstRates } from '../model/train.ts';
import type { LinkAnswer, LinkRequest } from './link-thread.ts';

const table = workerData as LinkTable;
const comparisons = comparisonsOf(table);

parentPort?.on('message', (request: LinkRequest) => parentPort?.postMessage(answer(request)));

function answer(request: LinkRequest): LinkAnswer {
  try {
    if (request.kind === 'learn') return { kind: 'learn', rates: firstRates(table, comparisons) };
    return { kind: 'compare', part: comparePart(request.pairs, comparisons) };
  } catch (error) {
    return { kind: 'error', error: toWireError(error) };
  }
}
