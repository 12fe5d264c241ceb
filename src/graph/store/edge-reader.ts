import { TallyError } from '#base';
import { arcColumns, copyArc, fieldsOf, resized, type ArcColumns } from './arc-columns.ts';
import { visitArcs, type ArcLayers, type ArcQuery } from './arc-layers.ts';
import { WriteGuard } from './write-guard.ts';

/** A store as another thread may read it; plain shared memory, to be sent as a message. */
export interface SharedPicture {
  readonly layers: ArcLayers;
  readonly guard: Int32Array<SharedArrayBuffer>;
  readonly generation: number;
}

/** Arcs that were read, the newest first; good until the next read. */
export interface ReadArcs {
  readonly count: number;
  readonly columns: ArcColumns;
}

/** Reads again at most so often: the writer would have to be at the same nodes all the time. */
const TRIES = 1_000_000;

/**
 * Reads a store that another thread is writing. What it reads is what the node's arcs were at one moment, never the arcs of another
 * node whose place was given away: it copies, looks whether the writer was there meanwhile, and if so reads again. The two ends of
 * an edge are written one after the other.
 */
export class EdgeReader {
  /** Reads that had to be done again. */
  again = 0;
  private readonly picture: SharedPicture;
  private readonly guard: WriteGuard;
  private copy: ArcColumns;

  constructor(picture: SharedPicture) {
    this.picture = picture;
    this.guard = new WriteGuard(picture.guard);
    this.copy = arcColumns(256, fieldsOf(picture.layers.frozen.columns));
  }

  /** Whether the writer replaced arrays since: then ask it for another picture. */
  get isStale(): boolean {
    return this.guard.generation !== this.picture.generation;
  }

  /**
   * The arcs of a node as a query sees them; undefined when the picture is stale.
   *
   * @throws TallyError `GRAPH_READ` when the writer did not leave the node alone.
   */
  read(node: number, query: ArcQuery): ReadArcs | undefined {
    for (let tries = 0; tries < TRIES; tries++) {
      const before = this.guard.counter(node);
      if (before % 2 === 0) {
        const count = this.copied(node, query);
        if (this.isStale) return undefined;
        if (this.guard.counter(node) === before) return { count, columns: this.copy };
      }
      this.again++;
    }
    throw new TallyError('GRAPH_READ', `node ${node} was written to all the time`, { hint: 'read it again later' });
  }

  private copied(node: number, query: ArcQuery): number {
    let count = 0;
    visitArcs(this.picture.layers, { node, query }, (columns, place) => {
      if (count === this.copy.ends.length) this.copy = resized(this.copy, 2 * count, { used: count });
      copyArc(columns, place, { to: this.copy, place: count++ });
      return true;
    });
    return count;
  }
}
