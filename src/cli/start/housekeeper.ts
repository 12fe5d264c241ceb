import { systemClock, type Log } from '#base';
import { keepHouse, MAIN_TENANT, type Market, type Platform } from '#server';
import { createJobQueue, runJobs } from '#store';

export interface HousekeeperOptions {
  readonly platform: Platform;
  readonly market: Market;
  readonly report: Log;
}

export interface Housekeeper {
  stop(): Promise<void>;
}

const QUEUE = 'housekeeping';
const THREE_O_CLOCK = 3 * 3_600_000;
const LOOK_EVERY_MS = 1000;

/** Keeps house once the history is lived and then every day at three in the morning (UTC), through the store's jobs. */
export async function startHousekeeper({ platform, market, report }: HousekeeperOptions): Promise<Housekeeper> {
  const queue = createJobQueue(platform.db);
  const job = { queue: QUEUE, key: 'daily', runAt: systemClock.now(), repeat: { dailyAtMs: THREE_O_CLOCK } };
  await queue.enqueue(MAIN_TENANT, [job]);
  const handle = async (): Promise<void> => {
    const done = await keepHouse(platform, systemClock.now());
    report.info('housekeeping done', { ...done });
  };
  const runner = runJobs({ queue, handlers: { [QUEUE]: handle }, clock: systemClock, log: report });
  const wait = setInterval(() => {
    if (market.view().state === 'history') return;
    clearInterval(wait);
    void runner.tick().catch((error: unknown) => report.error('housekeeping failed', { error }));
    runner.start(60_000);
  }, LOOK_EVERY_MS);
  return {
    async stop() {
      clearInterval(wait);
      await runner.stop();
    },
  };
}
