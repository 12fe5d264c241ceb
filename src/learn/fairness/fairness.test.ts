import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng } from '#base';
import { stringColumn } from '#table';
import { lessDiscriminatory, meanDifference, residualDifference, selectionByGroup, tradeOffs } from '../index.ts';

const seed = 29;
const repeat = <T>(value: T, count: number): T[] => Array.from({ length: count }, () => value);

describe('selection by group', () => {
  const groups = stringColumn([...repeat('a', 100), ...repeat('b', 50), ...repeat(null, 10)]);
  const favourable = [...repeat(1, 60), ...repeat(0, 40), ...repeat(1, 20), ...repeat(0, 30), ...repeat(1, 10)];

  it('compares rates and odds with the reference, with intervals on the log scale', () => {
    const [group] = selectionByGroup(favourable, { groups, reference: 'a' });
    expect(group).toMatchObject({ group: 'b', rows: 50, rate: 0.4, referenceRate: 0.6 });
    expect(group?.adverseImpactRatio.value).toBeCloseTo(2 / 3, 12);
    const spread = Math.sqrt(1 / 20 - 1 / 50 + 1 / 60 - 1 / 100);
    expect(group?.adverseImpactRatio.low).toBeCloseTo((2 / 3) * Math.exp(-1.959964 * spread), 6);
    expect(group?.oddsRatio.value).toBeCloseTo(20 / 30 / (60 / 40), 12);
    expect(group?.oddsRatio.high).toBeCloseTo(
      (4 / 9) * Math.exp(1.959964 * Math.sqrt(1 / 20 + 1 / 30 + 1 / 60 + 1 / 40)),
      6,
    );
    expect(group?.pValue).toBeCloseTo(0.0209, 3);
  });

  it('stays finite when a cell is empty', () => {
    const none = [...repeat(1, 100), ...repeat(0, 60)];
    const [group] = selectionByGroup(none, { groups, reference: 'a' });
    expect(group?.adverseImpactRatio.value).toBe(0);
    expect(group?.adverseImpactRatio.high).toBeGreaterThan(0);
    expect(group?.oddsRatio.value).toBeGreaterThan(0);
  });

  it('takes a weight as so many rows', () => {
    const list = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 1 }), fc.constantFrom('a', 'b'), fc.integer({ min: 0, max: 3 })),
    );
    fc.assert(
      fc.property(list, (given) => {
        const rows = [...given, [1, 'a', 1], [0, 'b', 1], [1, 'b', 1]] as const;
        const repeated = rows.flatMap((row) => repeat(row, row[2]));
        const of = (items: typeof repeated) => ({
          favourable: items.map(([yes]) => yes),
          groups: stringColumn(items.map(([, group]) => group)),
        });
        const all = of([...rows]);
        const weights = Float64Array.from(rows, ([, , weight]) => weight);
        const [weighted] = selectionByGroup(all.favourable, { groups: all.groups, reference: 'a', weights });
        const each = of(repeated);
        const [counted] = selectionByGroup(each.favourable, { groups: each.groups, reference: 'a' });
        expect(weighted?.adverseImpactRatio.high).toBeCloseTo(counted?.adverseImpactRatio.high ?? NaN, 10);
        expect(weighted?.oddsRatio.value).toBeCloseTo(counted?.oddsRatio.value ?? NaN, 10);
      }),
      { seed },
    );
  });

  it('refuses a reference that has no rows', () => {
    expect(() => selectionByGroup(favourable, { groups, reference: 'c' })).toThrowError(
      expect.objectContaining({ code: 'LEARN_GROUP' }),
    );
    expect(() => selectionByGroup([1], { groups, reference: 'a' })).toThrowError(
      expect.objectContaining({ code: 'LEARN_SHAPE' }),
    );
  });
});

describe('mean difference', () => {
  const groups = stringColumn(['a', 'a', 'a', 'b', 'b', 'b']);

  it('is in standard deviations within the groups', () => {
    const [group] = meanDifference(Float64Array.of(1, 2, 3, 3, 4, 5), { groups, reference: 'a' });
    expect(group?.difference.value).toBeCloseTo(2, 12);
    expect(group?.difference.standardError).toBeCloseTo(Math.sqrt(6 / 9 + 4 / 12), 12);
  });

  it('of residuals sees through a difference that the labels share', () => {
    const labels = Float64Array.of(0, 0, 1, 0, 1, 1);
    const scores = Float64Array.of(0.1, 0.3, 0.6, 0.4, 0.6, 1);
    const [group] = residualDifference(labels, scores, { groups, reference: 'a' });
    expect(group?.mean).toBeCloseTo(0, 12);
    expect(group?.difference.value).toBeCloseTo(0, 12);
    expect(() => meanDifference(Float64Array.of(1, 1, 1, 0, 0, 0), { groups, reference: 'a' })).toThrowError(
      expect.objectContaining({ code: 'LEARN_SCORE' }),
    );
  });
});

describe('less discriminatory alternatives', () => {
  const rng = createRng(seed).fork('fairness');
  const rows = 4000;
  const group = Array.from({ length: rows }, () => (rng.chance(0.3) ? 'b' : 'a'));
  const risk = Float64Array.from({ length: rows }, () => rng.normal());
  const labels = risk.map((value) => (value + rng.normal() > 0.8 ? 1 : 0));
  const biased = (amount: number): Float64Array => risk.map((value, row) => value + (group[row] === 'b' ? amount : 0));
  const input = { labels, approve: 0.5, groups: stringColumn(group), reference: 'a' };
  const candidates = [0.6, 0.2, 0].map((amount) => ({ name: `bias ${amount}`, scores: biased(amount) }));
  const noise = { name: 'noise', scores: risk.map(() => rng.normal()) };

  it('marks the front of accuracy and evenness', () => {
    const trades = tradeOffs([...candidates, noise], input);
    expect(trades.map(({ isOnFront }) => isOnFront).slice(0, 2)).toEqual([false, false]);
    expect(trades[2]?.isOnFront).toBe(true);
    for (const one of trades) {
      const isBeaten = trades.some((other) => other.auc > one.auc && other.adverseImpactRatio > one.adverseImpactRatio);
      expect(one.isOnFront && isBeaten).toBe(false);
    }
  });

  it('finds the most even candidate that costs little accuracy', () => {
    const [baseline] = candidates;
    if (baseline === undefined) throw new Error('no baseline');
    const found = lessDiscriminatory(baseline, [...candidates.slice(1), noise], { ...input, maxAucLoss: 0.01 });
    expect(found.alternative?.name).toBe('bias 0');
    expect(
      lessDiscriminatory(candidates[2] ?? baseline, [baseline], { ...input, maxAucLoss: 0.01 }).alternative,
    ).toBeUndefined();
    expect(() => tradeOffs(candidates, { ...input, approve: 1 })).toThrowError(
      expect.objectContaining({ code: 'LEARN_SETTINGS' }),
    );
  });
});
