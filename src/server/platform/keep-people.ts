import { setImmediate as nextTurn } from 'node:timers/promises';
import { fitInThread } from '#identity';
import { MAIN_TENANT, type Platform } from './open-platform.ts';

export interface PeopleKeeperOptions {
  readonly platform: Platform;
  /** Milliseconds that do not stand still or jump, for how often the costly part is done. */
  readonly wall: () => number;
  /** True while nobody is to be disturbed. */
  readonly isBusy: () => boolean;
  readonly onError: (error: unknown) => void;
}

const EVERY_MS = 250;
/** Persons looked at before requests get their turn, a few milliseconds of work. */
const MOST_PERSONS = 500;
const REFRESH_EVERY_MS = 600_000;
const REFRESH_AFTER_MS = 7 * 86_400_000;

/**
 * Lets time pass for people: whoever sleeps, forgets or whose consent ends changes tag and segments without an event, within
 * half a second. Once a week of the installation's time, customers are compared anew. Returns the way to stop.
 */
export function keepPeople(options: PeopleKeeperOptions): () => Promise<void> {
  let running: Promise<void> | undefined;
  let refreshedAt = -Infinity;
  let isStopped = false;
  const turn = async (): Promise<void> => {
    const { engine } = options.platform.tenant(MAIN_TENANT);
    while (!isStopped && (await engine.passTime(MOST_PERSONS))) await nextTurn();
    const { people, clock } = engine.ports;
    const isStale =
      clock.now() - (people.population?.at ?? -Infinity) > REFRESH_AFTER_MS || people.population?.spend === undefined;
    if (!isStale || options.wall() - refreshedAt < REFRESH_EVERY_MS) return;
    refreshedAt = options.wall();
    // Not waited for: requests, and time, go on meanwhile.
    void fitInThread(people.sample(clock.now()))
      .then((models) => (isStopped ? undefined : people.refresh(clock.now(), models)))
      .catch(options.onError);
  };
  const timer = setInterval(() => {
    if (running !== undefined || options.isBusy()) return;
    running = turn()
      .catch(options.onError)
      .finally(() => (running = undefined));
  }, EVERY_MS);
  return async () => {
    isStopped = true;
    clearInterval(timer);
    await running;
  };
}
