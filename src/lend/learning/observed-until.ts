import { instantOfDay } from '#base';
import { forTenant } from '#store';
import type { LendPorts } from '../ports.ts';

/**
 * The instant up to which outcomes were seen: now, but no later than the last day that was closed. After a stop of a month nothing
 * of that month was seen, and a loan that would have come due in it is neither good nor bad.
 */
export async function observedUntil({ db, tenant, clock }: LendPorts): Promise<number> {
  const rows = await forTenant(db, tenant).query<{ day: number }>(
    "select day from day_close where tenant = $1 and name = 'lend'",
  );
  const day = rows[0]?.day;
  return day === undefined ? clock.now() : Math.min(clock.now(), instantOfDay(day + 1));
}
