import { TallyError } from '#base';
import { uncensoredChance } from '../survival/censoring-weights.ts';
import { checkOutcomes, type SurvivalOutcomes } from '../survival/outcomes.ts';
import { checkByTime, checkHorizons } from './survival-times.ts';
import type { HorizonOptions } from './time-auc.ts';

/**
 * The Brier score of survival probabilities at each time, with inverse probability of censoring weights (Graf et al.,
 * Statistics in Medicine 1999). `survival` is times x rows, time by time: the chance of row r to be without event
 * after time t at `t * rows + r`.
 *
 * @throws TallyError `LEARN_SHAPE`, `LEARN_SCORE`, `LEARN_HORIZONS`, `LEARN_NO_EVENTS`, `LEARN_CENSORING`.
 */
export function survivalBrier(
  outcomes: SurvivalOutcomes,
  survival: Float64Array,
  options: HorizonOptions,
): Float64Array {
  checkOutcomes(outcomes);
  const { times } = options;
  const { time, event } = outcomes;
  const rows = time.length;
  checkHorizons(times, outcomes);
  checkByTime(survival, { times: times.length, rows });
  checkProbabilities(survival);
  const chance = uncensoredChance(options.censoring ?? outcomes);
  const atOwn = time.map((t) => inverse(chance(t)));
  return times.map((at, k) => {
    const atTime = inverse(chance(at));
    let sum = 0;
    for (let row = 0; row < rows; row++) {
      const alive = survival[k * rows + row] as number;
      if ((time[row] as number) > at) sum += (1 - alive) ** 2 * atTime;
      else if (event[row] === 1) sum += alive ** 2 * (atOwn[row] as number);
    }
    return sum / rows;
  });
}

/**
 * {@link survivalBrier} integrated over the times by trapezoids and divided by their range; needs two times.
 *
 * @throws TallyError as {@link survivalBrier}.
 */
export function integratedBrier(outcomes: SurvivalOutcomes, survival: Float64Array, options: HorizonOptions): number {
  const { times } = options;
  if (times.length < 2) {
    throw new TallyError('LEARN_HORIZONS', `an integral over ${times.length} time is not defined`, {
      hint: 'give at least two times',
    });
  }
  const values = survivalBrier(outcomes, survival, options);
  let area = 0;
  for (let k = 1; k < times.length; k++) {
    const width = (times[k] as number) - (times[k - 1] as number);
    area += (width * ((values[k] as number) + (values[k - 1] as number))) / 2;
  }
  return area / ((times.at(-1) as number) - (times[0] as number));
}

/** A chance of 0 carries no weight: nobody can be observed there. */
function inverse(chance: number): number {
  return chance > 0 ? 1 / chance : 0;
}

function checkProbabilities(values: Float64Array): void {
  const at = values.findIndex((value) => !(value >= 0 && value <= 1));
  if (at === -1) return;
  throw new TallyError('LEARN_SCORE', `survival probability ${at} is ${values[at]}`, {
    hint: 'give probabilities from 0 to 1, time by time',
    data: { at },
  });
}
