// Loops over rows: partition of a node, leaf sums, margins, fixed-point gradients.

/** Copies the rows of a part to `scratch`, those that go left from its front and those that go right from its end. */
export function divide(bins: usize, rows: usize, scratch: usize, goesLeft: usize, from: i32, to: i32): i32 {
  let left = from;
  let right = to;
  for (let i = from; i < to; i++) {
    const row = load<u32>(rows + ((<usize>i) << 2));
    const isLeft = <i32>load<u8>(goesLeft + <usize>load<u8>(bins + <usize>row));
    store<u32>(scratch + ((<usize>left) << 2), row);
    store<u32>(scratch + ((<usize>(right - 1)) << 2), row);
    left += isLeft;
    right -= 1 - isLeft;
  }
  return left;
}

/** Puts a part back: its left rows in order to `left`, its right rows, which lie in reverse, to `right`. */
export function restore(rows: usize, scratch: usize, from: i32, middle: i32, to: i32, left: i32, right: i32): void {
  memory.copy(rows + ((<usize>left) << 2), scratch + ((<usize>from) << 2), (<usize>(middle - from)) << 2);
  let place = rows + ((<usize>right) << 2);
  for (let i = to - 1; i >= middle; i--) {
    store<u32>(place, load<u32>(scratch + ((<usize>i) << 2)));
    place += 4;
  }
}

/** Sums gradient and Hessian of each output over rows[from..to), in their order. */
export function leafSums(rows: usize, gradients: usize, outputs: i32, out: usize, from: i32, to: i32): void {
  const width = (<usize>outputs) << 4;
  memory.fill(out, 0, width);
  for (let i = from; i < to; i++) {
    const pair = gradients + <usize>load<u32>(rows + ((<usize>i) << 2)) * width;
    for (let k: usize = 0; k < width; k += 16) {
      v128.store(out + k, f64x2.add(v128.load(out + k), v128.load(pair + k)));
    }
  }
}

/** Adds a leaf's values to the margins of rows[from..to). */
export function addValues(rows: usize, margins: usize, outputs: i32, values: usize, from: i32, to: i32): void {
  const width = (<usize>outputs) << 3;
  for (let i = from; i < to; i++) {
    const margin = margins + <usize>load<u32>(rows + ((<usize>i) << 2)) * width;
    for (let k: usize = 0; k < width; k += 8) store<f64>(margin + k, load<f64>(margin + k) + load<f64>(values + k));
  }
}

/** Sums |gradient| and Hessian of one channel over rows [from, to) of pairs that are `width` bytes apart. */
export function magnitude(pairs: usize, width: usize, out: usize, from: i32, to: i32): void {
  let sum = f64x2.splat(0);
  for (let i = from; i < to; i++) sum = f64x2.add(sum, f64x2.abs(v128.load(pairs + <usize>i * width)));
  v128.store(out, sum);
}

/** Writes one channel of rows [from, to) as packed fixed-point pairs. */
export function pack(
  pairs: usize,
  width: usize,
  packed: usize,
  packedWidth: usize,
  scaleG: f64,
  scaleH: f64,
  from: i32,
  to: i32,
): void {
  for (let i = from; i < to; i++) {
    const pair = pairs + <usize>i * width;
    const g = <i64>nearest(load<f64>(pair) * scaleG);
    const h = <i64>nearest(load<f64>(pair, 8) * scaleH);
    store<i64>(packed + <usize>i * packedWidth, (g << 32) + h);
  }
}

/** Sums the gradient pairs of outputs by their channel for rows [from, to). */
export function fold(
  gradients: usize,
  channelOf: usize,
  outputs: i32,
  channels: i32,
  sums: usize,
  from: i32,
  to: i32,
): void {
  for (let row = from; row < to; row++) {
    const out = sums + ((<usize>(row * channels)) << 4);
    memory.fill(out, 0, (<usize>channels) << 4);
    for (let k = 0; k < outputs; k++) {
      const pair = gradients + ((<usize>(row * outputs + k)) << 4);
      const sum = out + ((<usize>load<i32>(channelOf + ((<usize>k) << 2))) << 4);
      v128.store(sum, f64x2.add(v128.load(sum), v128.load(pair)));
    }
  }
}
