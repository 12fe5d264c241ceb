// Shapley values of trees by quadrature: the method and names of ../tree/shap.ts, the same bits. Per depth and point lie
// product, sum, covered and factor, one block after the other.
import { nextOfAny } from './predict';

let nodes: usize = 0;
let bits: usize = 0;
let row: usize = 0;
/** Value of each leaf and cover of each node, by node. */
let leaves: usize = 0;
let covers: usize = 0;
/** By feature: zero, one (doubles), depth below the last split (as a double). */
let zeros: usize = 0;
let ones: usize = 0;
let depths: usize = 0;
let out: usize = 0;
let points: usize = 0;
let weights: usize = 0;
let count: i32 = 0;
let products: usize = 0;
let sums: usize = 0;
let covered: usize = 0;
let factors: usize = 0;

/** `given`: nodes, bits, row, leaves, covers, zeros, ones, depths, out, points, weights, number of points, work, work size. */
export function explainTrees(given: usize, roots: usize, trees: i32): void {
  nodes = <usize>load<f64>(given);
  bits = <usize>load<f64>(given, 8);
  row = <usize>load<f64>(given, 16);
  leaves = <usize>load<f64>(given, 24);
  covers = <usize>load<f64>(given, 32);
  zeros = <usize>load<f64>(given, 40);
  ones = <usize>load<f64>(given, 48);
  depths = <usize>load<f64>(given, 56);
  out = <usize>load<f64>(given, 64);
  points = <usize>load<f64>(given, 72);
  weights = <usize>load<f64>(given, 80);
  count = <i32>load<f64>(given, 88);
  products = <usize>load<f64>(given, 96);
  const size = <usize>load<f64>(given, 104);
  sums = products + size;
  covered = sums + size;
  factors = covered + size;
  for (let tree = 0; tree < trees; tree++) {
    for (let k = 0; k < count; k++) store<f64>(products + ((<usize>k) << 3), 1);
    visit(<usize>load<u32>(roots + ((<usize>tree) << 2)), 0);
  }
}

/** A node by its byte offset, and its depth. */
function visit(node: usize, depth: i32): void {
  const at = (<usize>(depth * count)) << 3;
  const width = (<usize>count) << 3;
  const word = load<u32>(nodes + node, 12);
  const left = <usize>(word & ~15);
  if (left == node) {
    const value = load<f64>(leaves + (node >> 1));
    for (let k: usize = 0; k < width; k += 8) store<f64>(sums + at + k, value * load<f64>(products + at + k));
    return;
  }
  const feature = <usize>load<u32>(nodes + node, 8);
  const zero = load<f64>(zeros + feature);
  const one = load<f64>(ones + feature);
  const before = <i32>load<f64>(depths + feature);
  const hot = nextOfAny(nodes + node, nodes, row, bits) - nodes;
  const scale = zero / load<f64>(covers + (node >> 1));
  const ancestor = (<usize>(before * count)) << 3;
  const below = at + width;
  store<f64>(depths + feature, <f64>(depth + 1));
  for (let side: usize = 0; side < 2; side++) {
    const child = left + (side << 4);
    const ownZero = scale * load<f64>(covers + (child >> 1));
    const ownOne = child == hot ? one : 0;
    for (let k: usize = 0; k < width; k += 8) {
      const t = load<f64>(points + k);
      const factor = ownZero + (ownOne - ownZero) * t;
      store<f64>(factors + below + k, factor);
      store<f64>(products + below + k, (load<f64>(products + at + k) * factor) / (zero + (one - zero) * t));
      store<f64>(covered + below + k, 0);
    }
    store<f64>(zeros + feature, ownZero);
    store<f64>(ones + feature, ownOne);
    visit(child, depth + 1);
    let credit: f64 = 0;
    for (let k: usize = 0; k < width; k += 8) {
      const sum = load<f64>(sums + below + k);
      credit += (load<f64>(weights + k) * (sum - load<f64>(covered + below + k))) / load<f64>(factors + below + k);
      store<f64>(sums + at + k, side == 0 ? sum : load<f64>(sums + at + k) + sum);
      if (before > 0) store<f64>(covered + ancestor + k, load<f64>(covered + ancestor + k) + sum);
    }
    store<f64>(out + feature, load<f64>(out + feature) + (ownOne - ownZero) * credit);
  }
  store<f64>(zeros + feature, zero);
  store<f64>(ones + feature, one);
  store<f64>(depths + feature, <f64>before);
}
