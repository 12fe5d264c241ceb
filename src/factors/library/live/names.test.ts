import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Names } from './names.ts';

const name = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.integer({ min: -5, max: 3000 }),
  fc.integer({ min: 0, max: 3000 }).map(String),
  fc.double(),
  fc.constantFrom('', '0', '00', '-0', 0, -0, 13_800_001_234, '13800001234', '手机'),
);

describe('names', () => {
  it('number texts in order of first sight, a number like its text, before and after their image', () => {
    fc.assert(
      fc.property(fc.array(name, { maxLength: 400 }), fc.array(name, { maxLength: 30 }), (told, others) => {
        const names = new Names();
        const known = new Map<string, number>();
        for (const one of told) {
          if (!known.has(String(one))) known.set(String(one), known.size);
          expect(names.code(one)).toBe(known.get(String(one)));
        }
        const { units, starts, lengths } = names.image();
        const restored = new Names();
        restored.restore({ units: units.slice(), starts: starts.slice(), lengths: lengths.slice() });
        for (const held of [names, restored]) {
          expect(held.size).toBe(known.size);
          for (const [text, code] of known) expect([held.find(text), held.text(code)]).toEqual([code, text]);
          for (const other of others) expect(held.find(other)).toBe(known.get(String(other)) ?? -1);
        }
        expect(restored.code('one more')).toBe(names.code('one more'));
      }),
    );
  });
});
