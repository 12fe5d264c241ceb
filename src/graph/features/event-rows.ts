import { TallyError } from '#base';
import { keysOf, radixOrder } from './radix-order.ts';

/** Edges as they came, in columns; what is left out is not known. */
export interface FeatureEdges {
  readonly nodes: number;
  readonly sources: Uint32Array;
  readonly targets: Uint32Array;
  /** When they happened, in any unit; NaN where it is not known. */
  readonly times?: Float64Array | undefined;
  readonly amounts?: Float64Array | undefined;
  /** Relation of each edge, and the words for it. */
  readonly types?: { readonly codes: ArrayLike<number>; readonly names: readonly string[] } | undefined;
}

/** Edges at one end of every node, the newest first: those of `v` are at `[starts[v], starts[v + 1])`. */
export interface EdgeSide {
  /** `out_`, `in_`, or nothing where edges have no direction. */
  readonly prefix: string;
  readonly starts: Uint32Array;
  readonly edges: Uint32Array;
  readonly partners: Uint32Array;
}

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

/** Relations with columns of their own; others count in the columns for all. */
const RELATIONS = 12;

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
  const order = ordered(edges, codes);
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

/** Relations by falling number of edges; the last code is that of all that have no column of their own. */
function relationsOf(
  types: FeatureEdges['types'],
  edges: number,
): { readonly codes: Uint8Array | undefined; readonly names: readonly string[] } {
  if (types === undefined) return { codes: undefined, names: [] };
  const counts = new Map<number, number>();
  for (let e = 0; e < edges; e++) {
    const code = types.codes[e] as number;
    if (code >= 0) counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  const largest = [...counts].sort(([a, many], [b, more]) => more - many || a - b).slice(0, RELATIONS);
  const kept = largest.map(([code]) => code).sort((a, b) => a - b);
  const places = new Map(kept.map((code, place) => [code, place]));
  const codes = Uint8Array.from({ length: edges }, (_, e) => places.get(types.codes[e] as number) ?? kept.length);
  return { codes, names: kept.map((code) => types.names[code] ?? '') };
}

/** Edges between two nodes by time (the newest first, those without an instant last), source, target, relation and amount. */
function ordered(edges: FeatureEdges, types: Uint8Array | undefined): Uint32Array {
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

function sidesOf(
  { nodes, sources, targets }: { readonly nodes: number; readonly sources: Uint32Array; readonly targets: Uint32Array },
  isDirected: boolean,
): EdgeSide[] {
  if (!isDirected)
    return [
      sideOf('', nodes, [
        [sources, targets],
        [targets, sources],
      ]),
    ];
  return [sideOf('out_', nodes, [[sources, targets]]), sideOf('in_', nodes, [[targets, sources]])];
}

/** Rows by counting sort, which keeps the order within a row. */
function sideOf(
  prefix: string,
  nodes: number,
  ends: readonly (readonly [near: Uint32Array, far: Uint32Array])[],
): EdgeSide {
  const starts = new Uint32Array(nodes + 1);
  for (const [near] of ends) for (const v of near) starts[v + 1] = (starts[v + 1] as number) + 1;
  for (let v = 0; v < nodes; v++) starts[v + 1] = (starts[v + 1] as number) + (starts[v] as number);
  const next = starts.slice();
  const count = starts[nodes] as number;
  const [edges, partners] = [new Uint32Array(count), new Uint32Array(count)];
  for (let e = 0; e < (ends[0]?.[0].length ?? 0); e++) {
    for (const [near, far] of ends) {
      const v = near[e] as number;
      const at = next[v] as number;
      next[v] = at + 1;
      edges[at] = e;
      partners[at] = far[e] as number;
    }
  }
  return { prefix, starts, edges, partners };
}
