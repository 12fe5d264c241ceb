/** What the store keeps of every edge besides its ends. */
export interface EdgeFields {
  /** Relation, 0 to 127, in a byte with the direction. Without it edges are of one relation and undirected. */
  readonly type?: boolean;
  /** When it happened and when that became known, in whole seconds. Without it there are no reads of the past. */
  readonly time?: boolean;
  /** A single-precision number. */
  readonly weight?: boolean;
}

/** Columns of arcs (an edge is an arc at each of its ends), in shared memory. */
export interface ArcColumns {
  /** Node at the other end; the top bit marks a removal. */
  readonly ends: Uint32Array;
  /** Relation; the top bit marks an arc against the direction of its edge. */
  readonly types: Uint8Array | undefined;
  readonly occurred: Uint32Array | undefined;
  readonly recorded: Uint32Array | undefined;
  readonly weights: Float32Array | undefined;
}

/** Marks an arc that removes all older arcs to the same end by the same relation. */
export const REMOVAL = 0x8000_0000;
/** Marks the arc at the target of a directed edge. */
export const INWARD = 0x80;

/** Room for so many arcs; with `most` it can grow in place up to that many, of which none takes memory before it is used. */
export function arcColumns(length: number, fields: EdgeFields, most = length): ArcColumns {
  const words = (): SharedArrayBuffer => memory(4 * length, 4 * most);
  return {
    ends: new Uint32Array(words(), 0, length),
    types: fields.type === true ? new Uint8Array(memory(length, most), 0, length) : undefined,
    occurred: fields.time === true ? new Uint32Array(words(), 0, length) : undefined,
    recorded: fields.time === true ? new Uint32Array(words(), 0, length) : undefined,
    weights: fields.weight === true ? new Float32Array(words(), 0, length) : undefined,
  };
}

/** Shared memory that grows, of the language since 2024. */
interface GrowableBuffer extends SharedArrayBuffer {
  readonly maxByteLength: number;
  grow(bytes: number): void;
}

function memory(bytes: number, most: number): SharedArrayBuffer {
  if (most === bytes) return new SharedArrayBuffer(bytes);
  const Growable = SharedArrayBuffer as unknown as new (
    bytes: number,
    options: { readonly maxByteLength: number },
  ) => SharedArrayBuffer;
  return new Growable(bytes, { maxByteLength: most });
}

/** The same arcs with room for `length`, no more than they can grow to in place. */
export function extended(columns: ArcColumns, length: number): ArcColumns {
  const grown = (column: Column): SharedArrayBuffer => {
    const buffer = column.buffer as GrowableBuffer;
    buffer.grow(length * column.BYTES_PER_ELEMENT);
    return buffer;
  };
  const { ends, types, occurred, recorded, weights } = columns;
  return {
    ends: new Uint32Array(grown(ends), 0, length),
    types: types && new Uint8Array(grown(types), 0, length),
    occurred: occurred && new Uint32Array(grown(occurred), 0, length),
    recorded: recorded && new Uint32Array(grown(recorded), 0, length),
    weights: weights && new Float32Array(grown(weights), 0, length),
  };
}

/** The same arcs in other memory with room for `length`. */
export function resized(
  columns: ArcColumns,
  length: number,
  { used, most = length }: { readonly used: number; readonly most?: number },
): ArcColumns {
  const next = arcColumns(length, fieldsOf(columns), most);
  for (const [to, from] of pairs(next, columns)) to.set(from.subarray(0, used));
  return next;
}

export function fieldsOf({ types, occurred, weights }: ArcColumns): EdgeFields {
  return { type: types !== undefined, time: occurred !== undefined, weight: weights !== undefined };
}

/** Copies one arc. */
export function copyArc(from: ArcColumns, at: number, { to, place }: { to: ArcColumns; place: number }): void {
  to.ends[place] = from.ends[at] as number;
  if (to.types !== undefined) to.types[place] = from.types?.[at] ?? 0;
  if (to.occurred !== undefined) to.occurred[place] = from.occurred?.[at] ?? 0;
  if (to.recorded !== undefined) to.recorded[place] = from.recorded?.[at] ?? 0;
  if (to.weights !== undefined) to.weights[place] = from.weights?.[at] ?? 1;
}

export function bytesOf(columns: ArcColumns): number {
  return pairs(columns, columns).reduce((sum, [column]) => sum + column.byteLength, 0);
}

type Column = Uint32Array | Uint8Array | Float32Array;

/** Columns that both have. */
export function pairs(first: ArcColumns, second: ArcColumns): (readonly [Column, Column])[] {
  const all = (columns: ArcColumns) => [
    columns.ends,
    columns.types,
    columns.occurred,
    columns.recorded,
    columns.weights,
  ];
  const others = all(second);
  return all(first).flatMap((column, i) => {
    const other = others[i];
    return column === undefined || other === undefined ? [] : [[column, other] as const];
  });
}
