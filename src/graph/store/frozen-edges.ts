import { TallyError } from '#base';
import { arcColumns } from './arc-columns.ts';
import type { FrozenArcs } from './arc-layers.ts';

/**
 * Undirected edges without further fields as rows that stand still, the last edge first: the quick way to load what is known
 * already into a store. Self loops are left out.
 *
 * @throws TallyError `GRAPH_SIZE` beyond 2^32 - 1 arcs.
 */
export function frozenEdges(nodes: number, sources: Uint32Array, targets: Uint32Array): FrozenArcs {
  if (2 * sources.length > 0xffff_ffff) {
    throw new TallyError('GRAPH_SIZE', `${sources.length} edges are more than one store can hold`, {
      hint: 'divide the graph by relation, or export it to Spark',
    });
  }
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
  const columns = arcColumns(sum, {});
  const { ends } = columns;
  // Places are taken from the end of a row: the first edge comes last.
  for (let e = 0; e < sources.length; e++) {
    const [from, to] = [sources[e] as number, targets[e] as number];
    if (from === to) continue;
    const [out, back] = [(offsets[from] as number) - 1, (offsets[to] as number) - 1];
    ends[out] = to;
    offsets[from] = out;
    ends[back] = from;
    offsets[to] = back;
  }
  return { offsets, columns };
}
