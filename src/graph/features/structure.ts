import { weakComponents } from '../algorithms/components.ts';
import { coreNumbers } from '../algorithms/core-numbers.ts';
import { pageRank } from '../algorithms/page-rank.ts';
import { leiden } from '../communities/leiden.ts';
import { buildGraph, undirectedView, type Graph } from '../store/graph.ts';
import { take } from './amounts.ts';
import type { EventRows } from './event-rows.ts';
import type { Feature, FeatureContext } from './feature-set.ts';
import { triangles } from './triangles.ts';

/** Simple graph of the edges, as features of structure see it: repeats are one edge with their number as weight. */
export function simpleGraph({ nodes, sources, targets, sides }: EventRows): Graph {
  const weights = new Float64Array(sources.length).fill(1);
  return buildGraph({ nodes, sources, targets, weights }, sides.length === 2).graph;
}

/** Where every row stands: triangles, density of its surroundings, core, rank, component and community. */
export function structureFigures({ rows }: FeatureContext, graph: Graph): Feature[] {
  const around = undirectedView(graph);
  const { offsets } = around.out;
  const closed = triangles(around);
  const degrees = Float64Array.from(
    { length: graph.nodes },
    (_, v) => (offsets[v + 1] as number) - (offsets[v] as number),
  );
  const density = degrees.map((degree, v) => (degree < 2 ? 0 : (2 * (closed[v] as number)) / (degree * (degree - 1))));
  const ranks = pageRank(graph, { iterations: 30, tolerance: 1e-8 }).map((rank) => rank * graph.nodes);
  return [
    ['neighbours', take(degrees, rows)],
    ['triangles', take(closed, rows)],
    ['clustering', take(density, rows)],
    [
      'ego_edges',
      take(
        closed.map((count, v) => count + (degrees[v] as number)),
        rows,
      ),
    ],
    ['core', take(coreNumbers(around), rows)],
    ['pagerank', take(ranks, rows)],
    ['component_size', take(sizesOf(weakComponents(graph)), rows)],
    ...communityFigures(around, rows),
  ];
}

function sizesOf(labels: ArrayLike<number>): Float64Array {
  const sizes = new Float64Array(labels.length);
  for (let v = 0; v < labels.length; v++) sizes[labels[v] as number] = (sizes[labels[v] as number] as number) + 1;
  return Float64Array.from(labels, (label) => sizes[label] as number);
}

function communityFigures({ nodes, out }: Graph, rows: Uint32Array): Feature[] {
  const { communityOf, communities } = leiden({ nodes, isDirected: false, out, in: out });
  const [sizes, inside] = [new Float64Array(communities), new Float64Array(communities)];
  const own = new Float64Array(nodes);
  for (let v = 0; v < nodes; v++) {
    const community = communityOf[v] as number;
    sizes[community] = (sizes[community] as number) + 1;
    for (let a = out.offsets[v] as number; a < (out.offsets[v + 1] as number); a++) {
      if (communityOf[out.targets[a] as number] === community) own[v] = (own[v] as number) + 1;
    }
    inside[community] = (inside[community] as number) + (own[v] as number);
  }
  const of = (values: (community: number, v: number) => number): Float64Array =>
    Float64Array.from(rows, (v) => values(communityOf[v] as number, v));
  return [
    ['community_size', of((c) => sizes[c] as number)],
    [
      'community_density',
      of((c) =>
        (sizes[c] as number) < 2 ? 0 : (inside[c] as number) / ((sizes[c] as number) * ((sizes[c] as number) - 1)),
      ),
    ],
    [
      'community_own_share',
      of((_, v) => (own[v] as number) / ((out.offsets[v + 1] as number) - (out.offsets[v] as number))),
    ],
  ];
}
