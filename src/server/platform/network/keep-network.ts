import { dayOfInstant } from '#base';
import { MAIN_TENANT, type Platform } from '../open-platform.ts';

export interface NetworkKeeperOptions {
  readonly platform: Platform;
  /** Milliseconds that do not stand still or jump, for how often the detectors run. */
  readonly wall: () => number;
  /** True while nobody is to be disturbed. */
  readonly isBusy: () => boolean;
  readonly onError: (error: unknown) => void;
}

const EVERY_MS = 5000;
/** In a simulated market a day is soon over. */
const DETECT_EVERY_MS = 600_000;

/** Reads for the watch are made a few at a time, so that requests get their turn. */
const [DRAIN_EVERY_MS, READS] = [250, 8];

/** Runs the detectors of fraud patterns when a day is over, and makes the reads of the watch meanwhile. Returns the way to stop. */
export function keepNetwork({ platform, wall, isBusy, onError }: NetworkKeeperOptions): () => Promise<void> {
  let running: Promise<unknown> | undefined;
  let [lastDay, ranAt] = [-1, -Infinity];
  const timer = setInterval(() => {
    if (running !== undefined || isBusy()) return;
    const { findings, engine } = platform.tenant(MAIN_TENANT);
    const now = engine.ports.clock.now();
    if (dayOfInstant(now) === lastDay || wall() - ranAt < DETECT_EVERY_MS) return;
    [lastDay, ranAt] = [dayOfInstant(now), wall()];
    running = findings
      .run(now)
      .catch(onError)
      .finally(() => (running = undefined));
  }, EVERY_MS);
  const draining = setInterval(() => {
    if (!isBusy()) platform.tenant(MAIN_TENANT).watcher.drain(READS);
  }, DRAIN_EVERY_MS);
  return async () => {
    clearInterval(timer);
    clearInterval(draining);
    await running;
  };
}
