import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IdInterner } from './id-interner.ts';

describe('interned names', () => {
  it('are numbered as they first come, like a map does', () => {
    const name = fc.oneof(fc.string(), fc.nat(), fc.nat({ max: 30 }).map(String), fc.double({ noNaN: true }));
    fc.assert(
      fc.property(fc.array(name, { maxLength: 200 }), (names) => {
        const ids = new IdInterner(2);
        const map = new Map<string, number>();
        for (const each of names) {
          const key = String(each);
          if (!map.has(key)) map.set(key, map.size);
          expect(ids.intern(each)).toBe(map.get(key));
        }
        for (const [key, node] of map) expect(ids.find(key)).toBe(node);
        expect(ids.find('never told')).toBe(undefined);
        expect(ids.size).toBe(map.size);
      }),
    );
  });

  it('take a number and its text for the same, and no other text', () => {
    const ids = new IdInterner();
    expect(ids.intern(17)).toBe(ids.intern('17'));
    expect(ids.intern('017')).not.toBe(ids.intern(17));
    expect(ids.intern(4_294_967_296)).toBe(ids.intern('4294967296'));
    expect(() => ids.intern(NaN)).toThrow(/NaN/);
  });

  it('that share a fingerprint are told apart and counted when they are checked, and are one when they are not', () => {
    const [checked, plain] = [new IdInterner(16, { isChecked: true, bits: 8 }), new IdInterner(16, { bits: 8 })];
    const names = Array.from({ length: 2000 }, (_, i) => `phone-${i}`);
    for (const [i, name] of names.entries()) {
      expect(checked.intern(name)).toBe(i);
      plain.intern(name);
    }
    for (const [i, name] of names.entries()) expect(checked.find(name)).toBe(i);
    expect(checked.find('phone-2000')).toBeUndefined();
    expect(checked.collisions).toBe(2000 - 256);
    expect([plain.size, plain.collisions]).toEqual([256, 0]);
    expect(checked.intern(7)).toBe(checked.intern('7'));
  });

  it('stay apart by hundreds of thousands', () => {
    const ids = new IdInterner();
    for (let i = 0; i < 300_000; i++) expect(ids.intern(`device-${i}`)).toBe(i);
    expect(ids.bytes / ids.size).toBeLessThan(32);
  });
});
