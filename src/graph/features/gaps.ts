import type { EdgeSide } from './edge-sides.ts';
import type { EventRows } from './event-rows.ts';
import type { Feature, FeatureContext } from './feature-set.ts';

const NAMES = ['first_age', 'last_age', 'gap_mean', 'gap_sd', 'gap_min', 'days', 'most_a_day'] as const;

/** When the edges of every row happened: ages of the first and last, gaps between, days with one, most within a day. */
export function gapFigures({ events, rows }: FeatureContext): Feature[] {
  if (events.ages === undefined) return [];
  return events.sides.flatMap((side) => {
    const columns = NAMES.map(() => new Float64Array(rows.length));
    rows.forEach((v, row) => {
      gapsOf(events, side, v).forEach((value, i) => ((columns[i] as Float64Array)[row] = value));
    });
    return NAMES.map((name, i): Feature => [`${side.prefix}${name}`, columns[i] as Float64Array]);
  });
}

function gapsOf({ ages }: EventRows, side: EdgeSide, v: number): number[] {
  let [many, sum, squares, least, days, aDay, most] = [0, 0, 0, Infinity, 0, 0, 0];
  let [first, last, before, day] = [NaN, NaN, NaN, NaN];
  for (let i = side.starts[v] as number; i < (side.starts[v + 1] as number); i++) {
    const age = ages?.[side.edges[i] as number] ?? NaN;
    if (Number.isNaN(age)) break;
    if (many === 0) last = age;
    else {
      const gap = age - before;
      sum += gap;
      squares += gap * gap;
      if (gap < least) least = gap;
    }
    if (Math.floor(age) === day) aDay++;
    else [days, aDay, day] = [days + 1, 1, Math.floor(age)];
    if (aDay > most) most = aDay;
    [many, first, before] = [many + 1, age, age];
  }
  const gaps = many - 1;
  const mean = gaps > 0 ? sum / gaps : NaN;
  const deviation = gaps > 0 ? Math.sqrt(Math.max(0, squares / gaps - mean * mean)) : NaN;
  return [first, last, mean, deviation, gaps > 0 ? least : NaN, days, most];
}
