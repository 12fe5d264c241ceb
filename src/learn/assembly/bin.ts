// Values to bins: sorted samples for the cut points, then a search of every value.

/** Doubles of one feature's table of cuts: its cut points, then infinity. */
const TABLE: usize = 256;
/** Bits of a digit when sorting, and how many there are. */
const DIGIT: u64 = 11;
const DIGITS: i32 = 6;
const MASK: u64 = (1 << 11) - 1;

/** The first of `size` (a power of two) cuts that is not below the value. */
function search(table: usize, size: usize, value: f64): usize {
  let at: usize = 0;
  for (let half = size >> 1; half > 0; half >>= 1) {
    at += select<usize>(half, 0, load<f64>(table + ((at + half - 1) << 3)) < value);
  }
  return at;
}

/** Bins rows [from, to) of a tile whose values lie feature by feature, `tile` rows each; `list` names the features. */
export function binRows(
  values: usize,
  tile: usize,
  cuts: usize,
  counts: usize,
  list: usize,
  features: usize,
  bins: usize,
  stride: usize,
  columns: usize,
  rows: usize,
  from: usize,
  to: usize,
): void {
  for (let k: usize = 0; k < features; k++) {
    const feature = <usize>load<i32>(list + (k << 2));
    const count = <usize>load<i32>(counts + (k << 2));
    const table = cuts + k * TABLE * 8;
    let size: usize = 1;
    while (size <= count) size <<= 1;
    const missing = count + 1;
    const source = values + ((k * tile) << 3);
    const column = columns + feature * rows;
    let i = from;
    // Four searches at once: each waits for its own loads only.
    for (; i + 4 <= to; i += 4) {
      const place = source + (i << 3);
      const a = load<f64>(place);
      const b = load<f64>(place, 8);
      const c = load<f64>(place, 16);
      const d = load<f64>(place, 24);
      let w: usize = 0;
      let x: usize = 0;
      let y: usize = 0;
      let z: usize = 0;
      for (let half = size >> 1; half > 0; half >>= 1) {
        const middle = table + ((half - 1) << 3);
        w += select<usize>(half, 0, load<f64>(middle + (w << 3)) < a);
        x += select<usize>(half, 0, load<f64>(middle + (x << 3)) < b);
        y += select<usize>(half, 0, load<f64>(middle + (y << 3)) < c);
        z += select<usize>(half, 0, load<f64>(middle + (z << 3)) < d);
      }
      w = select<usize>(w, missing, a == a);
      x = select<usize>(x, missing, b == b);
      y = select<usize>(y, missing, c == c);
      z = select<usize>(z, missing, d == d);
      const row = bins + i * stride + feature;
      store<u8>(row, w);
      store<u8>(row + stride, x);
      store<u8>(row + 2 * stride, y);
      store<u8>(row + 3 * stride, z);
      store<u32>(column + i, <u32>(w | (x << 8) | (y << 16) | (z << 24)));
    }
    for (; i < to; i++) {
      const value = load<f64>(source + (i << 3));
      const bin = select<usize>(search(table, size, value), missing, value == value);
      store<u8>(bins + i * stride + feature, bin);
      store<u8>(column + i, bin);
    }
  }
}

/** A key whose order as an integer is the order of the double. */
function keyOf(bits: u64): u64 {
  return bits ^ (<u64>(<i64>bits >> 63) | 0x8000000000000000);
}

function bitsOf(key: u64): u64 {
  return key ^ (<u64>~(<i64>key >> 63) | 0x8000000000000000);
}

/** Sorts `count` doubles, ascending, by radix; `scratch` is as large, `tallies` holds DIGITS x 2048 counts. */
export function sortDoubles(values: usize, count: usize, scratch: usize, tallies: usize): void {
  memory.fill(tallies, 0, (<usize>DIGITS) << 13);
  for (let i: usize = 0; i < count; i++) {
    let key = keyOf(load<u64>(values + (i << 3)));
    store<u64>(values + (i << 3), key);
    for (let digit = 0; digit < DIGITS; digit++) {
      const tally = tallies + ((<usize>digit) << 13) + ((<usize>(key & MASK)) << 2);
      store<u32>(tally, load<u32>(tally) + 1);
      key >>= DIGIT;
    }
  }
  let from = values;
  let to = scratch;
  for (let digit = 0; digit < DIGITS; digit++) {
    const places = tallies + ((<usize>digit) << 13);
    if (!startsOf(places, <u32>count)) continue;
    const shift = DIGIT * digit;
    for (let i: usize = 0; i < count; i++) {
      const key = load<u64>(from + (i << 3));
      const place = places + ((<usize>((key >> shift) & MASK)) << 2);
      const at = load<u32>(place);
      store<u32>(place, at + 1);
      store<u64>(to + ((<usize>at) << 3), key);
    }
    const swap = from;
    from = to;
    to = swap;
  }
  for (let i: usize = 0; i < count; i++) store<u64>(values + (i << 3), bitsOf(load<u64>(from + (i << 3))));
}

/** Counts of digits to where each begins; false when all keys share one digit. */
function startsOf(tallies: usize, count: u32): bool {
  let next: u32 = 0;
  for (let digit: usize = 0; digit < 1 << 11; digit++) {
    const tally = load<u32>(tallies + (digit << 2));
    if (tally == count) return false;
    store<u32>(tallies + (digit << 2), next);
    next += tally;
  }
  return true;
}
