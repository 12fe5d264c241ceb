import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gapRows, visitGaps } from './gap-rows.ts';

describe('gap-coded rows', () => {
  it('give back every row, whatever the gaps', () => {
    const end = fc.oneof(fc.nat({ max: 300 }), fc.nat({ max: 0xffff_fffe }));
    fc.assert(
      fc.property(fc.array(fc.uniqueArray(end, { maxLength: 20 }), { maxLength: 8 }), (told) => {
        const rows = told.map((row) => row.sort((a, b) => a - b));
        const offsets = new Uint32Array(rows.length + 1);
        rows.forEach((row, v) => (offsets[v + 1] = (offsets[v] as number) + row.length));
        const coded = gapRows({ offsets, targets: Uint32Array.from(rows.flat()) });
        for (const [v, row] of rows.entries()) {
          const found: number[] = [];
          visitGaps(coded, v, (target) => found.push(target));
          expect(found).toEqual(row);
        }
        visitGaps(coded, rows.length, () => expect.unreachable('there is no such row'));
      }),
    );
  });

  it('take a byte for a close neighbour', () => {
    const targets = Uint32Array.from({ length: 100 }, (_, i) => i);
    const { bytes } = gapRows({ offsets: Uint32Array.of(0, 100), targets });
    expect(bytes).toHaveLength(100);
  });
});
