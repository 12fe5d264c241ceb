/** Nodes share so many counters. */
const STRIPES = 1024;

/**
 * Tells readers in other threads what the writer does, in shared memory: a generation that grows when arrays are replaced, and
 * counters of nodes that are odd while an arc of one of them is written (a sequence lock). A reader that finds a counter odd or
 * changed reads again.
 */
export class WriteGuard {
  readonly words: Int32Array<SharedArrayBuffer>;

  constructor(words = new Int32Array(new SharedArrayBuffer(4 * (STRIPES + 1)))) {
    this.words = words;
  }

  /** Arrays were replaced: pictures of before are of no use. */
  renew(): void {
    Atomics.add(this.words, 0, 1);
  }

  /** Around the writing of an arc: odd before, even after. */
  toggle(node: number): void {
    Atomics.add(this.words, 1 + (node % STRIPES), 1);
  }

  get generation(): number {
    return Atomics.load(this.words, 0);
  }

  counter(node: number): number {
    return Atomics.load(this.words, 1 + (node % STRIPES));
  }
}
