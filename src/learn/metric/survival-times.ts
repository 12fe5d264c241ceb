import { TallyError } from '#base';
import type { SurvivalOutcomes } from '../survival/outcomes.ts';

/**
 * Checks the times at which a survival metric is asked for: strictly ascending and inside the follow-up.
 *
 * @throws TallyError `LEARN_HORIZONS`.
 */
export function checkHorizons(times: Float64Array, { time }: SurvivalOutcomes): void {
  const [first, last] = time.reduce(([low, high], t) => [Math.min(low, t), Math.max(high, t)], [Infinity, -Infinity]);
  const isAscending = times.every((t, k) => k === 0 || t > (times[k - 1] as number));
  const isInside = times.length > 0 && (times[0] as number) >= first && (times.at(-1) as number) < last;
  if (isAscending && isInside) return;
  throw new TallyError('LEARN_HORIZONS', `the times ${[...times.slice(0, 5)].join(', ')} ... cannot be judged`, {
    hint: `give at least one time, strictly ascending, from ${first} to below ${last} (the follow-up of the rows)`,
    data: { first, last, count: times.length },
  });
}

/** Throws `LEARN_SHAPE` unless there are times x rows values. */
export function checkByTime(values: Float64Array, sizes: { readonly times: number; readonly rows: number }): void {
  if (values.length === sizes.times * sizes.rows) return;
  throw new TallyError(
    'LEARN_SHAPE',
    `there are ${values.length} values for ${sizes.times} times x ${sizes.rows} rows`,
    {
      hint: 'give the values time by time: value t of row r at t * rows + r',
    },
  );
}
