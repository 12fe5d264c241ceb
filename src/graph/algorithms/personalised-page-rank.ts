import type { Graph } from '../store/graph.ts';

export interface PersonalisedOptions {
  readonly damping?: number;
  /** What may stay unsent at a node, for each of its arcs; the work grows with 1 / threshold, not with the graph. */
  readonly threshold?: number;
}

/**
 * Personalised PageRank of seeds by forward push (Andersen, Chung and Lang, 2006): where a walk ends that starts at a seed and
 * stops with probability `1 - damping` at each step. Weights of arcs count. Answers the nodes reached with their ranks, by falling
 * rank; each rank is too small by at most `threshold` x arcs of the node.
 */
export function personalisedPageRank(
  { nodes, out: { offsets, targets, weights } }: Graph,
  seeds: ReadonlyMap<number, number>,
  { damping = 0.85, threshold = 1e-6 }: PersonalisedOptions = {},
): { readonly nodes: Uint32Array; readonly ranks: Float64Array } {
  const ranks = new Map<number, number>();
  const unsent = new Map<number, number>();
  const queue: number[] = [];
  const waiting = new Set<number>();
  const receive = (v: number, mass: number): void => {
    const held = (unsent.get(v) ?? 0) + mass;
    unsent.set(v, held);
    const degree = Math.max(1, (offsets[v + 1] as number) - (offsets[v] as number));
    if (held <= threshold * degree || waiting.has(v)) return;
    waiting.add(v);
    queue.push(v);
  };
  const all = [...seeds.values()].reduce((sum, weight) => sum + weight, 0);
  for (const [seed, weight] of seeds) if (seed < nodes) receive(seed, weight / all);
  for (let head = 0; head < queue.length; head++) {
    const v = queue[head] as number;
    waiting.delete(v);
    const mass = unsent.get(v) ?? 0;
    unsent.set(v, 0);
    ranks.set(v, (ranks.get(v) ?? 0) + (1 - damping) * mass);
    const [from, to] = [offsets[v] as number, offsets[v + 1] as number];
    let total = 0;
    for (let a = from; a < to; a++) total += weights === undefined ? 1 : (weights[a] as number);
    for (let a = from; a < to; a++) {
      const part = weights === undefined ? 1 : (weights[a] as number);
      receive(targets[a] as number, (damping * mass * part) / total);
    }
  }
  const order = [...ranks].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  return { nodes: Uint32Array.from(order, ([v]) => v), ranks: Float64Array.from(order, ([, rank]) => rank) };
}
