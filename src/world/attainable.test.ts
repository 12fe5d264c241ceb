import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isTallyError } from '#base';
import { attainable } from './truth.ts';

describe('attainable', () => {
  it('is perfect for a perfect ranking and nothing for a constant', () => {
    expect(attainable([0.9, 0.8, 0.2, 0.1], [1, 1, 0, 0])).toEqual({ auc: 1, ks: 1, rows: 4, events: 2 });
    expect(attainable([0.5, 0.5, 0.5], [1, 0, 0])).toMatchObject({ auc: 0.5, ks: 0 });
  });

  it('equals the pairwise definition of the area, ties counting half', () => {
    const row = fc.tuple(fc.integer({ min: 0, max: 9 }), fc.constantFrom(0, 1));
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 60 }), (rows) => {
        const bads = rows.filter(([, bad]) => bad === 1).map(([score]) => score);
        const goods = rows.filter(([, bad]) => bad === 0).map(([score]) => score);
        fc.pre(bads.length > 0 && goods.length > 0);
        const wins = bads.flatMap((bad) => goods.map((good) => (bad > good ? 1 : bad === good ? 0.5 : 0)));
        const area = wins.reduce((sum: number, win) => sum + win, 0) / wins.length;
        const found = attainable(
          rows.map(([score]) => score),
          rows.map(([, bad]) => bad),
        );
        expect(found.auc).toBeCloseTo(area, 12);
      }),
    );
  });

  it('refuses outcomes of one class', () => {
    expect(() => attainable([0.1, 0.2], [0, 0])).toThrow(
      expect.toSatisfy((error: unknown) => isTallyError(error, 'WORLD_TRUTH_ONE_CLASS')),
    );
  });
});
