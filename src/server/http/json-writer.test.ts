import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonWriter } from './json-writer.ts';

describe('the writer of JSON', () => {
  it('writes lists of numbers as JSON.stringify does', () => {
    const number = fc.oneof(
      fc.double(),
      fc.integer(),
      fc.constantFrom(0, -0, NaN, Infinity, 2 ** 31, -(2 ** 31), 1e21),
    );
    fc.assert(
      fc.property(fc.array(number), fc.string({ unit: 'grapheme' }), (numbers, text) => {
        const out = new JsonWriter(1);
        out.numbers(Float64Array.from(numbers));
        out.text(JSON.stringify(text));
        expect(Buffer.from(out.bytes()).toString('utf8')).toBe(JSON.stringify(numbers) + JSON.stringify(text));
      }),
    );
  });
});
