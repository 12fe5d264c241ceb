import { TallyError } from '#base';
import { arcColumns, INWARD, type ArcColumns, type EdgeFields } from './arc-columns.ts';
import type { FrozenArcs } from './arc-layers.ts';
import type { EdgeBatch } from './edge-store.ts';

/**
 * Edges as rows that stand still, the last edge first: the quick way to load what is known already into a store. Without fields
 * they are undirected. Self loops are left out; whoever loads counts them.
 *
 * @throws TallyError `GRAPH_SIZE` beyond 2^32 - 1 arcs, `GRAPH_TIME` when edges do not come in the order of `recorded`.
 */
export function frozenBatch(
  nodes: number,
  batch: EdgeBatch,
  { isDirected = false, ...fields }: EdgeFields & { readonly isDirected?: boolean } = {},
): FrozenArcs {
  const { sources, targets, occurred, recorded = occurred } = batch;
  if (2 * sources.length > 0xffff_ffff) {
    throw new TallyError('GRAPH_SIZE', `${sources.length} edges are more than one store can hold`, {
      hint: 'divide the graph by relation, or export it to Spark',
    });
  }
  assertOrder(recorded);
  const offsets = endsOfRows(nodes, batch);
  const columns = arcColumns(offsets[nodes] as number, fields);
  const { ends } = columns;
  const told = { ...batch, recorded };
  const isPlain = columns.types === undefined && columns.occurred === undefined && columns.weights === undefined;
  // Places are taken from the end of a row: the first edge comes last.
  for (let e = 0; e < sources.length; e++) {
    const [from, to] = [sources[e] as number, targets[e] as number];
    if (from === to) continue;
    const out = (offsets[from] as number) - 1;
    ends[out] = to;
    offsets[from] = out;
    const back = (offsets[to] as number) - 1;
    ends[back] = from;
    offsets[to] = back;
    if (isPlain) continue;
    fill(columns, out, { batch: told, e });
    fill(columns, back, { batch: told, e });
    if (isDirected && columns.types !== undefined) columns.types[back] = (columns.types[back] as number) | INWARD;
  }
  return { offsets, columns };
}

/** The same of undirected edges without further fields. */
export function frozenEdges(nodes: number, sources: Uint32Array, targets: Uint32Array): FrozenArcs {
  return frozenBatch(nodes, { sources, targets });
}

/** Counts the arcs of each node and sums them up to where its row ends. */
function endsOfRows(nodes: number, { sources, targets }: EdgeBatch): Uint32Array {
  const offsets = new Uint32Array(new SharedArrayBuffer(4 * (nodes + 1)));
  for (let e = 0; e < sources.length; e++) {
    const [from, to] = [sources[e] as number, targets[e] as number];
    if (from === to) continue;
    offsets[from] = (offsets[from] as number) + 1;
    offsets[to] = (offsets[to] as number) + 1;
  }
  let sum = 0;
  for (let v = 0; v <= nodes; v++) {
    sum += offsets[v] as number;
    offsets[v] = sum;
  }
  return offsets;
}

function fill(columns: ArcColumns, at: number, { batch, e }: { readonly batch: EdgeBatch; readonly e: number }): void {
  const { types, occurred, recorded, weights } = columns;
  if (types !== undefined) types[at] = batch.types?.[e] ?? 0;
  if (occurred !== undefined) occurred[at] = batch.occurred?.[e] ?? batch.recorded?.[e] ?? 0;
  if (recorded !== undefined) recorded[at] = batch.recorded?.[e] ?? 0;
  if (weights !== undefined) weights[at] = batch.weights?.[e] ?? 1;
}

function assertOrder(recorded: Uint32Array | undefined): void {
  if (recorded === undefined) return;
  for (let e = 1; e < recorded.length; e++) {
    if ((recorded[e] as number) >= (recorded[e - 1] as number)) continue;
    throw new TallyError('GRAPH_TIME', `edge ${e} is recorded at ${recorded[e]}, after one at ${recorded[e - 1]}`, {
      hint: 'load edges in the order in which they became known',
    });
  }
}
