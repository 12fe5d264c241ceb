import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng } from '#base';
import { createFrame, dateColumn, float64Column, stringColumn } from '#table';
import { binFeature, periodsOf } from './bin-feature.ts';
import { joinPureBins } from './bin-counts.ts';
import { binIndexes, binNames, ordinaryBins } from './binning.ts';
import { binningTable } from './binning-table.ts';
import { binningSettings, optimalBinning } from './optimal-binning.ts';
import { bestPartition, type PartitionLimits } from './partition.ts';
import { segmentsOf, type Segments } from './segments.ts';
import { sortValues } from './sort-values.ts';
import { countValues } from './value-counts.ts';
import { binShift, woeTransform } from './woe.ts';

const seed = 11;
const shapes = ['none', 'ascending', 'descending', 'peak', 'valley'] as const;

describe('sortValues', () => {
  it('sorts as the built-in sort does, at any size and scale', () => {
    const rng = createRng(seed);
    for (const scale of [1e-9, 1, 1e12]) {
      const values = new Float64Array(5000).map((_, k) =>
        k % 7 === 0 ? Math.round(rng.normal()) : scale * rng.normal(),
      );
      expect(sortValues(values.slice())).toEqual(values.slice().sort());
    }
  });
});

/** Every way to cut pre-bins into bins that keeps the limits; the best value, or undefined. */
function bruteForce(segments: Segments, limits: PartitionLimits): number | undefined {
  let best: number | undefined;
  for (let mask = 0; mask < 1 << (segments.size - 1); mask++) {
    const ends = Array.from({ length: segments.size }, (_, k) => k).filter(
      (k) => k === segments.size - 1 || ((mask >> k) & 1) === 1,
    );
    const runs = ends.map((end, k) => [k === 0 ? 0 : (ends[k - 1] ?? 0) + 1, end] as const);
    if (runs.length < limits.minBins || runs.length > (limits.maxBins ?? Infinity)) continue;
    if (!runs.every(([start, end]) => segments.isAllowed(start, end))) continue;
    const ways = runs.slice(1).map(([start, end], k) => segments.compare(runs[k]?.[0] ?? 0, start, end));
    if (ways.includes(undefined) || !hasShape(ways as number[], limits.trend)) continue;
    const value = runs.reduce((sum, [start, end]) => sum + segments.value(start, end), 0);
    if (best === undefined || value > best) best = value;
  }
  return best;
}

function hasShape(ways: readonly number[], trend: PartitionLimits['trend']): boolean {
  if (trend === 'none') return true;
  const rises = (list: readonly number[]): boolean => list.every((way) => way >= 0);
  const falls = (list: readonly number[]): boolean => list.every((way) => way <= 0);
  if (trend === 'ascending') return rises(ways);
  if (trend === 'descending') return falls(ways);
  const [before, after] = trend === 'peak' ? [rises, falls] : [falls, rises];
  return Array.from({ length: ways.length + 1 }).some((_, k) => before(ways.slice(0, k)) && after(ways.slice(k)));
}

const prebin = fc.record({ events: fc.integer({ min: 1, max: 30 }), others: fc.integer({ min: 1, max: 30 }) });

describe('bestPartition', () => {
  it('equals the best of all partitions under every shape and limit', () => {
    fc.assert(
      fc.property(
        fc.array(prebin, { minLength: 1, maxLength: 8 }),
        fc.record({
          trend: fc.constantFrom(...shapes),
          minBins: fc.integer({ min: 1, max: 4 }),
          maxBins: fc.option(fc.integer({ min: 4, max: 6 }), { nil: undefined }),
        }),
        fc.record({
          objective: fc.constantFrom('iv' as const, 'js' as const),
          minSize: fc.constantFrom(0, 0.1, 0.3),
          minRateDifference: fc.constantFrom(0, 0.05),
          maxPValue: fc.constantFrom(undefined, 0.2),
        }),
        (bins, limits, wanted) => {
          const { maxPValue, ...rest } = wanted;
          const settings = binningSettings({ ...rest, ...(maxPValue === undefined ? {} : { maxPValue }) });
          const counts = {
            events: Float64Array.from(bins, ({ events }) => events),
            others: Float64Array.from(bins, ({ others }) => others),
          };
          const totals = {
            events: counts.events.reduce((a, b) => a + b),
            others: counts.others.reduce((a, b) => a + b),
          };
          const segments = segmentsOf(counts, { settings, totals, smoothing: 0, instability: undefined });
          const found = bestPartition(segments, limits);
          const best = bruteForce(segments, limits);
          if (best === undefined) expect(found).toBeUndefined();
          else expect(found?.value).toBeCloseTo(best, 9);
        },
      ),
      { seed, numRuns: 400 },
    );
  });
});

/** A made-up variable whose event rate falls with its value. */
function sample(rows: number, slope = -1): { values: Float64Array; label: Float64Array } {
  const rng = createRng(seed);
  const values = new Float64Array(rows).map(() => rng.normal());
  const label = values.map((value) => (rng.uniform() < 1 / (1 + Math.exp(1 - slope * value)) ? 1 : 0));
  return { values, label };
}

