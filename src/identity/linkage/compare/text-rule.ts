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
      if (jaroWinkler(left.joined, right.joined) >= 0.96) return 2;
      const shared = sharedWeight(left.words, right.words, weigh);
      const all = left.weight + right.weight;
      const least = Math.min(left.weight, right.weight);
      if (2 * shared >= 0.88 * all) return 2;
      if (shared >= 0.9 * least) return 3;
      if (2 * shared >= 0.5 * all) return 4;
      return 2 * shared >= 0.2 * all ? 5 : 6;
    },
  };
}

interface Split {
  readonly words: readonly string[];
  readonly weight: number;
  readonly joined: string;
}

function total(words: readonly string[], weigh: (word: string) => number): number {
  return words.reduce((sum, word) => sum + weigh(word), 0);
}

/** Weight of the words that both have; each word of the right side is used once. */
function sharedWeight(left: readonly string[], right: readonly string[], weigh: (word: string) => number): number {
  let shared = 0;
  const open = [...right];
  for (const word of left) {
    let at = open.indexOf(word);
    if (at === -1 && word.length >= 4)
      at = open.findIndex((other) => other.length >= 4 && jaroWinkler(word, other) >= 0.92);
    if (at === -1) continue;
    shared += Math.min(weigh(word), weigh(open[at] as string));
    open.splice(at, 1);
  }
  return shared;
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
