import { describe, expect, it } from 'vitest';
import { createRng } from '#base';
import { factorMonths } from './factor-months.ts';

function drawn(seed: number, shift: (month: number) => number) {
  const rng = createRng(seed);
  const rows = 6000;
  const months = Int32Array.from({ length: rows }, () => rng.below(6));
  const labels = Float64Array.from({ length: rows }, (_, row) =>
    (months[row] ?? 0) === 5 ? NaN : rng.chance(0.15) ? 1 : 0,
  );
  const values = Float64Array.from({ length: rows }, (_, row) =>
    rng.chance(0.1) ? NaN : rng.normal() + (labels[row] === 1 ? 1 : 0) + shift(months[row] ?? 0),
  );
  return { values, months, labels };
}

describe('a factor by month', () => {
  it('is stable and telling where nothing moves', () => {
    const months = factorMonths(drawn(3, () => 0));
    expect(months.map(({ month }) => month)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(months[0]?.psi).toBeUndefined();
    for (const { psi = 0, noise = 0 } of months.slice(1)) expect(psi).toBeLessThan(noise);
    for (const { iv = 0, missing } of months.slice(0, 5)) {
      expect(iv).toBeGreaterThan(0.5);
      expect(missing).toBeCloseTo(0.1, 1);
    }
    expect(months[5]?.iv).toBeUndefined();
    expect(months[5]?.labelled).toBe(0);
  });

  it('shows when it moved', () => {
    const months = factorMonths(drawn(4, (month) => (month >= 3 ? 1 : 0)));
    expect(months[2]?.psi ?? 1).toBeLessThan(months[2]?.noise ?? 0);
    expect(months[4]?.psi ?? 0).toBeGreaterThan(0.25);
    expect((months[4]?.quantiles[2] ?? 0) - (months[0]?.quantiles[2] ?? 0)).toBeGreaterThan(0.7);
  });

  it('says nothing of what is never there', () => {
    const rows = {
      values: new Float64Array(300).fill(NaN),
      months: new Int32Array(300),
      labels: new Float64Array(300),
    };
    expect(factorMonths(rows)).toMatchObject([{ rows: 300, missing: 1, quantiles: [NaN, NaN, NaN, NaN, NaN] }]);
    expect(factorMonths({ ...rows, values: new Float64Array(), months: new Int32Array() })).toEqual([]);
  });
});
