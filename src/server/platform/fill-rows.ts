import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Log } from '#base';
import type { EventLog, StoredEvent } from '#stream';

/** Events that the library takes in behind the running system, oldest first, while new ones come in as usual. */
export interface RowsFill {
  /** Events taken in and wanted; equal when it is done. */
  readonly progress: { readonly done: number; readonly total: number };
  /** Ends it where it is and waits for the batch in hand. */
  stop(): Promise<void>;
}

export interface RowsFillOptions {
  readonly log: Pick<EventLog, 'read'>;
  readonly tenant: string;
  readonly from: number;
  /** Offset at which to stop, exclusive. */
  readonly to: number;
  readonly take: (event: StoredEvent) => void;
  readonly report: Log;
}

/** A block of the log: a request in between waits a few milliseconds. */
const BATCH = 1000;

/** Begins to read the log behind the running system. A failure is reported; the next start begins again. */
export function fillRows(options: RowsFillOptions): RowsFill {
  const { from, to, report, tenant } = options;
  const progress = { done: 0, total: to - from };
  let isStopped = false;
  const running = run(options, progress, () => isStopped).catch((error: unknown) =>
    report.error('rows of the factor library could not be filled from the log', { tenant, error }),
  );
  return {
    progress,
    async stop() {
      isStopped = true;
      await running;
    },
  };
}

async function run(
  { log, tenant, from, to, take, report }: RowsFillOptions,
  progress: { done: number; readonly total: number },
  isStopped: () => boolean,
): Promise<void> {
  for (let next = from; next < to && !isStopped();) {
    const events = await log.read(tenant, 0, { from: next, limit: BATCH });
    const last = events.at(-1);
    if (last === undefined) break;
    for (const event of events) if (event.offset < to) take(event);
    next = last.offset + 1;
    progress.done = Math.min(next, to) - from;
    // Requests go first.
    await nextTurn();
  }
  if (isStopped()) return;
  progress.done = progress.total;
  report.info('rows of the factor library filled from the log', { tenant, events: progress.total });
}
