import { take } from './amounts.ts';
import type { EdgeSide } from './edge-sides.ts';
import type { EventRows } from './event-rows.ts';
import { asName, type Feature, type FeatureContext } from './feature-set.ts';

/** A text of every node as a code, -1 where it is not known. */
export interface NodeCategory {
  readonly name: string;
  readonly codes: Int32Array;
  readonly words: readonly string[];
}

/** Mean over the known values of neighbours; NaN without one. */
export function meansOver(sides: readonly EdgeSide[], values: Float64Array): Float64Array {
  return values.map((_, v) => {
    let [sum, many] = [0, 0];
    for (const { starts, partners } of sides) {
      for (let i = starts[v] as number; i < (starts[v + 1] as number); i++) {
        const value = values[partners[i] as number] as number;
        if (Number.isNaN(value)) continue;
        sum += value;
        many++;
      }
    }
    return many === 0 ? NaN : sum / many;
  });
}

/** Words with a share of their own; of a column with more the most frequent. */
const WORDS = 10;

/** Shares of the neighbours by word, and share that has the row's own. */
export function neighbourShares({ events, rows }: FeatureContext, { name, codes, words }: NodeCategory): Feature[] {
  const counts = new Float64Array(words.length);
  for (const code of codes) if (code >= 0) counts[code] = (counts[code] as number) + 1;
  const largest = [...counts.keys()]
    .filter((code) => (counts[code] as number) > 0)
    .sort((a, b) => (counts[b] as number) - (counts[a] as number) || a - b)
    .slice(0, WORDS);
  const shareOf = (code: number): Float64Array =>
    meansOver(
      events.sides,
      Float64Array.from(codes, (own) => (own < 0 ? NaN : Number(own === code))),
    );
  return [
    ...largest.map((code): Feature => [
      `near_share_of_${name}_${asName(words[code] ?? '')}`,
      take(shareOf(code), rows),
    ]),
    [`near_same_${name}`, Float64Array.from(rows, (v) => sameShare(events, codes, v))],
  ];
}

function sameShare({ sides }: EventRows, codes: Int32Array, v: number): number {
  let [same, many] = [0, 0];
  const own = codes[v] as number;
  for (const { starts, partners } of sides) {
    for (let i = starts[v] as number; i < (starts[v + 1] as number); i++) {
      const code = codes[partners[i] as number] as number;
      if (code < 0) continue;
      many++;
      if (code === own) same++;
    }
  }
  return own < 0 || many === 0 ? NaN : same / many;
}
