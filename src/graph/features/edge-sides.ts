/** Edges at one end of every node, the newest first: those of `v` are at `[starts[v], starts[v + 1])`. */
export interface EdgeSide {
  /** `out_`, `in_`, or nothing where edges have no direction. */
  readonly prefix: string;
  readonly starts: Uint32Array;
  readonly edges: Uint32Array;
  readonly partners: Uint32Array;
}

/** One side for edges without a direction, else those going out and those coming in. */
export function sidesOf(
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
