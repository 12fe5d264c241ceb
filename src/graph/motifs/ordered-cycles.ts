import type { TimedRows } from './timed-edges.ts';

export interface CycleLimits {
  /** The last edge is at most this much later than the first. */
  readonly window: number;
  readonly minLength: number;
  readonly maxLength: number;
  /** Edges looked at from one first edge, or one account, before the search there is given up. */
  readonly steps: number;
}

/**
 * Every simple cycle whose edges follow each other in time within the window, from each of its first edges. Before the search
 * from an edge u -> v, the latest instants at which accounts few hops away from u can still reach it are found backwards (the
 * reverse reachability of 2SCENT, Kumar and Calders, 2018): a path goes on only to where it can still close.
 * Answers how many searches were given up.
 */
export function orderedCycles(rows: TimedRows, limits: CycleLimits, found: (path: readonly number[]) => void): number {
  const search = new CycleSearch(rows, limits, found);
  let givenUp = 0;
  for (let e = 0; e < rows.sources.length; e++) {
    if (isRepeat(rows, e)) continue;
    if (!search.from(e)) givenUp++;
  }
  return givenUp;
}

/** The same ends, instant and amount as the edge before it in the row of its source. */
function isRepeat({ sources, targets, times, amounts }: TimedRows, e: number): boolean {
  return (
    e > 0 &&
    sources[e] === sources[e - 1] &&
    targets[e] === targets[e - 1] &&
    times[e] === times[e - 1] &&
    amounts?.[e] === amounts?.[e - 1]
  );
}

class CycleSearch {
  private readonly rows: TimedRows;
  private readonly limits: CycleLimits;
  private readonly found: (path: readonly number[]) => void;
  /** Latest departure from a node that reaches the root within 1, 2, ... hops. */
  private readonly latest: readonly Float64Array[];
  private readonly path: number[] = [];
  private readonly isOnPath: Uint8Array;
  private root = 0;
  private limit = 0;
  private steps = 0;

  constructor(rows: TimedRows, limits: CycleLimits, found: (path: readonly number[]) => void) {
    this.rows = rows;
    this.limits = limits;
    this.found = found;
    const hops = Math.max(1, limits.maxLength >> 1);
    this.latest = Array.from({ length: hops }, () => new Float64Array(rows.nodes).fill(-Infinity));
    this.isOnPath = new Uint8Array(rows.nodes);
  }

  /** Whether the search came to its end. */
  from(e: number): boolean {
    const { sources, targets, times } = this.rows;
    const [start, next] = [times[e] as number, targets[e] as number];
    this.root = sources[e] as number;
    this.limit = start + this.limits.window;
    this.steps = this.limits.steps;
    const reached = this.reach(start);
    if (reached.length > 0) {
      this.path.push(e);
      this.isOnPath[next] = 1;
      this.extend(next, start);
      this.isOnPath[next] = 0;
      this.path.pop();
    }
    for (const v of reached) for (const layer of this.latest) layer[v] = -Infinity;
    return this.steps > 0;
  }

  /** Fills `latest` backwards from the root; answers the nodes reached. */
  private reach(after: number): number[] {
    const reached: number[] = [];
    let front = [this.root];
    for (let hop = 0; hop < this.latest.length; hop++) {
      const layer = this.latest[hop] as Float64Array;
      const before = this.latest[hop - 1];
      if (before !== undefined) for (const v of reached) layer[v] = before[v] as number;
      const next: number[] = [];
      for (const v of front) {
        const until = before === undefined ? this.limit : (before[v] as number);
        this.reachInto(v, { layer, until, isClosing: before === undefined, after, next });
      }
      reached.push(...next);
      front = next;
    }
    return reached;
  }

  private reachInto(
    v: number,
    told: {
      readonly layer: Float64Array;
      readonly until: number;
      readonly isClosing: boolean;
      readonly after: number;
      readonly next: number[];
    },
  ): void {
    const { inStarts, inEdges, sources, times } = this.rows;
    for (let i = (inStarts[v + 1] as number) - 1; i >= (inStarts[v] as number) && this.steps > 0; i--) {
      const e = inEdges[i] as number;
      const time = times[e] as number;
      if (time <= told.after) break;
      if (told.isClosing ? time > told.until : time >= told.until) continue;
      this.steps--;
      const w = sources[e] as number;
      if (w === this.root || (told.layer[w] as number) >= time) continue;
      told.layer[w] = time;
      told.next.push(w);
    }
  }

  private extend(v: number, time: number): void {
    const { outStarts, outEdges, targets, times } = this.rows;
    const used = this.path.length;
    const left = this.limits.maxLength - used - 1;
    const layer = left > 0 ? this.latest[left - 1] : undefined;
    for (let i = (outStarts[v + 1] as number) - 1; i >= (outStarts[v] as number) && this.steps > 0; i--) {
      const e = outEdges[i] as number;
      const at = times[e] as number;
      if (at <= time) break;
      if (at > this.limit || isRepeat(this.rows, e)) continue;
      this.steps--;
      const w = targets[e] as number;
      if (w === this.root) {
        if (used + 1 >= this.limits.minLength) this.found([...this.path, e]);
        continue;
      }
      if (left <= 0 || this.isOnPath[w] === 1) continue;
      if (layer !== undefined && (layer[w] as number) <= at) continue;
      this.path.push(e);
      this.isOnPath[w] = 1;
      this.extend(w, at);
      this.isOnPath[w] = 0;
      this.path.pop();
    }
  }
}
