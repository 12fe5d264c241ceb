import { describe, expect, it } from 'vitest';
import { createRng, DAY_MS } from '#base';
import { bind } from '../bind.ts';
import { columnarEngine } from '../columnar/columnar-engine.ts';
import { parseDefinitions } from '../definition/parse-definitions.ts';
import type { EventColumn, EventTable, LabelTable } from '../event-table.ts';
import { withDuckDbSession } from '../sql/duckdb-session.ts';
import { HyperLogLog } from './hyperloglog.ts';
import { aggregateNames, aggregateOf } from './index.ts';
import { QuantileSketch } from './quantile-sketch.ts';

const ROWS = 60;
const END = 1_700_000_000_000;

/** What DuckDB's own functions, written by others, call the same. */
const PEERS: Readonly<Record<string, string>> = {
  count: 'count(v)',
  sum: 'sum(v)',
  mean: 'avg(v)',
  variance: 'var_samp(v)',
  stddev: 'stddev_samp(v)',
  kurtosis: 'kurtosis_pop(v)',
  skew: `avg(power(v - (select avg(v) from e), 3)) / power(var_pop(v), 1.5)`,
  median: 'median(v)',
  quantile: 'quantile_cont(v, 0.5)',
  iqr: 'quantile_cont(v, 0.75) - quantile_cont(v, 0.25)',
  min: 'min(v)',
  max: 'max(v)',
  last: 'arg_max(v, t)',
  first: 'arg_min(v, t)',
  distinct: 'count(distinct v)',
  entropy: 'entropy(v) * ln(2)',
  trend: `regr_slope(v, t / ${DAY_MS})`,
  correlation: 'corr(v, w)',
  days_since_last: `(${END} - max(t)) / ${DAY_MS}`,
  active_days: `count(distinct floor(t / ${DAY_MS}))`,
  weekend_share: `avg(case when dayofweek(epoch_ms(t::bigint)) in (0, 6) then 1.0 else 0.0 end)`,
  night_share: `avg(case when hour(epoch_ms(t::bigint)) < 6 then 1.0 else 0.0 end)`,
  decay_count: `sum(power(2, -(${END} - t) / (7.0 * ${DAY_MS})))`,
  mode: 'mode(v)',
};

describe('aggregates', () => {
  it('agree with the functions that DuckDB brings', async () => {
    const rng = createRng(8);
    const occurred = Float64Array.from({ length: ROWS }, () => END - rng.below(60 * DAY_MS)).sort();
    const v = Float64Array.from({ length: ROWS }, (_, row) => (row % 3 === 0 ? 7 : Math.round(rng.normal() * 100)));
    const w = Float64Array.from({ length: ROWS }, () => rng.normal());
    const key = { values: new Float64Array(ROWS), dictionary: ['a'] };
    const told: EventTable = {
      rows: ROWS,
      occurred,
      columns: new Map<string, EventColumn>([
        ['who', key],
        ['v', { values: v }],
        ['w', { values: w }],
      ]),
    };
    const labels: LabelTable = {
      rows: 1,
      asOf: Float64Array.of(END),
      keys: new Map([['who', { ...key, values: new Float64Array(1) }]]),
    };
    const names = Object.keys(PEERS);
    const definitions = names.map((aggregate) => ({
      name: aggregate,
      entity: 'who',
      value: 'v',
      second: 'w',
      aggregate,
    }));
    const { factors, events } = bind(parseDefinitions(definitions), told);
    const { columns } = await columnarEngine(factors, events, { labels });
    const peers = await withDuckDbSession(async (session) => {
      await session.load('e', [
        { name: 't', values: occurred },
        { name: 'v', values: v },
        { name: 'w', values: w },
      ]);
      return session.query(`select ${names.map((name) => `cast(${PEERS[name]} as double)`).join(', ')} from e`);
    });
    names.forEach((name, i) => {
      const [ours, theirs] = [columns[i]?.[0] ?? NaN, Number(peers[i]?.[0])];
      expect({
        name,
        close: Math.abs(ours - theirs) <= 1e-9 * Math.max(1, Math.abs(theirs)),
        ours,
        theirs,
      }).toMatchObject({ name, close: true });
    });
  });

  it('are at least forty, each with its exact meaning', () => {
    expect(aggregateNames.length).toBeGreaterThanOrEqual(40);
    expect(aggregateNames.filter((name) => (aggregateOf(name)?.meaning ?? '').length < 8)).toEqual([]);
  });
});

describe('sketches', () => {
  it('count different values within a few per cent, merged in any order', () => {
    const [whole, left, right] = [new HyperLogLog(), new HyperLogLog(), new HyperLogLog()];
    const rng = createRng(3);
    for (let i = 0; i < 20_000; i++) {
      const hash = rng.below(9_007_199_254_740_991);
      whole.add(hash);
      (i % 3 === 0 ? left : right).add(hash);
    }
    expect(Math.abs(whole.estimate() / 20_000 - 1)).toBeLessThan(0.05);
    right.merge(left);
    expect(right.estimate()).toBe(whole.estimate());
  });

  it('answer quantiles within two per cent of the rank, merged too', () => {
    const [whole, other] = [new QuantileSketch(), new QuantileSketch()];
    const rng = createRng(4);
    for (let i = 0; i < 30_000; i++) (i % 2 === 0 ? whole : other).add(rng.uniform());
    whole.merge(other);
    expect(whole.size).toBe(30_000);
    for (const q of [0.05, 0.5, 0.95]) expect(Math.abs(whole.quantile(q) - q)).toBeLessThan(0.02);
  });
});
