import type { Arena } from './kernels.ts';
import { kernelModule } from './wasm-kernels.ts';

/** The kernels that serve models, on the memory that all models of a thread share. */
export interface ServingExports {
  walkRow(...places: readonly number[]): number;
  walkRows(...places: readonly number[]): void;
  explainTrees(...places: readonly number[]): void;
}

interface Serving {
  readonly run: ServingExports;
  readonly memory: WebAssembly.Memory;
}

const PAGE = 65_536;
const MAX_PAGES = 65_536;
/** The smallest block, 4 KB; others are powers of two of it. */
const LEAST_BLOCK = 4096;
/** Bounds on which arrays begin. */
const ALIGNMENT = 64;

let serving: Serving | undefined;
/** First byte that was never given out. */
let end = ALIGNMENT;
/** Blocks that were given back, by size. */
const free = new Map<number, number[]>();

const returned = new FinalizationRegistry<{ readonly at: number; readonly size: number }>(({ at, size }) => {
  const known = free.get(size);
  if (known === undefined) free.set(size, [at]);
  else known.push(at);
});

/** A part of the shared memory, and the kernels that work on it. */
export interface ServingBlock {
  readonly run: ServingExports;
  readonly arena: Arena;
  /** Says whose block it is: it is given back once `owner` is collected, so whoever uses the block has to go through the owner. */
  ownedBy<T extends object>(owner: T): T;
}

/**
 * The kernels and a block of the shared memory. One memory serves hundreds of models: each memory of its own would reserve
 * gigabytes of addresses. Undefined where the kernels were not built.
 */
export function servingBlock(bytes: number): ServingBlock | undefined {
  const code = kernelModule();
  if (code === undefined) return undefined;
  serving ??= startServing(code);
  const size = blockSize(bytes);
  const at = free.get(size)?.pop() ?? extend(serving.memory, size);
  return {
    run: serving.run,
    arena: blockArena(serving.memory, at),
    ownedBy(owner) {
      returned.register(owner, { at, size });
      return owner;
    },
  };
}

function startServing(code: WebAssembly.Module): Serving {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: MAX_PAGES, shared: true });
  const { exports } = new WebAssembly.Instance(code, { env: { memory } });
  return { run: exports as unknown as ServingExports, memory };
}

function blockSize(bytes: number): number {
  let size = LEAST_BLOCK;
  while (size < bytes) size *= 2;
  return size;
}

function extend(memory: WebAssembly.Memory, size: number): number {
  const at = end;
  end += size;
  const missing = end - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
  return at;
}

/** Hands out parts of a block, zero-filled. */
function blockArena({ buffer }: WebAssembly.Memory, start: number): Arena {
  let next = start;
  const take = (bytes: number): number => {
    const at = next;
    next += Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
    new Uint8Array(buffer, at, bytes).fill(0);
    return at;
  };
  return {
    bytes: (length) => new Uint8Array(buffer, take(length), length),
    words: (length) => new Uint32Array(buffer, take(4 * length), length),
    integers: (length) => new Int32Array(buffer, take(4 * length), length),
    doubles: (length) => new Float64Array(buffer, take(8 * length), length),
  };
}

/** Bytes that arrays of these lengths, all of doubles, take in a block. */
export function bytesOfDoubles(lengths: readonly number[]): number {
  return lengths.reduce((sum, length) => sum + 8 * length + ALIGNMENT, 0);
}
