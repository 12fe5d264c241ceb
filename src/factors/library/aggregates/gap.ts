import { DAY_MS } from '#base';
import type { AggregateFamily, AggregateSpec, NaiveRow } from './aggregate.ts';
import { addUp } from './amount.ts';
import type { ListSql } from '../sql/list-sql.ts';
import type { Slice } from './slice.ts';

const gapAt = (times: Float64Array, i: number): number => ((times[i - 1] as number) - (times[i] as number)) / DAY_MS;

function meanGap({ times, from, to }: Slice): number {
  let total = 0;
  for (let i = from + 1; i < to; i++) total += gapAt(times, i);
  return total / (to - from - 1);
}

function gapSpread(slice: Slice): number {
  const { times, from, to } = slice;
  if (to - from < 3) return NaN;
  const mean = meanGap(slice);
  let total = 0;
  for (let i = from + 1; i < to; i++) {
    const d = gapAt(times, i) - mean;
    total += d * d;
  }
  return Math.sqrt(total / (to - from - 2));
}

function extremeGap({ times, from, to }: Slice, isLongest: boolean): number {
  let best = NaN;
  for (let i = from + 1; i < to; i++) {
    const gap = gapAt(times, i);
    if (best !== best || (isLongest ? gap > best : gap < best)) best = gap;
  }
  return best;
}

const gaps = (rows: readonly NaiveRow[]): number[] =>
  rows.slice(1).map(({ t }, i) => ((rows[i]?.t ?? NaN) - t) / DAY_MS);
const naiveMean = (rows: readonly NaiveRow[]): number => addUp(gaps(rows)) / gaps(rows).length;

function naiveSpread(rows: readonly NaiveRow[]): number {
  const mean = naiveMean(rows);
  return rows.length < 3 ? NaN : Math.sqrt(addUp(gaps(rows).map((g) => (g - mean) * (g - mean))) / (rows.length - 2));
}

const gapsSql = (s: ListSql): string =>
  s.index(`${s.n} - 1`, (i) => `(${s.at(s.t, i)} - ${s.at(s.t, `${i} + 1`)}) / ${DAY_MS}.0`);
const meanSql = (s: ListSql): string => `(${s.sum(gapsSql(s))} / nullif(${s.n} - 1, 0))`;
const spreadSql = (s: ListSql): string => {
  const squares = s.sum(s.map(gapsSql(s), (g) => `(${g} - ${meanSql(s)}) * (${g} - ${meanSql(s)})`));
  return s.when(`${s.n} > 2`, s.sqrt(`${squares} / nullif(${s.n} - 2, 0)`), 'null');
};

const gap = (meaning: string, forms: Pick<AggregateSpec, 'fast' | 'naive' | 'sql'>): AggregateSpec => ({
  input: 'events',
  meaning,
  ...forms,
});

/** Time between successive events, in days. */
export const gapFamily: AggregateFamily = {
  gap_mean: gap('mean days between successive events; missing below two', {
    fast: (slice) => (slice.to - slice.from < 2 ? NaN : meanGap(slice)),
    naive: (rows) => naiveMean(rows),
    sql: meanSql,
  }),
  gap_std: gap('sample standard deviation of the days between events; missing below three', {
    fast: gapSpread,
    naive: naiveSpread,
    sql: spreadSql,
  }),
  gap_min: gap('shortest time between successive events, days', {
    fast: (slice) => extremeGap(slice, false),
    naive: (rows) => (rows.length < 2 ? NaN : Math.min(...gaps(rows))),
    sql: (s) => s.min(gapsSql(s)),
  }),
  gap_max: gap('longest time between successive events, days', {
    fast: (slice) => extremeGap(slice, true),
    naive: (rows) => (rows.length < 2 ? NaN : Math.max(...gaps(rows))),
    sql: (s) => s.max(gapsSql(s)),
  }),
  burstiness: gap(
    '(s - m) / (s + m) of the gaps, s deviation and m mean (Goh and Barabasi 2008); missing below three',
    {
      fast: (slice) => {
        const [s, m] = [gapSpread(slice), meanGap(slice)];
        return (s - m) / (s + m);
      },
      naive: (rows) => (naiveSpread(rows) - naiveMean(rows)) / (naiveSpread(rows) + naiveMean(rows)),
      sql: (s) => `((${spreadSql(s)}) - ${meanSql(s)}) / nullif((${spreadSql(s)}) + ${meanSql(s)}, 0)`,
    },
  ),
};
