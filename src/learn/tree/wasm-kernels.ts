import { existsSync, readFileSync } from 'node:fs';
import { plainKernels } from './plain-kernels.ts';
import type { Arena, NodeRange, TreeKernels, TreeWork } from './kernels.ts';

/** What `assembly/kernels.ts` exports; numbers are byte offsets in its memory. */
interface KernelExports {
  order(rows: number, gradients: number, ordered: number, from: number, to: number): void;
  accumulate(...places: readonly number[]): void;
  subtract(parent: number, child: number, pairs: number): void;
  partition(...places: readonly number[]): number;
}

const PAGE = 65_536;
const MAX_PAGES = 65_536;

let compiled: WebAssembly.Module | undefined;
let isLooked = false;

/** The compiled kernels, or undefined where they were not built (sources without a build). */
function kernelModule(): WebAssembly.Module | undefined {
  if (isLooked) return compiled;
  isLooked = true;
  const file = new URL('./kernels.wasm', import.meta.url);
  if (existsSync(file)) compiled = new WebAssembly.Module(readFileSync(file));
  return compiled;
}

/** WebAssembly kernels on a memory of their own where they are built, plain TypeScript elsewhere. */
export function fastestKernels(): TreeKernels {
  const found = kernelModule();
  return found === undefined ? plainKernels : wasmKernels(found);
}

/** Kernels on a fresh memory; arrays of the fit must come from their arena. The memory goes with the last array. */
export function wasmKernels(code: WebAssembly.Module): TreeKernels {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: MAX_PAGES, shared: true });
  const run = new WebAssembly.Instance(code, { env: { memory } }).exports as unknown as KernelExports;
  const arena = memoryArena(memory);
  const odd = arena.doubles(512);
  const side = arena.bytes(256);
  const spans = (work: TreeWork, each: (bins: Uint8Array, firstSlot: number, pairs: number) => void): void => {
    const { matrix, features } = work;
    for (const f of features) {
      const first = matrix.offsets[f] as number;
      each(matrix.columns[f] as Uint8Array, 2 * first, (matrix.offsets[f + 1] as number) - first);
    }
  };
  return {
    kind: 'wasm',
    arena,
    buildHistogram(work, { from, to }, histogram) {
      const [rows, ordered] = [work.rows.byteOffset, work.ordered.byteOffset];
      run.order(rows, work.gradients.byteOffset, ordered, from, to);
      spans(work, (bins, slot, pairs) => {
        const slots = histogram.byteOffset + 8 * slot;
        run.accumulate(bins.byteOffset, rows, ordered, slots, odd.byteOffset, pairs, from, to);
      });
    },
    subtractHistogram(work, parent, child) {
      spans(work, (_bins, slot, pairs) => {
        run.subtract(parent.byteOffset + 8 * slot, child.byteOffset + 8 * slot, pairs);
      });
    },
    partition(work: TreeWork, { from, to }: NodeRange, { bins, goesLeft }) {
      side.set(goesLeft);
      const { rows, scratch } = work;
      return run.partition(rows.byteOffset, scratch.byteOffset, bins.byteOffset, side.byteOffset, from, to);
    },
  };
}

/** Hands out parts of a memory, one behind the other on 16-byte bounds. Growing a shared memory moves nothing. */
function memoryArena(memory: WebAssembly.Memory): Arena {
  let next = 16;
  const take = (bytes: number): number => {
    const at = next;
    next = at + Math.ceil(bytes / 16) * 16;
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
    doubles: (length) => {
      const at = take(8 * length);
      return new Float64Array(memory.buffer, at, length);
    },
  };
}
