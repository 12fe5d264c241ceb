import type { Arena } from './kernels.ts';

/** Named arrays in the arena that grow when needed and are used again otherwise. */
export class Buffers {
  private readonly arena: Arena;
  private readonly held = new Map<string, Float64Array | Int32Array>();
  private readonly copies = new Map<Float64Array, Float64Array>();

  constructor(arena: Arena) {
    this.arena = arena;
  }

  doubles(name: string, length: number): Float64Array {
    const known = this.held.get(name);
    if (known instanceof Float64Array && known.length >= length) return known;
    const made = this.arena.doubles(2 * length);
    this.held.set(name, made);
    return made;
  }

  integers(name: string, length: number): Int32Array {
    const known = this.held.get(name);
    if (known instanceof Int32Array && known.length >= length) return known;
    const made = this.arena.integers(2 * length);
    this.held.set(name, made);
    return made;
  }

  /** The array itself when it lies in the arena, otherwise a copy made once. */
  inside(array: Float64Array): Float64Array {
    const known = this.copies.get(array);
    if (known !== undefined) return known;
    const copy = this.arena.doubles(array.length);
    copy.set(array);
    this.copies.set(array, copy);
    return copy;
  }
}
