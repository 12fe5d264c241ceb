import { take } from './amounts.ts';
import type { EdgeSide, EventRows } from './event-rows.ts';
import { asName, type Feature, type FeatureContext } from './feature-set.ts';

/** A number of every node, NaN where it is not known. */
export type NodeFigure = readonly [name: string, values: Float64Array];

/** A text of every node as a code, -1 where it is not known. */
export interface NodeCategory {
  readonly name: string;
  readonly codes: Int32Array;
  readonly words: readonly string[];
}

/**
 * What the neighbours of every row are like, without a parameter (as XGB-Graph of GADBench, Tang and others, 2023): of one hop the
 * mean by side, and over both sides mean, largest, standard deviation and the row's difference to the mean; of two hops the mean
 * and largest of the neighbours' own. A neighbour counts as often as it has edges. Linear in edges for each figure.
 */
export function neighbourFigures({ events, rows }: FeatureContext, figures: readonly NodeFigure[]): Feature[] {
  return figures.flatMap(([name, values]): Feature[] => {
    const features: Feature[] = [];
    if (events.sides.length === 2) {
      for (const side of events.sides)
        features.push([`${side.prefix}mean_of_${name}`, take(meansOver([side], values), rows)]);
    }
    const mean = meansOver(events.sides, values);
    const most = mostOver(events.sides, values);
    const squares = meansOver(
      events.sides,
      values.map((value) => value * value),
    );
    const own = take(values, rows);
    return [
      ...features,
      [`near_mean_of_${name}`, take(mean, rows)],
      [`near_max_of_${name}`, take(most, rows)],
      [
        `near_sd_of_${name}`,
        Float64Array.from(rows, (v) => Math.sqrt(Math.max(0, (squares[v] as number) - (mean[v] as number) ** 2))),
      ],
      [`near_difference_of_${name}`, own.map((value, row) => value - (mean[rows[row] as number] as number))],
      [`hop2_mean_of_${name}`, take(meansOver(events.sides, mean), rows)],
      [`hop2_max_of_${name}`, take(mostOver(events.sides, most), rows)],
    ];
  });
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

function mostOver(sides: readonly EdgeSide[], values: Float64Array): Float64Array {
  return values.map((_, v) => {
    let most = NaN;
    for (const { starts, partners } of sides) {
      for (let i = starts[v] as number; i < (starts[v + 1] as number); i++) {
        const value = values[partners[i] as number] as number;
        if (value > most || Number.isNaN(most)) most = value;
      }
    }
    return most;
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