describe('optimalBinning', () => {
  it('keeps every row in one bin, and its table adds up', () => {
    const rows = fc.array(
      fc.record({
        value: fc.oneof(fc.integer({ min: -5, max: 9 }), fc.constant(NaN)),
        label: fc.constantFrom(0, 1),
        weight: fc.integer({ min: 0, max: 3 }),
      }),
      { minLength: 20, maxLength: 120 },
    );
    fc.assert(
      fc.property(rows, (list) => {
        const present = [...new Set(list.map(({ value }) => value))];
        fc.pre([0, 1].every((outcome) => list.some(({ label, weight }) => label === outcome && weight > 0)));
        fc.pre(present.length > 2);
        const values = Float64Array.from(list, ({ value }) => value);
        const label = Float64Array.from(list, (row) => row.label);
        const weights = Float64Array.from(list, ({ weight }) => weight);
        const binning = optimalBinning({ feature: 'x', values, label, weights }, { special: [9] });
        const table = binningTable(binning);
        const bins = binIndexes(binning, values);
        table.rows.forEach((row, bin) => {
          const inside = list.filter((_, at) => bins[at] === bin);
          expect(row.count).toBe(inside.reduce((sum, { weight }) => sum + weight, 0));
          expect(row.events).toBe(inside.reduce((sum, { weight, label: outcome }) => sum + weight * outcome, 0));
        });
        expect(table.rows.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
        expect(table.rows.every(({ iv, woe }) => iv >= 0 && Number.isFinite(woe))).toBe(true);
        expect(table.iv).toBeCloseTo(
          table.rows.reduce((sum, { iv }) => sum + iv, 0),
          12,
        );
        const woe = woeTransform(binning, values);
        woe.forEach((value, at) => expect(value).toBe(table.rows[bins[at] ?? -1]?.woe));
      }),
      { seed, numRuns: 150 },
    );
  });

  it('takes a weight as so many rows', () => {
    const { values, label } = sample(600);
    const weights = values.map((_, row) => row % 3);
    const rows = [...weights.keys()].flatMap((row) => Array.from({ length: row % 3 }, () => row));
    const repeat = (of: Float64Array): Float64Array => Float64Array.from(rows, (row) => of[row] ?? NaN);
    const weighted = optimalBinning({ feature: 'x', values, label, weights });
    expect(weighted).toEqual(optimalBinning({ feature: 'x', values: repeat(values), label: repeat(label) }));
    for (const prebins of ['quantile', 'uniform'] as const) {
      const a = optimalBinning({ feature: 'x', values, label, weights }, { prebins, maxPrebins: 6 });
      const b = optimalBinning(
        { feature: 'x', values: repeat(values), label: repeat(label) },
        { prebins, maxPrebins: 6 },
      );
      expect(a).toEqual(b);
    }
  });

  it('keeps the wanted shape, sizes and number of bins', () => {
    const { values, label } = sample(2000);
    const falling = optimalBinning({ feature: 'x', values, label });
    const table = binningTable(falling);
    expect(falling.trend).toBe('descending');
    const rates = table.rows.slice(0, ordinaryBins(falling)).map(({ eventRate }) => eventRate);
    expect([...rates].sort((a, b) => b - a)).toEqual(rates);
    const few = binningTable(optimalBinning({ feature: 'x', values, label }, { maxBins: 3, minSize: 0.2 }));
    expect(few.rows.filter(({ kind }) => kind === 'ordinary')).toHaveLength(3);
    expect(few.rows.slice(0, 3).every(({ share }) => share >= 0.2)).toBe(true);
    expect(few.iv).toBeLessThan(table.iv);
    const own = optimalBinning({ feature: 'x', values, label }, { splits: [0, -1, 1], trend: 'none' });
    expect(own.splits).toEqual([-1, 0, 1]);
  });

  it('gives missing values and special codes bins of their own', () => {
    const { values, label } = sample(900);
    values.fill(99, 0, 50).fill(98, 50, 80).fill(NaN, 80, 100);
    const binning = optimalBinning({ feature: 'x', values, label }, { special: [[98, 99]] });
    const rows = binningTable(binning).rows.slice(-2);
    expect(rows.map(({ kind, count }) => [kind, count])).toEqual([
      ['special', 80],
      ['missing', 20],
    ]);
    expect(binNames(binning).at(-2)).toBe('special 98, 99');
  });

  it('orders categories by event rate and sends rare ones to others', () => {
    const rng = createRng(seed);
    const names = ['a', 'b', 'c', 'd', 'e'];
    const risk = [0.1, 0.5, 0.3, 0.12, 0.9];
    const codes = Int32Array.from({ length: 3000 }, () => (rng.chance(0.01) ? 4 : rng.below(4)));
    const label = Float64Array.from(codes, (code) => (rng.chance(risk[code] ?? 0) ? 1 : 0));
    const job = stringColumn(Array.from(codes, (code) => names[code] ?? null));
    const binning = binFeature(createFrame({ job }), 'job', {
      label,
      settings: { rareShare: 0.02, maxPValue: 0.05 },
    });
    expect(binNames(binning)).toEqual(['a, d', 'c', 'b', 'others', 'missing']);
    expect(binningTable(binning).rows[3]?.eventRate).toBeGreaterThan(0.6);
  });

  it('keeps a variable that separates the outcomes, with finite weights', () => {
    const values = new Float64Array(100).map((_, row) => row);
    const table = binningTable(optimalBinning({ feature: 'x', values, label: values.map((v) => (v < 40 ? 1 : 0)) }));
    expect(table.gini).toBeCloseTo(1, 12);
    expect(table.rows.every(({ woe }) => Number.isFinite(woe))).toBe(true);
    expect(table.iv).toBeGreaterThan(5);
  });

  it('avoids bins that turn between periods', () => {
    const rng = createRng(seed);
    const values = new Float64Array(6000).map((_, row) => row % 6);
    const periods = Int32Array.from(values, (_, row) => Math.floor(row / 1000));
    const rate = (value: number, period: number): number => {
      if (value < 3) return 0.3;
      return value === 5 ? 0.1 : period % 2 === 0 ? 0.5 : 0.2;
    };
    const label = values.map((value, row) => (rng.chance(rate(value, periods[row] ?? 0)) ? 1 : 0));
    const settings = { trend: 'none', prebins: 'uniform', maxPrebins: 6 } as const;
    const plain = optimalBinning({ feature: 'x', values, label }, settings);
    const stable = optimalBinning({ feature: 'x', values, label, periods }, { ...settings, stability: 3 });
    expect(stable.splits.length).toBeLessThan(plain.splits.length);
    expect(binningTable(stable).iv).toBeLessThan(binningTable(plain).iv);
  });

  it('refuses what cannot be binned', () => {
    const label = Float64Array.of(0, 1, 0, 1);
    const bin = (values: number[], settings = {}, of = label) => {
      return () => optimalBinning({ feature: 'x', values: Float64Array.from(values), label: of }, settings);
    };
    expect(bin([1, 1, 1, 1])).toThrow(expect.objectContaining({ code: 'LEARN_BINNING_CONSTANT' }));
    expect(bin([NaN, NaN, NaN, NaN])).toThrow(expect.objectContaining({ code: 'LEARN_BINNING_CONSTANT' }));
    expect(bin([1, 2, 3, Infinity])).toThrow(expect.objectContaining({ code: 'LEARN_INFINITE' }));
    expect(bin([1], {}, Float64Array.of(1))).toThrow(expect.objectContaining({ code: 'LEARN_ONE_CLASS' }));
    expect(bin([1, 2, 3, 4], {}, Float64Array.of(1, 1, 1, 1))).toThrow(
      expect.objectContaining({ code: 'LEARN_ONE_CLASS' }),
    );
    expect(bin([1, 2, 3])).toThrow(expect.objectContaining({ code: 'LEARN_SHAPE' }));
    expect(bin([1, 2, 3, 4], { minBins: 5 })).toThrow(expect.objectContaining({ code: 'LEARN_BINNING_INFEASIBLE' }));
    expect(bin([1, 2, 3, 4], { minBins: 3, maxBins: 2 })).toThrow(expect.objectContaining({ code: 'LEARN_SETTINGS' }));
    expect(bin([1, 2, 3, 4], { trend: 'up' })).toThrow(expect.objectContaining({ code: 'LEARN_SETTINGS' }));
    const same = createFrame({ x: stringColumn(['a', 'a', 'a', 'a']) });
    expect(() => binFeature(same, 'x', { label })).toThrow(expect.objectContaining({ code: 'LEARN_BINNING_CONSTANT' }));
    expect(binningTable(bin([1, 1, NaN, NaN])()).rows.map(({ count }) => count)).toEqual([2, 2]);
  });
});

describe('joinPureBins', () => {
  it('joins bins of one outcome with their neighbours', () => {
    const values = Float64Array.of(1, 1, 2, 2, 3, 3, 4, 4);
    const counts = countValues({ values, label: Float64Array.of(0, 0, 0, 1, 1, 0, 1, 1) });
    expect(joinPureBins(counts, [1.5, 2.5, 3.5])).toMatchObject({ cuts: [2.5], isSeparated: false });
  });
});

describe('binShift', () => {
  it('is 0 for the same rows and large for others', () => {
    const { values, label } = sample(1000);
    const binning = optimalBinning({ feature: 'x', values, label });
    expect(binShift(binning, values, values).psi).toBe(0);
    const shift = binShift(
      binning,
      values,
      values.map((value) => value + 1),
    );
    expect(shift.psi).toBeGreaterThan(0.25);
    expect(shift.actual.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  });
});

describe('periodsOf', () => {
  it('numbers months of dates in order', () => {
    const day = dateColumn(Int32Array.of(0, 40, 31, 3));
    expect([...periodsOf(createFrame({ day }), 'day')]).toEqual([0, 1, 1, 0]);
    const month = float64Column(Float64Array.of(202_603, 202_601, NaN));
    expect(() => periodsOf(createFrame({ month }), 'month')).toThrow(
      expect.objectContaining({ code: 'LEARN_PERIOD_MISSING' }),
    );
  });
});
