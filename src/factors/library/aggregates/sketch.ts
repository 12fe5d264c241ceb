import type { AggregateFamily } from './aggregate.ts';
import { HyperLogLog } from './hyperloglog.ts';
import { QuantileSketch } from './quantile-sketch.ts';

const shared = new HyperLogLog();

/** Approximations of bounded size; deterministic, without a form in SQL. */
export const sketches: AggregateFamily = {
  distinct_hll: {
    input: 'any',
    meaning: 'different values by HyperLogLog with 4,096 registers, standard error 1.6 %',
    empty: 0,
    fast: ({ values, hash, from, to }) => {
      shared.clear();
      for (let i = from; i < to; i++) shared.add(hash(values[i] as number));
      return shared.estimate();
    },
    naive: (rows, { hash }) => {
      const parts = rows.map(({ v }) => {
        const part = new HyperLogLog();
        part.add(hash(v));
        return part;
      });
      return parts.reduceRight((all, part) => (all.merge(part), all), new HyperLogLog()).estimate();
    },
  },
  quantile_sketch: {
    input: 'number',
    meaning:
      'quantile q by a KLL sketch that takes values newest first: a value of the window, exact rank up to 256 values',
    fast: ({ values, from, to }, { q }) => {
      const sketch = new QuantileSketch();
      for (let i = from; i < to; i++) sketch.add(values[i] as number);
      return sketch.quantile(q);
    },
    naive: (rows, { q }) => {
      const sketch = new QuantileSketch();
      for (const { v } of rows) sketch.add(v);
      return sketch.quantile(q);
    },
  },
};
