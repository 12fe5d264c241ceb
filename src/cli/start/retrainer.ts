import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf, type Log } from '#base';
import { MAIN_TENANT, type Market, type Platform, type Tenant } from '#server';

export interface RetrainerOptions {
  readonly platform: Platform;
  readonly market: Market;
  readonly report: Log;
  /** Leaves out what the calendar asks for: a command trains and is gone. */
  readonly only?: 'jobs';
}

export interface Retrainer {
  stop(): Promise<void>;
}

/** How often due work is looked for. */
const EVERY_MS = 1000;

/**
 * Keeps the models of an installation fit once its history is lived: shadows, schedules and monitoring in one loop, training jobs in
 * another, so that a long training holds up nothing else.
 */
export function startRetrainer({ platform, market, report, only }: RetrainerOptions): Retrainer {
  const stopping = new AbortController();
  const tenant = (): Tenant => platform.tenant(MAIN_TENANT);
  const loop = async (what: string, work: () => Promise<unknown>): Promise<void> => {
    while (!stopping.signal.aborted) {
      const isIdle = market.view().state === 'history' || tenant().engine.hasStopped;
      if (!isIdle) await work().catch((error: unknown) => report.error(what, { reason: messageOf(error) }));
      await sleep(EVERY_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  const loops = [
    ...(only === 'jobs' ? [] : [loop('models could not be looked after', () => tenant().retraining.tick())]),
    loop('training jobs could not run', () => tenant().retraining.train()),
  ];
  return {
    async stop() {
      stopping.abort();
      await tenant().retraining.stop();
      await Promise.all(loops);
    },
  };
}
