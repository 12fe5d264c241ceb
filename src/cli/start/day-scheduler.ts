import { civilFromDay, dayOfInstant, messageOf, type Clock, type Log } from '#base';
import { MAIN_TENANT, type Platform } from '#server';
import { describeLearning } from './announce.ts';

export interface DaySchedulerOptions {
  readonly platform: Platform;
  readonly clock: Clock;
  readonly report: Log;
  readonly seed: number;
  readonly say: (line: string) => void;
}

/** How often the calendar is looked at. */
const EVERY_MS = 60_000;

/**
 * Closes the days of an installation that lives in real time: each day when it is over, missed ones after a stop as well,
 * and a round of learning on the first of a month. Returns the way to stop.
 */
export function startDayScheduler(options: DaySchedulerOptions): () => void {
  let isBusy = false;
  const look = (): void => {
    if (isBusy) return;
    isBusy = true;
    closePastDays(options)
      .catch((error: unknown) => options.report.error('a day could not be closed', { reason: messageOf(error) }))
      .finally(() => {
        isBusy = false;
      });
  };
  look();
  const timer = setInterval(look, EVERY_MS);
  return () => clearInterval(timer);
}

async function closePastDays({ platform, clock, seed, say }: DaySchedulerOptions): Promise<void> {
  const { engine, retraining } = platform.tenant(MAIN_TENANT);
  const today = dayOfInstant(clock.now());
  if (engine.lastClosedDay >= today - 1) return;
  await engine.closeDays(today - 1);
  if (civilFromDay(today).day !== 1) return;
  const learned = await retraining.learn({ seed, today });
  for (const line of describeLearning(learned)) say(line);
}
