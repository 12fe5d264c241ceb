// Tree kernels in AssemblyScript (WebAssembly SIMD). Every sum runs in the order of ../tree/plain-kernels.ts, which stays
// the oracle: same bits. Addresses are byte offsets in the imported memory; a gradient pair is one 16-byte vector.

/** Rows from which even and odd rows are summed apart, so that additions to one bin do not wait for each other. */
const PAIRED_ROWS: i32 = 1024;

/** Gathers the gradient pairs of rows[from..to) into the order of the rows. */
export function order(rows: usize, gradients: usize, ordered: usize, from: i32, to: i32): void {
  for (let i = from; i < to; i++) {
    const row = <usize>load<u32>(rows + ((<usize>i) << 2));
    v128.store(ordered + ((<usize>i) << 4), v128.load(gradients + (row << 4)));
  }
}

/** Sums ordered pairs by bin into `pairs` vectors at `slots`; `odd` is scratch of the same size. */
export function accumulate(
  bins: usize,
  rows: usize,
  ordered: usize,
  slots: usize,
  odd: usize,
  pairs: i32,
  from: i32,
  to: i32,
): void {
  memory.fill(slots, 0, (<usize>pairs) << 4);
  let i = from;
  if (to - from >= PAIRED_ROWS) {
    memory.fill(odd, 0, (<usize>pairs) << 4);
    for (; i + 1 < to; i += 2) {
      const place = rows + ((<usize>i) << 2);
      const first = slots + ((<usize>load<u8>(bins + <usize>load<u32>(place))) << 4);
      const second = odd + ((<usize>load<u8>(bins + <usize>load<u32>(place, 4))) << 4);
      const at = ordered + ((<usize>i) << 4);
      v128.store(first, f64x2.add(v128.load(first), v128.load(at)));
      v128.store(second, f64x2.add(v128.load(second), v128.load(at, 16)));
    }
    for (let pair = 0; pair < pairs; pair++) {
      const at = (<usize>pair) << 4;
      v128.store(slots + at, f64x2.add(v128.load(slots + at), v128.load(odd + at)));
    }
  }
  for (; i < to; i++) {
    const slot = slots + ((<usize>load<u8>(bins + <usize>load<u32>(rows + ((<usize>i) << 2)))) << 4);
    v128.store(slot, f64x2.add(v128.load(slot), v128.load(ordered + ((<usize>i) << 4))));
  }
}

/** parent - child over `pairs` vectors, in place of the parent. */
export function subtract(parent: usize, child: usize, pairs: i32): void {
  for (let pair = 0; pair < pairs; pair++) {
    const at = (<usize>pair) << 4;
    v128.store(parent + at, f64x2.sub(v128.load(parent + at), v128.load(child + at)));
  }
}

/** Moves rows whose bin goes left to the front, both sides in order; returns where the right begins. */
export function partition(rows: usize, scratch: usize, bins: usize, goesLeft: usize, from: i32, to: i32): i32 {
  let left = from;
  let right = 0;
  for (let i = from; i < to; i++) {
    const row = load<u32>(rows + ((<usize>i) << 2));
    const isLeft = <i32>load<u8>(goesLeft + <usize>load<u8>(bins + <usize>row));
    store<u32>(rows + ((<usize>left) << 2), row);
    store<u32>(scratch + ((<usize>right) << 2), row);
    left += isLeft;
    right += 1 - isLeft;
  }
  memory.copy(rows + ((<usize>left) << 2), scratch, (<usize>right) << 2);
  return left;
}
