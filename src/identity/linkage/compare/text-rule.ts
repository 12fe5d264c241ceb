import { log } from '#base';
import { jaroWinkler } from '../text/jaro-winkler.ts';
import { wordsOf } from '../text/normalise-text.ts';
import type { LinkColumn } from '../columns/link-table.ts';
import type { LevelRule } from './level-rule.ts';

/** Several words, rare ones weighing more (inverse document frequency); words may have typing errors. */
export function textRule(column: LinkColumn): LevelRule {
  const weights = wordWeights(column);
  const highest = log(column.codes.length);
  const weigh = (word: string): number => weights.get(word) ?? highest;
  const remembered = new Map<string, Split>();
  const split = (text: string): Split => {
    let found = remembered.get(text);
    if (found !== undefined) return found;
    if (remembered.size > 200_000) remembered.clear();
    const words = wordsOf(text);
    found = { words, weight: total(words, weigh), joined: text.replaceAll(' ', '') };
    remembered.set(text, found);
    return found;
  };
  return {
    labels: ['unknown', 'same', 'nearly same', 'one holds the other', 'most words', 'some words', 'different'],
    level: (a, b) => {
      const left = split(a);
      const right = split(b);
      const shared = sharedWeight(left.words, right.words, weigh);
      const all = left.weight + right.weight;
      const least = Math.min(left.weight, right.weight);
      if (2 * shared >= 0.88 * all || areNearlyEqual(left.joined, right.joined)) return 2;
      if (shared >= 0.9 * least) return 3;
      if (2 * shared >= 0.5 * all) return 4;
      return 2 * shared >= 0.2 * all ? 5 : 6;
    },
  };
}

/** Texts with other blanks or few slips; looked at only where beginning and length let it be. */
function areNearlyEqual(a: string, b: string): boolean {
  if (a[0] !== b[0] || Math.abs(a.length - b.length) > 1 + 0.1 * Math.max(a.length, b.length)) return false;
  return jaroWinkler(a, b) >= 0.96;
}

interface Split {
  readonly words: readonly string[];
  readonly weight: number;
  readonly joined: string;
}

function total(words: readonly string[], weigh: (word: string) => number): number {
  return words.reduce((sum, word) => sum + weigh(word), 0);
}

/** Weight of the words that both have; each word of the right side is used once (of more than 32, about once). */
function sharedWeight(left: readonly string[], right: readonly string[], weigh: (word: string) => number): number {
  let shared = 0;
  let used = 0;
  for (const word of left) {
    const at = placeOf(word, right, used);
    if (at === -1) continue;
    shared += Math.min(weigh(word), weigh(right[at] as string));
    used |= 1 << (at & 31);
  }
  return shared;
}

/** Where a word, or one with a slip in it, stands among those not yet used; -1 when nowhere. */
function placeOf(word: string, words: readonly string[], used: number): number {
  for (let at = 0; at < words.length; at++) {
    if (words[at] === word && (used & (1 << (at & 31))) === 0) return at;
  }
  if (word.length < 4) return -1;
  for (let at = 0; at < words.length; at++) {
    const other = words[at] as string;
    if (other[0] !== word[0] || other.length < 4 || Math.abs(other.length - word.length) > 2) continue;
    if ((used & (1 << (at & 31))) === 0 && jaroWinkler(word, other) >= 0.92) return at;
  }
  return -1;
}

function wordWeights({ values, counts }: LinkColumn): Map<string, number> {
  const seen = new Map<string, number>();
  let rows = 0;
  for (let code = 0; code < counts.length; code++) {
    const count = counts[code] as number;
    rows += count;
    for (const word of new Set(wordsOf(values[code] as string))) seen.set(word, (seen.get(word) ?? 0) + count);
  }
  return new Map([...seen].map(([word, count]) => [word, log((rows + 1) / count)]));
}
