import { DAY_MS } from '#base';
import type { AggregateFamily, NaiveRow } from './aggregate.ts';
import { addUp } from './amount.ts';
import type { ListSql } from '../sql/list-sql.ts';

const mean = (numbers: readonly number[]): number => addUp(numbers) / numbers.length;

/** Sum of products of deviations. */
function products(x: readonly number[], y: readonly number[]): number {
  const [mx, my] = [mean(x), mean(y)];
  return addUp(x.map((value, i) => (value - mx) * ((y[i] ?? NaN) - my)));
}

function productsSql(s: ListSql, x: string, y: string): string {
  const [mx, my] = [`(${s.sum(x)} / ${s.n})`, `(${s.sum(y)} / ${s.n})`];
  return s.sum(s.index(s.n, (i) => `(${s.at(x, i)} - ${mx}) * (${s.at(y, i)} - ${my})`));
}

const ages = (rows: readonly NaiveRow[], end: number): number[] => rows.map(({ t }) => (end - t) / DAY_MS);
const values = (rows: readonly NaiveRow[]): number[] => rows.map(({ v }) => v);

/** Lines through points. */
export const regressions: AggregateFamily = {
  trend: {
    input: 'number',
    meaning: 'least-squares slope of the value over time, per day; missing when all events share one instant',
    fast: (slice) => {
      const { values, times, from, to, end } = slice;
      const size = to - from;
      let age = 0;
      for (let i = from; i < to; i++) age += (end - (times[i] as number)) / DAY_MS;
      const [meanAge, meanValue] = [age / size, slice.sum() / size];
      let [cross, spread] = [0, 0];
      for (let i = from; i < to; i++) {
        const d = (end - (times[i] as number)) / DAY_MS - meanAge;
        cross += d * ((values[i] as number) - meanValue);
        spread += d * d;
      }
      return spread === 0 ? NaN : -(cross / spread);
    },
    naive: (rows, { end }) => {
      const spread = products(ages(rows, end), ages(rows, end));
      return spread === 0 ? NaN : -(products(ages(rows, end), values(rows)) / spread);
    },
    sql: (s) => {
      const age = s.map(s.t, (t) => `(${s.end} - ${t}) / ${DAY_MS}.0`);
      return `-(${productsSql(s, age, s.v)} / nullif(${productsSql(s, age, age)}, 0))`;
    },
  },
  correlation: {
    input: 'number',
    pairs: true,
    meaning: 'Pearson correlation of the two values; missing when one of them never varies',
    fast: (slice) => {
      const { values, second, from, to } = slice;
      const size = to - from;
      let total = 0;
      for (let i = from; i < to; i++) total += second[i] as number;
      const [mx, my] = [slice.sum() / size, total / size];
      let [xy, xx, yy] = [0, 0, 0];
      for (let i = from; i < to; i++) {
        const dx = (values[i] as number) - mx;
        const dy = (second[i] as number) - my;
        xy += dx * dy;
        xx += dx * dx;
        yy += dy * dy;
      }
      return xx * yy === 0 ? NaN : xy / Math.sqrt(xx * yy);
    },
    naive: (rows) => {
      const [x, y] = [values(rows), rows.map(({ w }) => w)];
      const spread = products(x, x) * products(y, y);
      return spread === 0 ? NaN : products(x, y) / Math.sqrt(spread);
    },
    sql: (s) =>
      `${productsSql(s, s.v, s.w)} / ${s.sqrt(`nullif(${productsSql(s, s.v, s.v)} * ${productsSql(s, s.w, s.w)}, 0)`)}`,
  },
};
