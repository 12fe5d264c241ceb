import { manualClock, systemClock, type Clock, type ManualClock } from '#base';
import type { Platform } from '#server';
import type { MarketPlan } from '../market/market-plan.ts';

/** The clock of an installation; says nothing useful before it has begun. */
export interface InstallationClock extends ManualClock {
  /** Simulated time for a market, from the last event on; the machine's time for any other installation. */
  begin(platform: Platform, plan: MarketPlan | undefined): Promise<void>;
}

export function installationClock(): InstallationClock {
  const simulated = manualClock(0);
  let source: Clock = simulated;
  return {
    now: () => source.now(),
    set: (now) => simulated.set(now),
    advance: (ms) => simulated.advance(ms),
    async begin({ db }, plan) {
      if (plan?.kind !== 'market') source = systemClock;
      const [row] = await db.query<{ latest: number | null }>('select max(recorded_to) as latest from event_block');
      simulated.set(row?.latest ?? 0);
    },
  };
}
