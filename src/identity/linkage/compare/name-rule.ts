import { editDistance } from '../text/edit-distance.ts';
import { jaroWinkler } from '../text/jaro-winkler.ts';
import { areNicknames } from '../text/nicknames.ts';
import { soundCode } from '../text/sound-code.ts';
import type { LevelRule } from './level-rule.ts';

/** Names and single words: a typing error, another form or sound of the name, an initial. */
export const nameRule: LevelRule = {
  labels: ['unknown', 'same', 'typing error', 'other form', 'initial', 'among the other names', 'similar', 'different'],
  unordered: [4, 5],
  level: (a, b) => {
    if (isInitial(a, b) || isInitial(b, a)) return 4;
    const shorter = Math.min(a.length, b.length);
    const similarity = jaroWinkler(a, b);
    if (shorter >= 4 && (similarity >= 0.94 || (similarity >= 0.8 && editDistance(a, b, 1) <= 1))) return 2;
    if (areForms(a, b)) return 3;
    return similarity >= 0.84 && shorter >= 3 ? 6 : 7;
  },
};

/** The level of {@link nameRule} for a name that stands in another field of the other record. */
export const ELSEWHERE = 5;

function isInitial(short: string, long: string): boolean {
  if (short.length === 1) return long.length > 1 && long.startsWith(short);
  return /^\w( \w)+$/.test(short) && long.startsWith(short[0] as string);
}

function areForms(a: string, b: string): boolean {
  const left = firstWord(a);
  const right = firstWord(b);
  if (areNicknames(left, right)) return true;
  if (left.length >= 3 && left === right) return true;
  if (a.includes(' ') && wordHeld(a, b)) return true;
  if (b.includes(' ') && wordHeld(b, a)) return true;
  return a.length >= 3 && b.length >= 3 && soundCode(a) === soundCode(b);
}

function wordHeld(words: string, word: string): boolean {
  return word.length >= 3 && ` ${words} `.includes(` ${word} `);
}

function firstWord(text: string): string {
  const end = text.indexOf(' ');
  return end === -1 ? text : text.slice(0, end);
}
