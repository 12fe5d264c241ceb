import { describe, expect, it } from 'vitest';
import { createRng } from '#base';
import { auc } from './auc.ts';
import { aucDifference, aucInterval } from './delong.ts';
import { psi, psiAgainst, psiBaseline } from './psi.ts';

function rows(seed: number, count: number) {
  const rng = createRng(seed);
  const truth = new Float64Array(count).map(() => rng.normal());
  const labels = truth.map((value) => (value + rng.normal() > 1 ? 1 : 0));
  const noisy = (noise: number): Float64Array => truth.map((value) => value + noise * rng.normal());
  return { labels, good: noisy(0.2), poor: noisy(1.5) };
}

describe('the paired difference of AUC', () => {
  it('is the difference, surer than two intervals apart', () => {
    const { labels, good, poor } = rows(1, 800);
    const { value, low, standardError } = aucDifference(labels, good, poor);
    expect(value).toBeCloseTo(auc(labels, good) - auc(labels, poor), 12);
    expect(low).toBeGreaterThan(0);
    const apart = Math.hypot(aucInterval(labels, good).standardError, aucInterval(labels, poor).standardError);
    expect(standardError).toBeLessThan(apart);
    expect(aucDifference(labels, poor, good).value).toBeCloseTo(-value, 12);
  });

  it('is nothing for a model against itself, or in another scale', () => {
    const { labels, good } = rows(2, 300);
    const scaled = good.map((value) => 3 * value + 1);
    expect(aucDifference(labels, good, scaled)).toMatchObject({ value: 0, standardError: 0 });
  });

  it('covers no difference 19 times in 20', () => {
    const missed = Array.from({ length: 400 }, (_, run) => {
      const rng = createRng(run);
      const truth = new Float64Array(300).map(() => rng.normal());
      const labels = truth.map((value) => (value + rng.normal() > 0.8 ? 1 : 0));
      const [a, b] = [truth.map((value) => value + rng.normal()), truth.map((value) => value + rng.normal())];
      const { low, high } = aucDifference(labels, a, b);
      return low > 0 || high < 0;
    }).filter(Boolean).length;
    expect(missed).toBeGreaterThan(6);
    expect(missed).toBeLessThan(36);
  });
});

it('a kept baseline gives the bits of the rows behind it, also after JSON', () => {
  const rng = createRng(3);
  const before = new Float64Array(1000).map(() => (rng.chance(0.1) ? NaN : rng.normal()));
  const after = new Float64Array(700).map(() => rng.normal() + 0.3);
  const kept = JSON.parse(JSON.stringify(psiBaseline(before))) as ReturnType<typeof psiBaseline>;
  expect(psiAgainst(kept, after)).toEqual(psi(before, after));
});
