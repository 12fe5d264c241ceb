import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Log } from '#base';
import type { EventLog, StoredEvent } from '#stream';

/** Events that are taken in behind the running system, oldest first, while new ones come in as usual. */
export interface RowsFill {
  /** What is filled. */
  readonly name: string;
  /** Events taken in and wanted; equal when it is done. */
  readonly progress: { readonly done: number; readonly total: number };
  /** Ends it where it is and waits for the batch in hand. */
  stop(): Promise<void>;
}

export interface RowsFillOptions {
  readonly log: Pick<EventLog, 'read'>;
  readonly tenant: string;
  readonly name: string;
  readonly from: number;
  /** Offset at which to stop, exclusive. */
  readonly to: number;
  readonly take: (event: StoredEvent) => void;
  /** Called once, when everything was taken in. */
  readonly isDone?: () => void;
  readonly report: Log;
}

/** A block of the log: a request in between waits a few milliseconds. */
const BATCH = 1000;

/** Begins to read the log behind the running system. A failure is reported; the next start begins again. */
export function fillRows(options: RowsFillOptions): RowsFill {
  const { from, to, report, tenant, name } = options;
  const progress = { done: 0, total: to - from };
  let isStopped = false;
  const running = run(options, progress, () => isStopped).catch((error: unknown) =>
    report.error(`the ${name} could not be filled from the log`, { tenant, error }),
  );
  return {
    name,
    progress,
    async stop() {
      isStopped = true;
      await running;
    },
  };
}

async function run(
  { log, tenant, name, from, to, take, isDone, report }: RowsFillOptions,
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
  isDone?.();
  progress.done = progress.total;
  report.info(`the ${name} was filled from the log`, { tenant, events: progress.total });
}
