import { describe, expect, it } from 'vitest';
import { createRng } from '#base';
import { KEY_DAYS, KeySet, hashKey } from './key-set.ts';

function hashOf(text: string): Uint32Array {
  const hash = new Uint32Array(3);
  hashKey(text, hash);
  return hash;
}

describe('key set', () => {
  it('agrees with a map of days under random additions and removals (seed 5)', () => {
    const rng = createRng(5);
    const set = new KeySet();
    const reference = new Map<string, number>();
    for (let n = 0; n < 60_000; n++) {
      const day = 20_000 + Math.floor(n / 1000);
      const text = `key-${rng.below(30_000)}`;
      const hash = hashOf(text);
      const recorded = reference.get(text);
      expect(set.has(hash, 0, day)).toBe(recorded !== undefined && recorded >= day - KEY_DAYS);
      if (rng.chance(0.2)) {
        set.remove(hash, 0);
        reference.delete(text);
      } else {
        set.add(hash, 0, day);
        reference.set(text, day);
      }
    }
  });

  it('gives a hundred thousand keys different hashes', () => {
    const seen = new Set(Array.from({ length: 100_000 }, (_, i) => hashOf(`main\nworld\nclick-${i}`).join()));
    expect(seen.size).toBe(100_000);
  });
});
