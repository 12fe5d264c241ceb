import type { Arena } from './kernels.ts';

const PAGE = 65_536;

/** Hands out parts of a memory, one behind the other on 64-byte bounds. Growing a shared memory moves nothing. */
export function memoryArena(memory: WebAssembly.Memory): Arena {
  let next = 64;
  const take = (bytes: number): number => {
    const at = next;
    next = at + Math.ceil(bytes / 64) * 64;
    const missing = next - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
    return at;
  };
  return {
    bytes: (length) => {
      const at = take(length);
      return new Uint8Array(memory.buffer, at, length);
    },
    words: (length) => {
      const at = take(4 * length);
      return new Uint32Array(memory.buffer, at, length);
    },
    integers: (length) => {
      const at = take(4 * length);
      return new Int32Array(memory.buffer, at, length);
    },
    doubles: (length) => {
      const at = take(8 * length);
      return new Float64Array(memory.buffer, at, length);
    },
  };
}
