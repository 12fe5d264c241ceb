import { coreNumbers, triangles, type Graph } from '#graph';
import { beyondFence } from './tails.ts';

/**
 * What is odd about where a node stands, without its attributes: it belongs to a clique larger than what is usual here. How many
 * neighbours a node has differs too widely in every network to be odd in itself; that they know each other does not come by chance.
 * `clique`: neighbours of a clique that would hold as many triangles; `core`: neighbours that all have in its densest part.
 */
export function structureParts(graph: Graph): Readonly<Record<'clique' | 'core', Float64Array>> {
  const cliques = triangles(graph).map((count) => Math.sqrt(2 * count));
  const isDense = cliques.some((size) => size > 0);
  const cores = Float64Array.from(coreNumbers(graph), (core) => (isDense ? core : 0));
  return { clique: beyondFence(cliques), core: beyondFence(cores) };
}
