import { INWARD, REMOVAL, type ArcColumns } from './arc-columns.ts';

/** Arcs in compressed rows, the newest first. Nodes beyond the last row have none. */
export interface FrozenArcs {
  readonly offsets: Uint32Array;
  readonly columns: ArcColumns;
}

/** Arcs in blocks, the oldest first. */
export interface BlockArcs {
  readonly starts: Uint32Array;
  readonly sizes: Uint32Array;
  readonly columns: ArcColumns;
}

/** All arcs: blocks from the newest to the oldest, then the frozen ones. Plain shared memory: a worker can be handed it. */
export interface ArcLayers {
  readonly blocks: readonly BlockArcs[];
  readonly frozen: FrozenArcs;
  /** Nodes that were erased, by node; undefined while there is none. */
  readonly erased: Uint8Array | undefined;
  /** No edge happened after it was recorded: a reading from an instant can end at the first arc recorded before it. */
  readonly isTimely?: boolean;
}

/** Which arcs are wanted; the newest first, up to `limit`. */
export interface ArcQuery {
  /** As known at this instant, in seconds: arcs and removals recorded later are not there. */
  readonly asOf?: number;
  /** That happened from and until these instants, in seconds, both included. */
  readonly from?: number;
  readonly until?: number;
  readonly type?: number;
  readonly direction?: 'out' | 'in';
  /** Arcs at most: of a hub the newest. */
  readonly limit?: number;
}

/** Tells the layer and place of an arc; false ends the reading. */
export type ArcVisitor = (columns: ArcColumns, place: number) => boolean;

/** Visits the arcs of a node, the newest first. Removed arcs and those to erased nodes are not visited. */
export function visitArcs(
  layers: ArcLayers,
  { node: v, query }: { readonly node: number; readonly query: ArcQuery },
  visit: ArcVisitor,
): void {
  if (layers.erased?.[v] === 1) return;
  // Nothing is left out before the first removal: the usual case, three times as fast.
  let isPlain = layers.erased === undefined && wantsAll(query);
  let reading: Reading | undefined;
  const see = (columns: ArcColumns, place: number): boolean => {
    isPlain = false;
    reading ??= new Reading(layers, query, visit);
    return reading.see(columns, place);
  };
  for (const { starts, sizes, columns } of layers.blocks) {
    const start = starts[v];
    if (start === undefined) continue;
    const { ends } = columns;
    for (let place = start + (sizes[v] as number) - 1; place >= start; place--) {
      const isSeen = isPlain && (ends[place] as number) < REMOVAL ? visit(columns, place) : see(columns, place);
      if (!isSeen) return;
    }
  }
  const { offsets, columns } = layers.frozen;
  const { ends } = columns;
  const end = offsets[v + 1] ?? 0;
  for (let place = firstKnown(columns, [offsets[v] ?? end, end], query.asOf); place < end; place++) {
    const isSeen = isPlain && (ends[place] as number) < REMOVAL ? visit(columns, place) : see(columns, place);
    if (!isSeen) return;
  }
}

/** The first arc of a row that was recorded until `asOf`: rows are ordered by when arcs became known, the last first. */
function firstKnown(
  { recorded }: ArcColumns,
  [start, end]: readonly [number, number],
  asOf: number | undefined,
): number {
  if (asOf === undefined || recorded === undefined) return start;
  let [low, high] = [start, end];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((recorded[middle] as number) > asOf) low = middle + 1;
    else high = middle;
  }
  return low;
}

function wantsAll({ asOf, from, until, type, direction, limit }: ArcQuery): boolean {
  const isAnyTime = asOf === undefined && from === undefined && until === undefined;
  return isAnyTime && type === undefined && direction === undefined && limit === undefined;
}

class Reading {
  private readonly erased: Uint8Array | undefined;
  private readonly visit: ArcVisitor;
  private readonly asOf: number;
  private readonly from: number;
  private readonly until: number;
  /** Arcs recorded before this are not looked at. */
  private readonly last: number;
  /** The relation, or -1 for all; the mark of the direction, or -1 for both. */
  private readonly type: number;
  private readonly direction: number;
  private removed: Set<number> | undefined;
  private left: number;

  constructor({ erased, isTimely }: ArcLayers, query: ArcQuery, visit: ArcVisitor) {
    this.erased = erased;
    this.visit = visit;
    this.asOf = query.asOf ?? Infinity;
    this.from = query.from ?? -Infinity;
    this.until = query.until ?? Infinity;
    this.last = isTimely === true ? this.from : -Infinity;
    this.type = query.type ?? -1;
    this.direction = query.direction === undefined ? -1 : query.direction === 'in' ? INWARD : 0;
    this.left = query.limit ?? Infinity;
  }

  /** False when no more are wanted. */
  see(columns: ArcColumns, place: number): boolean {
    const recorded = columns.recorded?.[place] ?? 0;
    if (recorded > this.asOf) return true;
    if (recorded < this.last && columns.recorded !== undefined) return false;
    const [word, kind] = [columns.ends[place] as number, columns.types?.[place] ?? 0];
    if (this.type >= 0 && (kind & ~INWARD) !== this.type) return true;
    if (this.direction >= 0 && (kind & INWARD) !== this.direction) return true;
    if (word >= REMOVAL) {
      this.removed ??= new Set();
      this.removed.add((word - REMOVAL) * 256 + kind);
      return true;
    }
    if (this.removed?.has(word * 256 + kind) === true || this.erased?.[word] === 1) return true;
    const occurred = columns.occurred?.[place];
    if (occurred !== undefined && (occurred < this.from || occurred > this.until)) return true;
    return this.visit(columns, place) && --this.left > 0;
  }
}
