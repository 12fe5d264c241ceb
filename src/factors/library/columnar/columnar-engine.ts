import { fillComputed } from '../computed.ts';
import type { LibraryFactor } from '../definition/definition.ts';
import type { EventTable, FactorColumns, LabelTable } from '../event-table.ts';
import { prepareWalks } from './prepare.ts';
import { runWalk } from './run-walk.ts';
import { runInThreads } from './threads.ts';
import { sharedFloat64 } from './walk-rows.ts';

/** What a run tells besides its columns. */
export interface ColumnarRun {
  readonly columns: FactorColumns;
  /** Keys whose events did not come in order of time. */
  readonly resortedKeys: number;
  /** Events of the key that has most. */
  readonly largestKey: number;
  readonly divisionsByZero: number;
}

/** Below this many cells a second thread costs more than it saves. */
const THREADS_FROM = 2_000_000;

/** The fast engine. Takes definitions and events that {@link bind} fitted; the bits are the same for any number of threads. */
export async function columnarEngine(
  factors: readonly LibraryFactor[],
  events: EventTable,
  { labels, threads = 1 }: { readonly labels: LabelTable; readonly threads?: number },
): Promise<ColumnarRun> {
  const columns = factors.map(() => sharedFloat64(labels.rows).fill(NaN));
  const used = factors.length * labels.rows < THREADS_FROM ? 1 : threads;
  let [resortedKeys, largestKey] = [0, 0];
  for (const walk of prepareWalks(factors, events, labels)) {
    resortedKeys += walk.resorted;
    largestKey = Math.max(largestKey, walk.largest);
    const range = { from: 0, to: walk.labels.length };
    if (used === 1) runWalk(walk, { range, dictionaries: events.columns, columns });
    else await runInThreads(walk, { threads: used, dictionaries: events.columns, columns });
  }
  return { columns, resortedKeys, largestKey, divisionsByZero: fillComputed(factors, columns) };
}
