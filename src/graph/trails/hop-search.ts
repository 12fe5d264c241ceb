import type { EdgeStore } from '../store/edge-store.ts';
import type { TrailQuery } from './trail-query.ts';

/** One side of a search from both ends. */
interface Side {
  readonly marks: Uint32Array;
  readonly direction: 'out' | 'in';
  front: number[];
  hops: number;
}

/** Counts edges between two nodes. Keeps marks between searches, so that a search costs what it visits. */
export class HopSearch {
  private ahead = new Uint32Array(0);
  private back = new Uint32Array(0);
  private epoch = 0;

  /**
   * Edges of a shortest way from one node to another; -1 when there is none (FinBench, complex read 3). Looks from both ends, each
   * time from the side with fewer nodes.
   */
  hops(store: EdgeStore, [from, to]: readonly [number, number], query: TrailQuery): number {
    if (from === to) return 0;
    this.begin(store.nodes);
    const ahead: Side = { marks: this.ahead, direction: 'out', front: [from], hops: 0 };
    const back: Side = { marks: this.back, direction: 'in', front: [to], hops: 0 };
    ahead.marks[from] = this.epoch;
    back.marks[to] = this.epoch;
    while (ahead.front.length > 0 && back.front.length > 0) {
      const [side, other] = ahead.front.length <= back.front.length ? [ahead, back] : [back, ahead];
      if (this.widen(store, side, { other, query })) return side.hops + other.hops;
    }
    return -1;
  }

  /** Goes one edge further; whether both sides meet. */
  private widen(
    store: EdgeStore,
    side: Side,
    { other, query }: { readonly other: Side; readonly query: TrailQuery },
  ): boolean {
    const { marks, direction, front } = side;
    const { epoch } = this;
    const asked = { ...query, direction };
    const next: number[] = [];
    let isMet = false;
    side.hops++;
    for (const node of front) {
      store.visit(node, asked, ({ ends }, place) => {
        const end = ends[place] as number;
        if (marks[end] === epoch) return true;
        marks[end] = epoch;
        isMet = other.marks[end] === epoch;
        next.push(end);
        return !isMet;
      });
      if (isMet) return true;
    }
    side.front = next;
    return false;
  }

  private begin(nodes: number): void {
    this.epoch++;
    if (this.ahead.length >= nodes && this.epoch < 0xffff_ffff) return;
    this.ahead = new Uint32Array(nodes);
    this.back = new Uint32Array(nodes);
    this.epoch = 1;
  }
}
