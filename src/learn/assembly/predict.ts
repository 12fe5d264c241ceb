// Walks many rows through the trees, eight chains at a time, so that they do not wait for each other's memory. A node is
// 16 bytes: limit, byte offset of its feature in the row, byte offset of its left child with flags. A leaf's child is the
// leaf itself. Values are added in the order of the trees: the bits of ../tree/forest.ts.

/** Missing values go left. */
const MISSING_LEFT: u32 = 1;
/** The limit holds a first word and a count of category bits. */
const CATEGORICAL: u32 = 2;

/** The node below for a row without missing values, categories aside. */
function next(node: usize, nodes: usize, row: usize): usize {
  const left = load<u32>(node, 12) & ~15;
  const isRight = !(load<f64>(row + <usize>load<u32>(node, 8)) <= load<f64>(node));
  return nodes + <usize>left + ((<usize>isRight) << 4);
}

/** The node below for any row. */
export function nextOfAny(node: usize, nodes: usize, row: usize, bits: usize): usize {
  const word = load<u32>(node, 12);
  const value = load<f64>(row + <usize>load<u32>(node, 8));
  const left = nodes + <usize>(word & ~15);
  if ((word & CATEGORICAL) == 0) {
    const limit = load<f64>(node);
    const isRight = select(value > limit, !(value <= limit), (word & MISSING_LEFT) != 0);
    return left + ((<usize>isRight) << 4);
  }
  const count = load<u32>(node, 4);
  if (!(value >= 0 && value < <f64>count)) return left + ((<usize>((word & MISSING_LEFT) ^ 1)) << 4);
  const code = <u32>value;
  const held = load<u32>(bits + ((<usize>(load<u32>(node) + (code >> 5))) << 2));
  return left + ((<usize>(((held >> (code & 31)) & 1) ^ 1)) << 4);
}

function valueAt(node: usize, nodes: usize, values: usize): f64 {
  return load<f64>(values + ((node - nodes) >> 1));
}

/** Adds each tree's value to `margins` for `count` rows (a multiple of 8) that lie `stride` bytes apart. */
export function walkRows(
  nodes: usize,
  values: usize,
  roots: usize,
  depths: usize,
  trees: i32,
  rows: usize,
  stride: usize,
  count: i32,
  margins: usize,
  bits: usize,
  isPlain: i32,
): void {
  for (let tree = 0; tree < trees; tree++) {
    const root = nodes + <usize>load<u32>(roots + ((<usize>tree) << 2));
    const depth = load<i32>(depths + ((<usize>tree) << 2));
    for (let i = 0; i < count; i += 8) {
      const r = rows + <usize>i * stride;
      let a = root;
      let b = root;
      let c = root;
      let d = root;
      let e = root;
      let f = root;
      let g = root;
      let h = root;
      for (let level = 0; level < depth; level++) {
        if (isPlain) {
          a = next(a, nodes, r);
          b = next(b, nodes, r + stride);
          c = next(c, nodes, r + 2 * stride);
          d = next(d, nodes, r + 3 * stride);
          e = next(e, nodes, r + 4 * stride);
          f = next(f, nodes, r + 5 * stride);
          g = next(g, nodes, r + 6 * stride);
          h = next(h, nodes, r + 7 * stride);
        } else {
          a = nextOfAny(a, nodes, r, bits);
          b = nextOfAny(b, nodes, r + stride, bits);
          c = nextOfAny(c, nodes, r + 2 * stride, bits);
          d = nextOfAny(d, nodes, r + 3 * stride, bits);
          e = nextOfAny(e, nodes, r + 4 * stride, bits);
          f = nextOfAny(f, nodes, r + 5 * stride, bits);
          g = nextOfAny(g, nodes, r + 6 * stride, bits);
          h = nextOfAny(h, nodes, r + 7 * stride, bits);
        }
      }
      const m = margins + ((<usize>i) << 3);
      store<f64>(m, load<f64>(m) + valueAt(a, nodes, values));
      store<f64>(m, load<f64>(m, 8) + valueAt(b, nodes, values), 8);
      store<f64>(m, load<f64>(m, 16) + valueAt(c, nodes, values), 16);
      store<f64>(m, load<f64>(m, 24) + valueAt(d, nodes, values), 24);
      store<f64>(m, load<f64>(m, 32) + valueAt(e, nodes, values), 32);
      store<f64>(m, load<f64>(m, 40) + valueAt(f, nodes, values), 40);
      store<f64>(m, load<f64>(m, 48) + valueAt(g, nodes, values), 48);
      store<f64>(m, load<f64>(m, 56) + valueAt(h, nodes, values), 56);
    }
  }
}

/** The sum of the trees' values for one row, from `start`: eight trees at a time. Needs a multiple of 8 trees. */
export function walkRow(
  nodes: usize,
  values: usize,
  roots: usize,
  depths: usize,
  trees: i32,
  row: usize,
  bits: usize,
  isPlain: i32,
  start: f64,
): f64 {
  let margin = start;
  for (let tree = 0; tree < trees; tree += 8) {
    const first = roots + ((<usize>tree) << 2);
    let a = nodes + <usize>load<u32>(first);
    let b = nodes + <usize>load<u32>(first, 4);
    let c = nodes + <usize>load<u32>(first, 8);
    let d = nodes + <usize>load<u32>(first, 12);
    let e = nodes + <usize>load<u32>(first, 16);
    let f = nodes + <usize>load<u32>(first, 20);
    let g = nodes + <usize>load<u32>(first, 24);
    let h = nodes + <usize>load<u32>(first, 28);
    let depth = 0;
    for (let k = 0; k < 8; k++) depth = max(depth, load<i32>(depths + ((<usize>(tree + k)) << 2)));
    for (let level = 0; level < depth; level++) {
      if (isPlain) {
        a = next(a, nodes, row);
        b = next(b, nodes, row);
        c = next(c, nodes, row);
        d = next(d, nodes, row);
        e = next(e, nodes, row);
        f = next(f, nodes, row);
        g = next(g, nodes, row);
        h = next(h, nodes, row);
      } else {
        a = nextOfAny(a, nodes, row, bits);
        b = nextOfAny(b, nodes, row, bits);
        c = nextOfAny(c, nodes, row, bits);
        d = nextOfAny(d, nodes, row, bits);
        e = nextOfAny(e, nodes, row, bits);
        f = nextOfAny(f, nodes, row, bits);
        g = nextOfAny(g, nodes, row, bits);
        h = nextOfAny(h, nodes, row, bits);
      }
    }
    margin += valueAt(a, nodes, values);
    margin += valueAt(b, nodes, values);
    margin += valueAt(c, nodes, values);
    margin += valueAt(d, nodes, values);
    margin += valueAt(e, nodes, values);
    margin += valueAt(f, nodes, values);
    margin += valueAt(g, nodes, values);
    margin += valueAt(h, nodes, values);
  }
  return margin;
}
