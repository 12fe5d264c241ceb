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

function add(slot: usize, pair: i64, at: usize): void {
  const place = slot + at;
  store<i64>(place, load<i64>(place) + pair);
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
        add(base, pair, <usize>((low << 3) & SLOT));
        add(base + 2048, pair, <usize>((low >> 5) & SLOT));
        add(base + 4096, pair, <usize>((low >> 13) & SLOT));
        add(base + 6144, pair, <usize>((low >> 21) & SLOT));
        add(base + 8192, pair, <usize>((low >> 29) & SLOT));
        add(base + 10240, pair, <usize>((low >> 37) & SLOT));
        add(base + 12288, pair, <usize>((low >> 45) & SLOT));
        add(base + 14336, pair, <usize>((low >> 53) & SLOT));
        add(base + 16384, pair, <usize>((high << 3) & SLOT));
        add(base + 18432, pair, <usize>((high >> 5) & SLOT));
        add(base + 20480, pair, <usize>((high >> 13) & SLOT));
        add(base + 22528, pair, <usize>((high >> 21) & SLOT));
        add(base + 24576, pair, <usize>((high >> 29) & SLOT));
        add(base + 26624, pair, <usize>((high >> 37) & SLOT));
        add(base + 28672, pair, <usize>((high >> 45) & SLOT));
        add(base + 30720, pair, <usize>((high >> 53) & SLOT));
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
