import type { Rng } from '#base';

/** Edges of a graph of groups of `size` nodes, most of them within a group; nodes of a group follow each other. */
export function plantedGroups(
  rng: Rng,
  {
    nodes,
    size,
    edges,
    inside,
  }: {
    readonly nodes: number;
    readonly size: number;
    readonly edges: number;
    /** Share of edges within a group. */
    readonly inside: number;
  },
): { readonly sources: Uint32Array; readonly targets: Uint32Array } {
  const sources = Uint32Array.from({ length: edges }, () => rng.below(nodes));
  const targets = sources.map((v) => {
    if (!rng.chance(inside)) return rng.below(nodes);
    const first = v - (v % size);
    return first + rng.below(Math.min(size, nodes - first));
  });
  return { sources, targets };
}
