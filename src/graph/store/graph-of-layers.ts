import { REMOVAL } from './arc-columns.ts';
import { visitArcs, type ArcLayers, type ArcQuery } from './arc-layers.ts';
import { buildGraph, type Graph } from './graph.ts';

/** The edges of a store, as a query sees them, as a simple undirected graph: edges that repeat are one with the sum of their weights. */
export function graphOfLayers(layers: ArcLayers, nodes: number, query: ArcQuery = {}): Graph {
  const [sources, targets, weights]: [number[], number[], number[]] = [[], [], []];
  for (let node = 0; node < nodes; node++) {
    visitArcs(layers, { node, query }, (columns, place) => {
      const end = columns.ends[place] as number;
      // The arc at the other end is the same edge.
      if (end >= REMOVAL || end < node) return true;
      sources.push(node);
      targets.push(end);
      weights.push(columns.weights?.[place] ?? 1);
      return true;
    });
  }
  const edges = { nodes, sources: Uint32Array.from(sources), targets: Uint32Array.from(targets) };
  return buildGraph({ ...edges, weights: Float64Array.from(weights) }, false).graph;
}
