import { edgeOrder } from './edge-order.ts';
import { sidesOf, type EdgeSide } from './edge-sides.ts';
import type { FeatureEdges } from './feature-edges.ts';
import { relationsOf } from './relations.ts';

/** Edges in a fixed order (the newest first), so that the order of rows decides nothing, and rows of them by node. */
export interface EventRows {
  readonly nodes: number;
  readonly sources: Uint32Array;
  readonly targets: Uint32Array;
  /** Days before the instant of the look; NaN where it is not known. */
  readonly ages: Float64Array | undefined;
  readonly amounts: Float64Array | undefined;
  readonly types: Uint8Array | undefined;
  readonly typeNames: readonly string[];
  readonly sides: readonly EdgeSide[];
  readonly selfLoops: number;
}

export interface EventLook {
  readonly isDirected: boolean;
  /** The instant of the look, in the unit of the times; when left out the newest edge's. */
  readonly asOf?: number | undefined;
  /** Of the unit of the times in a day. */
  readonly perDay: number;
}

/**
 * Orders edges by time, source, target, relation and amount, and rows them by node. Edges to oneself are left out and counted.
 *
 * @throws TallyError `GRAPH_NODE` for an edge to a node that there is not.
 */
export function eventRows(edges: FeatureEdges, { isDirected, asOf, perDay }: EventLook): EventRows {
  const { nodes, times } = edges;
  const { codes, names } = relationsOf(edges.types, edges.sources.length);
  const order = edgeOrder(edges, codes);
  const sources = order.map((e) => edges.sources[e] as number);
  const targets = order.map((e) => edges.targets[e] as number);
  const newest = asOf ?? times?.reduce((most, time) => (time > most ? time : most), -Infinity) ?? 0;
  const ages = times && picked(times, order).map((time) => (newest - time) / perDay);
  const { amounts } = edges;
  return {
    ...{ nodes, sources, targets, ages, typeNames: names },
    amounts: amounts && picked(amounts, order),
    types: codes && Uint8Array.from(order, (e) => codes[e] as number),
    sides: sidesOf({ nodes, sources, targets }, isDirected),
    selfLoops: edges.sources.length - order.length,
  };
}

function picked(values: Float64Array, order: Uint32Array): Float64Array {
  const found = new Float64Array(order.length);
  for (let i = 0; i < order.length; i++) found[i] = values[order[i] as number] as number;
  return found;
}
