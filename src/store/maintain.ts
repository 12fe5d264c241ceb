import { DAY_MS } from '#base';
import type { Database } from './database.ts';

const KEEP_DONE_MS = 7 * DAY_MS;
const KEEP_DEAD_MS = 90 * DAY_MS;

export interface MaintenanceReport {
  readonly jobsRemoved: number;
  readonly tables: readonly string[];
}

/**
 * Housekeeping that the embedded engine never does by itself: removes finished jobs (dead ones after 90 days), gives
 * back the space of dead rows, renews the planner's statistics and writes a checkpoint. Run it hourly or after a large
 * import; each table is a pause of its own for other work.
 */
export async function maintain(db: Database, now: number): Promise<MaintenanceReport> {
  const removed = await db.query(
    `delete from job where (state = 'done' and run_at < $1) or (state = 'dead' and run_at < $2) returning key`,
    [now - KEEP_DONE_MS, now - KEEP_DEAD_MS],
  );
  const rows = await db.query<{ name: string }>(
    `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by relname`,
  );
  const tables = rows.map(({ name }) => name);
  for (const table of tables) await db.script(`vacuum (analyze) ${table}`);
  if (db.info().adapter === 'pglite') await db.script('checkpoint');
  return { jobsRemoved: removed.length, tables };
}
