import type { Rng } from '#base';
import type { Graph } from '#graph';
import { isolation } from './attribute-parts.ts';
import { surpriseOf } from './linear-fit.ts';
import type { LowRank } from './low-rank.ts';
import { besides, column, type NodeMatrix } from './matrix.ts';
import { upperTails } from './tails.ts';

/**
 * What is odd about a node's attributes beside those of its neighbours: distance to their mean, another direction than theirs, far
 * from what they predict of it by a linear fit over one and two hops (the linear side of Radar, ANOMALOUS and DOMINANT), and
 * soon isolated when attributes, neighbours' means and differences are seen together. Nodes without neighbours are not judged.
 */
export async function contrastParts(
  graph: Graph,
  {
    matrix,
    low,
    rng,
    seed,
  }: { readonly matrix: NodeMatrix; readonly low: LowRank; readonly rng: Rng; readonly seed: number },
): Promise<Readonly<Record<'distance' | 'direction' | 'unpredicted' | 'isolatedBeside', Float64Array>>> {
  const around = neighbourMeans(graph, matrix);
  const near = neighbourMeans(graph, low.scores);
  const alone = (v: number): boolean => graph.out.offsets[v] === graph.out.offsets[v + 1];
  const judged = (values: Float64Array): Float64Array => upperTails(values.map((value, v) => (alone(v) ? NaN : value)));
  const beside = besides(low.scores, near);
  const columns = Array.from({ length: beside.columns }, (_, d) => column(beside, d));
  const differences = Array.from({ length: near.columns }, (_, d) =>
    column(low.scores, d).map((value, v) => value - (near.values[v * near.columns + d] as number)),
  );
  return {
    distance: judged(distances(matrix, around)),
    direction: judged(directions(matrix, around)),
    unpredicted: judged(surpriseOf(low.scores, besides(near, neighbourMeans(graph, near)), rng)),
    isolatedBeside: judged(await isolation([...columns, ...differences], seed)),
  };
}

/** Mean of the neighbours' rows; 0 without neighbours. */
export function neighbourMeans({ nodes, out }: Graph, { columns, values }: NodeMatrix): NodeMatrix {
  const means = new Float64Array(nodes * columns);
  for (let v = 0; v < nodes; v++) {
    const [from, to] = [out.offsets[v] as number, out.offsets[v + 1] as number];
    for (let a = from; a < to; a++) {
      const start = (out.targets[a] as number) * columns;
      for (let d = 0; d < columns; d++) {
        means[v * columns + d] = (means[v * columns + d] as number) + (values[start + d] as number);
      }
    }
    if (to > from) for (let d = v * columns; d < (v + 1) * columns; d++) means[d] = (means[d] as number) / (to - from);
  }
  return { rows: nodes, columns, values: means };
}

function distances({ rows, columns, values }: NodeMatrix, other: NodeMatrix): Float64Array {
  return Float64Array.from({ length: rows }, (_, v) => {
    let squares = 0;
    for (let i = v * columns; i < (v + 1) * columns; i++) {
      squares += ((values[i] as number) - (other.values[i] as number)) ** 2;
    }
    return squares;
  });
}

/** One minus the cosine; NaN where either has no length. */
function directions({ rows, columns, values }: NodeMatrix, other: NodeMatrix): Float64Array {
  return Float64Array.from({ length: rows }, (_, v) => {
    let [dot, own, theirs] = [0, 0, 0];
    for (let i = v * columns; i < (v + 1) * columns; i++) {
      const [a, b] = [values[i] as number, other.values[i] as number];
      dot += a * b;
      own += a * a;
      theirs += b * b;
    }
    return own > 0 && theirs > 0 ? 1 - dot / Math.sqrt(own * theirs) : NaN;
  });
}
