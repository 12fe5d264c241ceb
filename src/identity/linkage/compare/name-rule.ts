import { jaroWinkler } from '../text/jaro-winkler.ts';
import { nameFeatures, type NameFeatures } from '../text/name-features.ts';
import { areNicknames } from '../text/nicknames.ts';
import { isWithinOneEdit } from '../text/one-edit.ts';
import type { LevelRule } from './level-rule.ts';

/** Names and single words: a typing error, another form or sound of the name, an initial. */
export const nameRule: LevelRule = {
  labels: ['unknown', 'same', 'typing error', 'other form', 'initial', 'among the other names', 'similar', 'different'],
  unordered: [4, 5],
  level: (a, b) => {
    const left = nameFeatures(a);
    const right = nameFeatures(b);
    if (left.isInitials && b.length > 1 && b.startsWith(a[0] as string)) return 4;
    if (right.isInitials && a.length > 1 && a.startsWith(b[0] as string)) return 4;
    const shorter = Math.min(a.length, b.length);
    const similarity = jaroWinkler(a, b);
    if (shorter >= 4 && (similarity >= 0.94 || (similarity >= 0.8 && isWithinOneEdit(a, b)))) return 2;
    if (left.sound !== '' && left.sound === right.sound) return 3;
    if (areForms(left, right)) return 3;
    if ((left.hasWords && wordHeld(a, b)) || (right.hasWords && wordHeld(b, a))) return 3;
    return similarity >= 0.84 && shorter >= 3 ? 6 : 7;
  },
};

/** The level of {@link nameRule} for a name that stands in another field of the other record. */
export const ELSEWHERE = 5;

function areForms(left: NameFeatures, right: NameFeatures): boolean {
  if (left.first.length >= 3 && left.first === right.first) return true;
  return areNicknames(left.first, right.first);
}

function wordHeld(words: string, word: string): boolean {
  return word.length >= 3 && ` ${words} `.includes(` ${word} `);
}
