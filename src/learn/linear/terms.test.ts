import { expect, it } from 'vitest';
import { demandNarrow, type Design } from './terms.ts';

it('a method that needs a matrix of terms refuses what would not fit into memory', () => {
  const of = (terms: number): Design => ({ rows: 1, terms: Array<Design['terms'][number]>(terms), columns: [] });
  expect(() => demandNarrow(of(10_000), 'logit')).not.toThrow();
  expect(() => demandNarrow(of(100_001), 'logit')).toThrowError(expect.objectContaining({ code: 'LEARN_TOO_WIDE' }));
});
