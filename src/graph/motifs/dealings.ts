import { log } from '#base';
import { buildGraph, type Adjacency } from '../store/graph.ts';
import { combined, type Rarity } from './rarity.ts';
import type { TimedRows } from './timed-edges.ts';

/** Who deals with whom, and how rare the dealings of each two are (minus natural logarithms), arc by arc. */
export interface Dealings extends Adjacency {
  readonly rare: Float64Array;
}

/** Of several edges between two accounts the rarest tells; who is paid back is met twice. */
export function dealingsOf({ nodes, sources, targets }: TimedRows, rarity: Rarity | undefined): Dealings {
  const { out } = buildGraph(
    { nodes, sources, targets, weights: new Float64Array(sources.length).fill(1) },
    false,
  ).graph;
  const rare = new Float64Array(out.targets.length);
  const directions = new Uint8Array(out.targets.length);
  for (let e = 0; e < sources.length; e++) {
    const [from, to] = [sources[e] as number, targets[e] as number];
    const told = (rarity?.unusual[e] ?? 0) + (rarity?.repeated?.[e] ?? 0);
    const surprise = combined(told, rarity?.repeated === undefined ? 1 : 2);
    for (const [arc, direction] of [[arcTo(out, from, to), 1] as const, [arcTo(out, to, from), 2] as const]) {
      // The rarest of several edges: so many chances there were for it.
      rare[arc] = Math.max(rare[arc] as number, surprise - log(out.weights?.[arc] ?? 1));
      directions[arc] = (directions[arc] as number) | direction;
    }
  }
  for (let v = 0; v < nodes; v++) {
    for (let a = out.offsets[v] as number; a < (out.offsets[v + 1] as number); a++) {
      // Who is paid back is met twice.
      if (directions[a] === 3) rare[a] = (rare[a] as number) + meeting(out, v, out.targets[a] as number);
    }
  }
  return { ...out, rare };
}

/** Minus the logarithm of the chance that two accounts of so many partners deal with each other. */
export function meeting({ offsets, targets }: Adjacency, v: number, w: number): number {
  const degree = (node: number): number => (offsets[node + 1] as number) - (offsets[node] as number);
  return -log(Math.min(1, (degree(v) * degree(w)) / targets.length));
}

/** Place of the arc between two accounts that deal with each other. */
export function arcTo({ offsets, targets }: Adjacency, from: number, to: number): number {
  let [low, high] = [offsets[from] as number, offsets[from + 1] as number];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((targets[middle] as number) < to) low = middle + 1;
    else high = middle;
  }
  return low;
}
