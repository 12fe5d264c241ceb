import fc from 'fast-check';
import { expect, it } from 'vitest';
import { aliasTable } from './alias.ts';

it('draws every index with its share of the weights', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 40 }), (weights) => {
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      fc.pre(total > 0);
      const { keep, other } = aliasTable(Float64Array.from(weights));
      const shares = weights.map((_, i) => (keep[i] as number) / weights.length);
      weights.forEach((_, i) => {
        const to = other[i] as number;
        if (to !== i) shares[to] = (shares[to] as number) + (1 - (keep[i] as number)) / weights.length;
      });
      shares.forEach((share, i) => expect(share).toBeCloseTo((weights[i] as number) / total, 9));
    }),
  );
});
