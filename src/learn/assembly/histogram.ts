// Histograms of packed gradient pairs. A pair is one 64-bit integer, (gradient << 32) + Hessian, both in fixed point, so a
// sum is exact and the same in any order. The bins of a row lie together, 16 features to a group; a feature has 256 slots.

/** Rows that stay in the cache while the groups pass over them. */
const TILE: i32 = 1024;
/** Bytes that come from memory at once. */
const LINE: usize = 64;
/** Rows no further apart than this come by themselves. */
const DENSE: u32 = 2;
/** An address that nobody reads. */
const SINK: usize = 8;
/** Bits of a bin number, shifted to the byte offset of its slot. */
const SLOT: u64 = 0x7f8;

/**
 * Reads a byte of every line that the rows of a tile need. The loop is so short that the processor waits for a dozen lines
 * at once; in the loop that sums, it would wait for one after the other.
 */
function touch(bins: usize, stride: usize, rows: usize, pairs: usize, width: usize, from: i32, to: i32): void {
  const span = load<u32>(rows + ((<usize>(to - 1)) << 2)) - load<u32>(rows + ((<usize>from) << 2));
  if (span < DENSE * <u32>(to - from)) return;
  let sum: u32 = 0;
  for (let i = from; i < to; i++) {
    const row = <usize>load<u32>(rows + ((<usize>i) << 2));
    sum += load<u8>(pairs + row * width);
    const start = bins + row * stride;
    for (let at: usize = 0; at < stride; at += LINE) sum += load<u8>(start + at);
  }
  store<u32>(SINK, sum);
}

/** One output: sums rows[from..to) into the histograms of feature groups [first, last), which start at zero. */
export function histogram(
  bins: usize,
  stride: usize,
  rows: usize,
  pairs: usize,
  pairStride: usize,
  slots: usize,
  from: i32,
  to: i32,
  first: i32,
  last: i32,
): void {
  memory.fill(slots + ((<usize>first) << 15), 0, (<usize>(last - first)) << 15);
  for (let at = from; at < to; at += TILE) {
    const end = min(at + TILE, to);
    touch(bins, stride, rows, pairs, pairStride, at, end);
    for (let group = first; group < last; group++) {
      const base = slots + ((<usize>group) << 15);
      const column = bins + ((<usize>group) << 4);
      for (let i = at; i < end; i++) {
        const row = <usize>load<u32>(rows + ((<usize>i) << 2));
        const pair = load<i64>(pairs + row * pairStride);
        const place = column + row * stride;
        const low = load<u64>(place);
        const high = load<u64>(place, 8);
        // Where a feature's slots begin is part of the instruction, which saves a register.
        let p = base + <usize>((low << 3) & SLOT);
        store<i64>(p, load<i64>(p) + pair);
        p = base + <usize>((low >> 5) & SLOT);
        store<i64>(p, load<i64>(p, 2048) + pair, 2048);
        p = base + <usize>((low >> 13) & SLOT);
        store<i64>(p, load<i64>(p, 4096) + pair, 4096);
        p = base + <usize>((low >> 21) & SLOT);
        store<i64>(p, load<i64>(p, 6144) + pair, 6144);
        p = base + <usize>((low >> 29) & SLOT);
        store<i64>(p, load<i64>(p, 8192) + pair, 8192);
        p = base + <usize>((low >> 37) & SLOT);
        store<i64>(p, load<i64>(p, 10240) + pair, 10240);
        p = base + <usize>((low >> 45) & SLOT);
        store<i64>(p, load<i64>(p, 12288) + pair, 12288);
        p = base + <usize>((low >> 53) & SLOT);
        store<i64>(p, load<i64>(p, 14336) + pair, 14336);
        p = base + <usize>((high << 3) & SLOT);
        store<i64>(p, load<i64>(p, 16384) + pair, 16384);
        p = base + <usize>((high >> 5) & SLOT);
        store<i64>(p, load<i64>(p, 18432) + pair, 18432);
        p = base + <usize>((high >> 13) & SLOT);
        store<i64>(p, load<i64>(p, 20480) + pair, 20480);
        p = base + <usize>((high >> 21) & SLOT);
        store<i64>(p, load<i64>(p, 22528) + pair, 22528);
        p = base + <usize>((high >> 29) & SLOT);
        store<i64>(p, load<i64>(p, 24576) + pair, 24576);
        p = base + <usize>((high >> 37) & SLOT);
        store<i64>(p, load<i64>(p, 26624) + pair, 26624);
        p = base + <usize>((high >> 45) & SLOT);
        store<i64>(p, load<i64>(p, 28672) + pair, 28672);
        p = base + <usize>((high >> 53) & SLOT);
        store<i64>(p, load<i64>(p, 30720) + pair, 30720);
      }
    }
  }
}

/** Several channels (an even number): the same, where a slot holds one pair for each channel. */
export function histogramWide(
  bins: usize,
  stride: usize,
  rows: usize,
  pairs: usize,
  slots: usize,
  from: i32,
  to: i32,
  first: i32,
  last: i32,
  channels: i32,
): void {
  const width = (<usize>channels) << 3;
  memory.fill(slots + ((<usize>first) << 12) * width, 0, ((<usize>(last - first)) << 12) * width);
  for (let at = from; at < to; at += TILE) {
    const end = min(at + TILE, to);
    touch(bins, stride, rows, pairs, width, at, end);
    for (let feature = first << 4; feature < last << 4; feature++) {
      const base = slots + ((<usize>feature) << 8) * width;
      const column = bins + <usize>feature;
      for (let i = at; i < end; i++) {
        const row = <usize>load<u32>(rows + ((<usize>i) << 2));
        const pair = pairs + row * width;
        const slot = base + <usize>load<u8>(column + row * stride) * width;
        for (let k: usize = 0; k < width; k += 16) {
          v128.store(slot + k, i64x2.add(v128.load(slot + k), v128.load(pair + k)));
        }
      }
    }
  }
}

/** parent - child over bytes [from, to), in place of the parent. */
export function subtract(parent: usize, child: usize, from: usize, to: usize): void {
  for (let at = from; at < to; at += 16) {
    v128.store(parent + at, i64x2.sub(v128.load(parent + at), v128.load(child + at)));
  }
}

/** target + other over bytes [from, to), in place of the target. */
export function add(target: usize, other: usize, from: usize, to: usize): void {
  for (let at = from; at < to; at += 16) {
    v128.store(target + at, i64x2.add(v128.load(target + at), v128.load(other + at)));
  }
}
