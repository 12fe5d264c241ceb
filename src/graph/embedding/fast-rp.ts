import { exp, log, type Rng } from '#base';
import { undirectedView, type Graph } from '../store/graph.ts';

export interface FastRpOptions {
  readonly rng: Rng;
  /** Numbers for each node; 64. */
  readonly dimensions?: number;
  /** How much each hop counts, the first hop first; 0, 1, 1. */
  readonly hopWeights?: readonly number[];
  /** Exponent of the degree by which a node's random numbers are scaled: below 0 hubs count less; -0.5. */
  readonly normalisation?: number;
}

/** A row of numbers for each node: `values[v * dimensions + d]`. */
export interface Embedding {
  readonly dimensions: number;
  readonly values: Float32Array;
}

/**
 * FastRP (Chen and others, Fast and accurate network embeddings via very sparse random projection, CIKM 2019): very sparse random
 * numbers by node, scaled by a power of its degree, averaged over neighbours hop by hop; each hop's rows are brought to length 1
 * and summed with its weight. A node's random numbers come from its own stream, so that others do not move them. Weights count;
 * directions do not. Cost: arcs times dimensions for each hop.
 */
export function fastRp(
  graph: Graph,
  { rng, dimensions = 64, hopWeights = [0, 1, 1], normalisation = -0.5 }: FastRpOptions,
): Embedding {
  const { nodes, out } = undirectedView(graph);
  let hop = projection({ nodes, out }, { rng, dimensions, normalisation });
  const values = new Float32Array(nodes * dimensions);
  for (const weight of hopWeights) {
    hop = averaged({ nodes, out }, hop, dimensions);
    if (weight !== 0) addScaled(values, hop, { weight, dimensions });
  }
  return { dimensions, values };
}

type Arcs = Pick<Graph, 'nodes' | 'out'>;

/** Entries are +-sqrt(3) with a chance of a sixth each, else 0 (Achlioptas, 2003). */
function projection(
  { nodes, out }: Arcs,
  { rng, dimensions, normalisation }: Required<Omit<FastRpOptions, 'hopWeights'>>,
): Float32Array {
  const values = new Float32Array(nodes * dimensions);
  const size = Math.sqrt(3);
  for (let v = 0; v < nodes; v++) {
    const degree = (out.offsets[v + 1] as number) - (out.offsets[v] as number);
    const scale = size * exp(normalisation * log(Math.max(1, degree)));
    const own = rng.fork('node', v);
    for (let d = 0; d < dimensions; d++) {
      const face = own.below(6);
      if (face < 2) values[v * dimensions + d] = face === 0 ? scale : -scale;
    }
  }
  return values;
}

function averaged({ nodes, out }: Arcs, from: Float32Array, dimensions: number): Float32Array {
  const values = new Float32Array(from.length);
  const sum = new Float64Array(dimensions);
  for (let v = 0; v < nodes; v++) {
    sum.fill(0);
    let total = 0;
    for (let a = out.offsets[v] as number; a < (out.offsets[v + 1] as number); a++) {
      const [start, weight] = [(out.targets[a] as number) * dimensions, out.weights?.[a] ?? 1];
      total += weight;
      for (let d = 0; d < dimensions; d++) sum[d] = (sum[d] as number) + weight * (from[start + d] as number);
    }
    if (total === 0) continue;
    for (let d = 0; d < dimensions; d++) values[v * dimensions + d] = (sum[d] as number) / total;
  }
  return values;
}

function addScaled(
  to: Float32Array,
  from: Float32Array,
  { weight, dimensions }: { readonly weight: number; readonly dimensions: number },
): void {
  for (let start = 0; start < to.length; start += dimensions) {
    let squares = 0;
    for (let i = start; i < start + dimensions; i++) squares += (from[i] as number) ** 2;
    if (squares === 0) continue;
    const scale = weight / Math.sqrt(squares);
    for (let i = start; i < start + dimensions; i++) to[i] = (to[i] as number) + scale * (from[i] as number);
  }
}
