import { DAY_MS } from '#base';
import type { EdgeTable } from '#graph';

/** Edges that are said to happen after `nowMs`; 0 when times are days of a file's own count. */
export function fromFuture({ times, perDay }: EdgeTable, nowMs: number): number {
  if (times === undefined || perDay === 1) return 0;
  const now = (nowMs / DAY_MS) * perDay;
  return times.reduce((count, time) => count + (time > now ? 1 : 0), 0);
}
