// The best split of a numeric feature without constraints. ../tree/plain-kernels.ts computes the same bits.

/** Where a result lies: gain, bin, missing left, gradient and Hessian left in fixed point. */
const RESULT: usize = 40;

/** Scans features `list[from..to)`; results by position in the list. `whole` is where the node's packed sum lies. */
export function scan(
  slots: usize,
  list: usize,
  binCounts: usize,
  results: usize,
  from: i32,
  to: i32,
  whole: usize,
  unitG: f64,
  unitH: f64,
  l2: f64,
  floor: f64,
  least: f64,
): void {
  const total = load<i64>(whole);
  for (let i = from; i < to; i++) {
    const feature = <usize>load<i32>(list + ((<usize>i) << 2));
    const bins = load<i32>(binCounts + (feature << 2));
    const result = results + <usize>i * RESULT;
    const start = slots + (feature << 11);
    store<f64>(result, least);
    store<f64>(result, -1, 8);
    const missing = load<i64>(start + ((<usize>bins) << 3));
    pass(start, bins, result, 0, total, unitG, unitH, l2, floor);
    if (missing != 0) pass(start, bins, result, missing, total, unitG, unitH, l2, floor);
  }
}

function pass(
  start: usize,
  bins: i32,
  result: usize,
  missing: i64,
  whole: i64,
  unitG: f64,
  unitH: f64,
  l2: f64,
  floor: f64,
): void {
  let best = load<f64>(result);
  let bestBin = -1;
  let bestSum: i64 = 0;
  let sum = missing;
  for (let bin = 0; bin < bins; bin++) {
    sum += load<i64>(start + ((<usize>bin) << 3));
    const rest = whole - sum;
    const h = <f64>(sum & 0xffffffff) * unitH;
    const restH = <f64>(rest & 0xffffffff) * unitH;
    if (h < floor) continue;
    if (restH < floor) break;
    const g = <f64>(sum >> 32) * unitG;
    const restG = <f64>(rest >> 32) * unitG;
    const over = f64x2.replace_lane(f64x2.splat(g * g), 1, restG * restG);
    const under = f64x2.replace_lane(f64x2.splat(h + l2), 1, restH + l2);
    const both = f64x2.div(over, under);
    const gain = f64x2.extract_lane(both, 0) + f64x2.extract_lane(both, 1);
    if (gain > best) {
      best = gain;
      bestBin = bin;
      bestSum = sum;
    }
  }
  if (bestBin < 0) return;
  store<f64>(result, best);
  store<f64>(result, <f64>bestBin, 8);
  store<f64>(result, missing != 0 ? 1 : 0, 16);
  store<f64>(result, <f64>(bestSum >> 32), 24);
  store<f64>(result, <f64>(bestSum & 0xffffffff), 32);
}
