import { TallyError } from '#base';
import { arcColumns, bytesOf, extended, resized, type ArcColumns, type EdgeFields } from './arc-columns.ts';

const NONE = 0xffff_ffff;
/** Arcs that a slab begins with, and below which it doubles; later it grows by a sixteenth, in place. */
const SMALL = 1 << 16;
/** How many times its size a slab can grow in place: addresses are set aside, not memory. */
const RESERVE = 16;
/** Places are 32-bit numbers. */
const MOST = 0xffff_ffff;

/**
 * Arcs that can be added to: each node has one block of a power of two of places, oldest first; a full block moves to one twice
 * as large and its place is given to the next that needs its size.
 */
export class ArcSlab {
  columns: ArcColumns;
  starts: Uint32Array;
  sizes: Uint32Array;
  /** Arcs in it. */
  arcs = 0;
  private used = 0;
  /** Arcs to which the columns can grow in place. */
  private most = SMALL;
  /** First free block by the logarithm of its size; each holds the place of the next. */
  private readonly free = new Uint32Array(32).fill(NONE);

  constructor(nodes: number, fields: EdgeFields) {
    this.columns = arcColumns(SMALL, fields);
    this.starts = shared(nodes);
    this.sizes = shared(nodes);
  }

  get nodes(): number {
    return this.sizes.length;
  }

  get bytes(): number {
    return bytesOf(this.columns) + this.starts.byteLength + this.sizes.byteLength;
  }

  /** Makes room for nodes below `nodes`. */
  reserve(nodes: number): void {
    if (nodes <= this.sizes.length) return;
    const room = Math.max(nodes, Math.ceil(1.25 * this.sizes.length), 64);
    this.starts = grown(this.starts, room);
    this.sizes = grown(this.sizes, room);
  }

  /** Place of a new arc of the node; the caller fills its columns. */
  append(v: number): number {
    const size = this.sizes[v] as number;
    // A block whose size is a power of two is full.
    if ((size & (size - 1)) === 0) this.widen(v, size);
    this.sizes[v] = size + 1;
    this.arcs++;
    return (this.starts[v] as number) + size;
  }

  private widen(v: number, size: number): void {
    const from = this.starts[v] as number;
    const to = this.take(size === 0 ? 0 : 32 - Math.clz32(size));
    this.starts[v] = to;
    if (size === 0) return;
    const { ends, types, occurred, recorded, weights } = this.columns;
    if (size < 16) for (let i = 0; i < size; i++) ends[to + i] = ends[from + i] as number;
    else ends.copyWithin(to, from, from + size);
    types?.copyWithin(to, from, from + size);
    occurred?.copyWithin(to, from, from + size);
    recorded?.copyWithin(to, from, from + size);
    weights?.copyWithin(to, from, from + size);
    const order = 31 - Math.clz32(size);
    ends[from] = this.free[order] as number;
    this.free[order] = from;
  }

  /** A block of 2^order places. */
  private take(order: number): number {
    const block = this.free[order] as number;
    if (block !== NONE) {
      this.free[order] = this.columns.ends[block] as number;
      return block;
    }
    const at = this.used;
    this.used += 2 ** order;
    if (this.used > this.columns.ends.length) this.extend(at);
    return at;
  }

  private extend(used: number): void {
    const room = this.columns.ends.length;
    if (this.used > MOST) {
      throw new TallyError('GRAPH_SIZE', `${this.arcs} arcs are more than can be added to`, {
        hint: 'merge them, or divide the graph by relation',
      });
    }
    const wanted = room < 16 * SMALL ? 2 * room : Math.ceil(1.0625 * room);
    const length = Math.max(this.used, Math.min(wanted, MOST));
    if (length <= this.most) {
      this.columns = extended(this.columns, length);
      return;
    }
    this.most = Math.min(RESERVE * length, MOST);
    this.columns = resized(this.columns, length, { used, most: this.most });
  }
}

function shared(length: number): Uint32Array {
  return new Uint32Array(new SharedArrayBuffer(4 * length));
}

function grown(values: Uint32Array, length: number): Uint32Array {
  const next = shared(length);
  next.set(values);
  return next;
}
