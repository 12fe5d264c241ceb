import { TallyError } from '#base';
import type { FeatureEdges } from './feature-edges.ts';
import { keysOf, radixOrder } from './radix-order.ts';

/** Edges between two nodes by time (the newest first, those without an instant last), source, target, relation and amount. */
export function edgeOrder(edges: FeatureEdges, types: Uint8Array | undefined): Uint32Array {
  const kept = properEdges(edges);
  const pick = <T extends { [at: number]: number }>(from: T, to: T): T => {
    for (let i = 0; i < kept.length; i++) to[i] = from[kept[i] as number] as number;
    return to;
  };
  const { sources, targets, times, amounts } = edges;
  const count = kept.length;
  const when = times && pick(times, new Float64Array(count)).map((time) => -time);
  const keys = [
    ...(when === undefined ? [] : keysOf(when)),
    pick(sources, new Uint32Array(count)),
    pick(targets, new Uint32Array(count)),
    ...(types === undefined ? [] : [Uint32Array.from(pick(types, new Uint8Array(count)))]),
    ...(amounts === undefined ? [] : keysOf(pick(amounts, new Float64Array(count)))),
  ];
  return radixOrder(count, keys).map((i) => kept[i] as number);
}

/** Places of edges that do not lead to where they begin. */
function properEdges({ nodes, sources, targets }: FeatureEdges): Uint32Array {
  const kept = new Uint32Array(sources.length);
  let count = 0;
  for (let e = 0; e < sources.length; e++) {
    const highest = Math.max(sources[e] as number, targets[e] as number);
    if (highest >= nodes) {
      throw new TallyError('GRAPH_NODE', `edge ${e} leads to node ${highest}, but there are ${nodes}`, {
        hint: 'nodes are numbered from 0',
      });
    }
    if (sources[e] !== targets[e]) kept[count++] = e;
  }
  return kept.subarray(0, count);
}
