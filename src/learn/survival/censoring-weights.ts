import { TallyError } from '#base';
import { censoringCurve } from './kaplan-meier.ts';
import { demandEvents, type SurvivalOutcomes } from './outcomes.ts';
import { stepAt } from './step-curve.ts';

/**
 * The chance of not yet being censored as a function of time, which refuses what the data cannot tell.
 *
 * @throws TallyError `LEARN_CENSORING` at a time beyond the last one observed while the chance is still above 0.
 */
export function uncensoredChance(outcomes: SurvivalOutcomes): (time: number) => number {
  demandEvents(outcomes);
  const curve = censoringCurve(outcomes);
  const last = curve.times.at(-1) as number;
  const atEnd = stepAt(curve, last);
  return (time) => {
    if (time > last && atEnd > 0) {
      throw new TallyError('LEARN_CENSORING', `nothing is known about censoring at ${time}: the last time is ${last}`, {
        hint: 'estimate censoring on rows observed for longer, or judge up to an earlier time (tau)',
        data: { time, last },
      });
    }
    return stepAt(curve, time);
  };
}

/** One over the chance of being uncensored for rows with an event up to `tau`, 0 for the others. */
export function censoringWeights(
  outcomes: SurvivalOutcomes,
  censoring: SurvivalOutcomes,
  tau = Infinity,
): Float64Array {
  const chance = uncensoredChance(censoring);
  return outcomes.time.map((time, row) => {
    if (outcomes.event[row] !== 1 || time >= tau) return 0;
    const uncensored = chance(time);
    if (uncensored > 0) return 1 / uncensored;
    throw new TallyError('LEARN_CENSORING', `at ${time} every row is censored, yet row ${row} has an event`, {
      hint: 'judge up to an earlier time (tau)',
      data: { time, row },
    });
  });
}
