import { DAY_MS } from '#base';
import { maintain } from '#store';
import { compactLog } from '#stream';
import { IDEMPOTENCY_DAYS } from '../http/idempotency.ts';
import { MAIN_TENANT, type Platform } from './open-platform.ts';

export interface HousekeepingReport {
  /** Rows that nobody will ask for again. */
  readonly removed: { readonly answers: number; readonly sessions: number; readonly jobs: number };
  /** Small blocks of the event log that were merged, and into how many. */
  readonly blocks: { readonly merged: number; readonly into: number };
}

/**
 * What an installation needs once a day: first answers older than 30 days and ended sessions go, small blocks of the log
 * are merged, and the store gives back space and renews its statistics. Every step is short; requests run in between.
 */
export async function keepHouse({ db, ports }: Platform, now: number): Promise<HousekeepingReport> {
  const answers = await db.query('delete from idempotency where at < $1 returning key', [
    now - IDEMPOTENCY_DAYS * DAY_MS,
  ]);
  const sessions = await db.query('delete from console_session where expires_at < $1 returning hash', [now]);
  const blocks = await compactLog(db, ports.log, MAIN_TENANT);
  const { jobsRemoved } = await maintain(db, now);
  return { removed: { answers: answers.length, sessions: sessions.length, jobs: jobsRemoved }, blocks };
}
