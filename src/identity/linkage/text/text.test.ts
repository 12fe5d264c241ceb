import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editDistance } from './edit-distance.ts';
import { jaroWinkler } from './jaro-winkler.ts';
import { areNicknames } from './nicknames.ts';
import { cleanText, cleanWords } from './normalise-text.ts';
import { pinyinOf } from './pinyin.ts';
import { soundCode } from './sound-code.ts';

describe('jaroWinkler', () => {
  it('gives the published values', () => {
    expect(jaroWinkler('martha', 'marhta')).toBeCloseTo(0.9611, 4);
    expect(jaroWinkler('dixon', 'dicksonx')).toBeCloseTo(0.8133, 4);
    expect(jaroWinkler('dwayne', 'duane')).toBeCloseTo(0.84, 4);
  });

  it('is 1 for equal texts, within [0, 1], and symmetric', () => {
    const word = fc.string({ maxLength: 12 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        const similarity = jaroWinkler(a, b);
        expect(similarity).toBeGreaterThanOrEqual(0);
        expect(similarity).toBeLessThanOrEqual(1 + 1e-12);
        expect(jaroWinkler(a, a)).toBeCloseTo(1, 12);
        expect(jaroWinkler(b, a)).toBeCloseTo(similarity, 12);
      }),
    );
  });
});

describe('editDistance', () => {
  it('counts a swap of neighbours once and stops at the limit', () => {
    expect(editDistance('19640305', '19640350', 3)).toBe(1);
    expect(editDistance('kitten', 'sitting', 5)).toBe(3);
    expect(editDistance('kitten', 'sitting', 1)).toBe(2);
    expect(editDistance('', 'abc', 5)).toBe(3);
  });

  it('equals the plain recursion', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(editDistance(a, b, 9)).toBe(plain(a, b));
      }),
    );
  });
});

/** Optimal string alignment straight from its definition. */
function plain(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length;
  const cost = a.at(-1) === b.at(-1) ? 0 : 1;
  const [x, y] = [a.slice(0, -1), b.slice(0, -1)];
  let best = Math.min(plain(x, b) + 1, plain(a, y) + 1, plain(x, y) + cost);
  if (a.at(-1) === b.at(-2) && a.at(-2) === b.at(-1) && a.length > 1 && b.length > 1) {
    best = Math.min(best, plain(x.slice(0, -1), y.slice(0, -1)) + 1);
  }
  return best;
}

describe('sounds and forms', () => {
  it('gives words that sound alike one code', () => {
    for (const [a, b] of [
      ['smith', 'smyth'],
      ['philip', 'filip'],
      ['catherine', 'katherine'],
      ['knight', 'night'],
    ]) {
      expect(soundCode(a as string)).toBe(soundCode(b as string));
    }
    expect(soundCode('smith')).not.toBe(soundCode('jones'));
  });

  it('reads Chinese names as pinyin, surnames by their own reading', () => {
    expect(pinyinOf('张伟')).toBe('zhangwei');
    expect(soundCode('王芳')).toBe(soundCode('汪方'));
    expect(pinyinOf('单雄信')).toBe('shanxiongxin');
  });

  it('knows forms of a name', () => {
    expect(areNicknames('bob', 'robert')).toBe(true);
    expect(areNicknames('bob', 'margaret')).toBe(false);
  });

  it('cleans texts and takes signs of nothing for nothing', () => {
    expect(cleanWords("  O'Brien-Łęcki,  José ")).toBe('obrien łecki jose');
    expect([' N/A ', 'NULL', '-', '未知'].map(cleanText)).toEqual([undefined, undefined, undefined, undefined]);
  });
});
