import { visitArcs, type ArcLayers, type ArcQuery } from './arc-layers.ts';

/**
 * Looks around nodes within two hops, of hubs at their newest arcs only (truncation as LDBC FinBench defines it). Keeps marks between
 * calls, so that a call costs what it visits.
 */
export class Neighbourhood {
  private marks = new Uint32Array(0);
  private epoch = 0;
  private found = new Uint32Array(1024);

  /** Nodes at most two arcs away, the node itself left out, in the order found; `query.limit` is of every node. */
  within(layers: ArcLayers, node: number, { nodes, query }: { readonly nodes: number; readonly query: ArcQuery }) {
    if (this.marks.length < nodes) this.marks = new Uint32Array(nodes);
    if (this.marks[node] === undefined) return this.found.subarray(0, 0);
    this.epoch = this.epoch === 0xffff_ffff ? this.fresh() : this.epoch + 1;
    this.marks[node] = this.epoch;
    const near = this.around(layers, node, { query, count: 0 });
    let count = near;
    for (let i = 0; i < near; i++) count = this.around(layers, this.found[i] as number, { query, count });
    return this.found.subarray(0, count);
  }

  private around(
    layers: ArcLayers,
    node: number,
    { query, count }: { readonly query: ArcQuery; readonly count: number },
  ): number {
    let size = count;
    visitArcs(layers, { node, query }, ({ ends }, place) => {
      const end = ends[place] as number;
      if (this.marks[end] === this.epoch) return true;
      this.marks[end] = this.epoch;
      if (size === this.found.length) this.lengthen();
      this.found[size++] = end;
      return true;
    });
    return size;
  }

  private fresh(): number {
    this.marks.fill(0);
    return 1;
  }

  private lengthen(): void {
    const next = new Uint32Array(2 * this.found.length);
    next.set(this.found);
    this.found = next;
  }
}
