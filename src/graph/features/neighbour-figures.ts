import type { EdgeSide } from './edge-sides.ts';
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
  const both = around(nodes, sides, { means: own, mosts: own });
  const bySide = sides.length < 2 ? [] : sides.map((side) => around(nodes, [side], { means: own, mosts: own }));
  const far = around(nodes, sides, { means: both.mean, mosts: both.most });
  return figures.flatMap(([name], d): Feature[] => {
    const of = (values: Float64Array): Float64Array => column(values, rows, d);
    const mean = of(both.mean);
    return [
      ...bySide.map(({ mean }, i): Feature => [`${sides[i]?.prefix ?? ''}mean_of_${name}`, of(mean)]),
      [`near_mean_of_${name}`, mean],
      [`near_max_of_${name}`, of(both.most)],
      [`near_sd_of_${name}`, of(both.deviation)],
      [`near_difference_of_${name}`, of(own).map((value, row) => value - (mean[row] as number))],
      [`hop2_mean_of_${name}`, of(far.mean)],
      [`hop2_max_of_${name}`, of(far.most)],
    ];
  });
}

function column(values: Float64Array, rows: Uint32Array, d: number): Float64Array {
  const found = new Float64Array(rows.length);
  for (let row = 0; row < found.length; row++) found[row] = values[(rows[row] as number) * BLOCK + d] as number;
  return found;
}

interface Around {
  readonly mean: Float64Array;
  readonly most: Float64Array;
  readonly deviation: Float64Array;
}

/**
 * Over the known values of the neighbours of every node, a block of figures at once: mean and deviation of the one, the largest of the
 * other, both known of the same nodes; NaN without one.
 */
function around(
  nodes: number,
  sides: readonly EdgeSide[],
  { means, mosts }: { readonly means: Float64Array; readonly mosts: Float64Array },
): Around {
  const found = { mean: like(means), most: like(means), deviation: like(means) };
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
          const value = means[start + d] as number;
          if (value !== value) continue;
          sums[d] = (sums[d] as number) + value;
          squares[d] = (squares[d] as number) + value * value;
          counts[d] = (counts[d] as number) + 1;
          const high = mosts[start + d] as number;
          if (high > (most[d] as number)) most[d] = high;
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
