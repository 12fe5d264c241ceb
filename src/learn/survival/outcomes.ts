import { TallyError } from '#base';
import type { SurvivalTarget } from '../target.ts';

/** What is known about a time until an event: one entry per row. */
export interface SurvivalOutcomes {
  /** When the event or the end of observation came; finite, not negative. */
  readonly time: Float64Array;
  /** 1 = the event came at `time`, 0 = it had not come by then (censored). */
  readonly event: Uint8Array;
  /** Observed only after this time (left truncation); without it, from the beginning. */
  readonly entry?: Float64Array;
}

/** The outcomes of a survival target: of one `cause`, the others counting as censored, or of any cause. */
export function survivalOutcomes(target: SurvivalTarget, cause?: number): SurvivalOutcomes {
  const event = Uint8Array.from(target.cause, (code) => ((cause === undefined ? code > 0 : code === cause) ? 1 : 0));
  const isTruncated = target.entry.some((entry) => entry > 0);
  const outcomes = { time: target.time, event, ...(isTruncated ? { entry: target.entry } : {}) };
  checkOutcomes(outcomes);
  return outcomes;
}

/**
 * Checks outcomes.
 *
 * @throws TallyError `LEARN_SHAPE`, `LEARN_SURVIVAL_TIME`, `LEARN_SURVIVAL_EVENT`.
 */
export function checkOutcomes({ time, event, entry }: SurvivalOutcomes): void {
  if (time.length === 0 || event.length !== time.length || (entry?.length ?? time.length) !== time.length) {
    const lengths = `${time.length} times, ${event.length} events and ${entry?.length ?? 'no'} entry times`;
    throw new TallyError('LEARN_SHAPE', `there are ${lengths}`, { hint: 'give one of each per row, at least one row' });
  }
  for (let row = 0; row < time.length; row++) {
    const [until, from] = [time[row] as number, entry?.[row] ?? -1];
    if (!(until >= 0 && until < Infinity)) throw wrongTime(row, `the time of row ${row} is ${until}`);
    if (!(from < until)) throw wrongTime(row, `row ${row} enters at ${from} and ends at ${until}`);
    if ((event[row] as number) <= 1) continue;
    throw new TallyError('LEARN_SURVIVAL_EVENT', `the event of row ${row} is ${event[row]}, not 0 or 1`, {
      hint: 'give 1 for the event and 0 for a censored row; choose one cause of several',
      data: { row, event: event[row] },
    });
  }
}

function wrongTime(row: number, message: string): TallyError {
  return new TallyError('LEARN_SURVIVAL_TIME', message, {
    hint: 'times are finite and not negative, and a row enters before it ends',
    data: { row },
  });
}

/** Throws `LEARN_NO_EVENTS` when every row is censored. */
export function demandEvents({ event }: SurvivalOutcomes): void {
  if (event.includes(1)) return;
  throw new TallyError('LEARN_NO_EVENTS', `none of the ${event.length} rows has an event`, {
    hint: 'give rows in which the event was seen',
    data: { rows: event.length },
  });
}
