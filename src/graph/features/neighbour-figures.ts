import type { EdgeSide } from './event-rows.ts';
import type { Feature, FeatureContext } from './feature-set.ts';

/** A number of every node, NaN where it is not known. */
export type NodeFigure = readonly [name: string, values: Float64Array];

/** Figures at a time: their doubles for a node fill a line of the processor's cache. */
const BLOCK = 8;

/**
 * What the neighbours of every row are like, without a parameter (as XGB-Graph of GADBench, Tang and others, 2023): of one hop the
 * mean by side, and over both sides mean, largest, standard deviation and the row's difference to the mean; of two hops the mean
 * and largest of the neighbours' own. A neighbour counts as often as it has edges. Linear in edges for each figure.
 */
export function neighbourFigures(context: FeatureContext, figures: readonly NodeFigure[]): Feature[] {
  const features: Feature[] = [];
  for (let from = 0; from < figures.length; from += BLOCK) {
    features.push(...figuresOf(context, figures.slice(from, from + BLOCK)));
  }
  return features;
}

function figuresOf({ events, rows }: FeatureContext, figures: readonly NodeFigure[]): Feature[] {
  const { nodes, sides } = events;
  const own = new Float64Array(nodes * BLOCK).fill(NaN);
  figures.forEach(([, values], d) => values.forEach((value, v) => (own[v * BLOCK + d] = value)));
  const [bySide, both] = [sides.map((side) => around(nodes, [side], own)), around(nodes, sides, own)];
  const far = { mean: around(nodes, sides, both.mean).mean, most: around(nodes, sides, both.most).most };
  return figures.flatMap(([name], d): Feature[] => {
    const of = (values: Float64Array): Float64Array => Float64Array.from(rows, (v) => values[v * BLOCK + d] as number);
    const mean = of(both.mean);
    return [
      ...(sides.length < 2 ? [] : bySide).map(({ mean }, i): Feature => [
        `${sides[i]?.prefix ?? ''}mean_of_${name}`,
        of(mean),
      ]),
      [`near_mean_of_${name}`, mean],
      [`near_max_of_${name}`, of(both.most)],
      [`near_sd_of_${name}`, of(both.deviation)],
      [`near_difference_of_${name}`, of(own).map((value, row) => value - (mean[row] as number))],
      [`hop2_mean_of_${name}`, of(far.mean)],
      [`hop2_max_of_${name}`, of(far.most)],
    ];
  });
}

interface Around {
  readonly mean: Float64Array;
  readonly most: Float64Array;
  readonly deviation: Float64Array;
}

/** Over the known values of the neighbours of every node, a block of figures at once; NaN without one. */
function around(nodes: number, sides: readonly EdgeSide[], values: Float64Array): Around {
  const found = { mean: like(values), most: like(values), deviation: like(values) };
  const [sums, squares, counts, most] = [0, 1, 2, 3].map(() => new Float64Array(BLOCK)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (let v = 0; v < nodes; v++) {
    for (const scratch of [sums, squares, counts]) scratch.fill(0);
    most.fill(-Infinity);
    for (const { starts, partners } of sides) {
      for (let i = starts[v] as number, to = starts[v + 1] as number; i < to; i++) {
        const start = (partners[i] as number) * BLOCK;
        for (let d = 0; d < BLOCK; d++) {
          const value = values[start + d] as number;
          if (value !== value) continue;
          sums[d] = (sums[d] as number) + value;
          squares[d] = (squares[d] as number) + value * value;
          counts[d] = (counts[d] as number) + 1;
          if (value > (most[d] as number)) most[d] = value;
        }
      }
    }
    for (let d = 0; d < BLOCK; d++) {
      const many = counts[d] as number;
      if (many === 0) continue;
      const mean = (sums[d] as number) / many;
      found.mean[v * BLOCK + d] = mean;
      found.most[v * BLOCK + d] = most[d] as number;
      found.deviation[v * BLOCK + d] = Math.sqrt(Math.max(0, (squares[d] as number) / many - mean * mean));
    }
  }
  return found;
}

function like(values: Float64Array): Float64Array {
  return new Float64Array(values.length).fill(NaN);
}
