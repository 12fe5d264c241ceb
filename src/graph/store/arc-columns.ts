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

/** Room for so many arcs. */
export function arcColumns(length: number, fields: EdgeFields): ArcColumns {
  return {
    ends: new Uint32Array(new SharedArrayBuffer(4 * length)),
    types: fields.type === true ? new Uint8Array(new SharedArrayBuffer(length)) : undefined,
    occurred: fields.time === true ? new Uint32Array(new SharedArrayBuffer(4 * length)) : undefined,
    recorded: fields.time === true ? new Uint32Array(new SharedArrayBuffer(4 * length)) : undefined,
    weights: fields.weight === true ? new Float32Array(new SharedArrayBuffer(4 * length)) : undefined,
  };
}

/** The same arcs with room for `length`. */
export function resized(columns: ArcColumns, length: number, used: number): ArcColumns {
  const next = arcColumns(length, fieldsOf(columns));
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
