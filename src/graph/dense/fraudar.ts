import { TallyError, log } from '#base';
import { NodeHeap } from '../algorithms/node-heap.ts';

/** Edges from one side (people, reviewers, accounts) to another (devices, shops, cards); each side numbered from 0. */
export interface BipartiteEdges {
  readonly rows: number;
  readonly columns: number;
  /** Row and column of each edge. */
  readonly sources: Uint32Array;
  readonly targets: Uint32Array;
}

/** A part of both sides that is suspiciously dense. */
export interface DenseBlock {
  readonly rows: Uint32Array;
  readonly columns: Uint32Array;
  /** Sum of edge weights within over the number of nodes. */
  readonly density: number;
}

/**
 * The block with the greatest mean suspiciousness by greedy peeling (Hooi and others, FRAUDAR, 2016): an edge to a column of degree d
 * weighs 1 / log(d + 5), so that camouflage by edges to popular columns does not help. Repeated edges count once. At least half as
 * dense as the densest block. Cost: edges x log nodes.
 *
 * @throws TallyError `GRAPH_NODE` when there is no edge.
 */
export function densestBlock(edges: BipartiteEdges): DenseBlock {
  const { rows, columns } = edges;
  const { neighbours, starts, weights } = links(edges);
  if (neighbours.length === 0) {
    throw new TallyError('GRAPH_NODE', 'there is no edge, so no block', {
      hint: 'give edges from one side to the other',
    });
  }
  const heap = new NodeHeap(rows + columns);
  let mass = 0;
  for (let v = 0; v < rows + columns; v++) {
    let sum = 0;
    for (let a = starts[v] as number; a < (starts[v + 1] as number); a++) sum += weights[a] as number;
    heap.set(v, sum);
    mass += sum / 2;
  }
  const removed = new Uint32Array(rows + columns);
  const isGone = new Uint8Array(rows + columns);
  let [best, bestCount] = [mass / heap.length, 0];
  for (let count = 1; heap.length > 1; count++) {
    const v = heap.pop();
    mass -= heap.keys[v] as number;
    isGone[v] = 1;
    removed[count - 1] = v;
    for (let a = starts[v] as number; a < (starts[v + 1] as number); a++) {
      const w = neighbours[a] as number;
      if (isGone[w] === 0) heap.set(w, (heap.keys[w] as number) - (weights[a] as number));
    }
    const density = mass / heap.length;
    if (density > best) [best, bestCount] = [density, count];
  }
  const isOut = new Uint8Array(rows + columns);
  for (let i = 0; i < bestCount; i++) isOut[removed[i] as number] = 1;
  const kept = Array.from(isOut.keys()).filter((v) => isOut[v] === 0);
  return {
    rows: Uint32Array.from(kept.filter((v) => v < rows)),
    columns: Uint32Array.from(
      kept.filter((v) => v >= rows),
      (v) => v - rows,
    ),
    density: best,
  };
}

/** Both directions of every different edge with its weight; columns come behind the rows. */
function links({ rows, columns, sources, targets }: BipartiteEdges) {
  const different = new Set<number>();
  for (let e = 0; e < sources.length; e++) different.add((sources[e] as number) * columns + (targets[e] as number));
  const degrees = new Uint32Array(rows + columns);
  for (const edge of different) {
    const [row, column] = [Math.floor(edge / columns), rows + (edge % columns)];
    degrees[row] = (degrees[row] as number) + 1;
    degrees[column] = (degrees[column] as number) + 1;
  }
  const starts = new Uint32Array(rows + columns + 1);
  for (let v = 0; v < degrees.length; v++) starts[v + 1] = (starts[v] as number) + (degrees[v] as number);
  const next = starts.slice();
  const neighbours = new Uint32Array(2 * different.size);
  const weights = new Float64Array(2 * different.size);
  const put = (from: number, to: number, weight: number): void => {
    const at = next[from] as number;
    next[from] = at + 1;
    neighbours[at] = to;
    weights[at] = weight;
  };
  for (const edge of different) {
    const [row, column] = [Math.floor(edge / columns), rows + (edge % columns)];
    const weight = 1 / log((degrees[column] as number) + 5);
    put(row, column, weight);
    put(column, row, weight);
  }
  return { neighbours, starts, weights };
}
