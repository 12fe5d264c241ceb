import { SingleBar } from 'cli-progress';
import { formatMonth, monthOfDay } from '#base';

/** How far a simulation has come. */
export interface MarketProgress {
  readonly done: number;
  readonly total: number;
  readonly day: number;
  readonly applications: number;
}

/** A bar on standard error with the month being lived; silent when `quiet` or when nobody watches. */
export function marketBar(quiet: boolean): { update(progress: MarketProgress): void; stop(): void } {
  if (quiet || !process.stderr.isTTY) return { update: () => undefined, stop: () => undefined };
  const bar = new SingleBar({
    format: '{month} |{bar}| {percentage} %  {applications} applications  {eta_formatted} left',
    stream: process.stderr,
    hideCursor: true,
  });
  let started = false;
  return {
    update({ done, total, day, applications }) {
      const payload = { month: formatMonth(monthOfDay(day)), applications };
      if (started) bar.update(done, payload);
      else bar.start(total, done, payload);
      started = true;
    },
    stop: () => bar.stop(),
  };
}
