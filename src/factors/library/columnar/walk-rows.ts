/** Rows of entities in the order of a walk: each entity's rows together, oldest first. */
export interface WalkRows {
  readonly times: Float64Array;
  /** Left out when every event is known as soon as it happens. */
  readonly recorded: Float64Array | undefined;
  /** Place in the file. */
  readonly positions: Int32Array;
  /** Bit f of word f / 32 says whether the row passes filter f. */
  readonly masks: readonly Int32Array[];
  /** The values of the plan. */
  readonly values: readonly Float64Array[];
}

/** An array that threads can share. */
export function sharedFloat64(length: number): Float64Array {
  return new Float64Array(new SharedArrayBuffer(length * 8));
}

/** An array that threads can share. */
export function sharedInt32(length: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(length * 4));
}
