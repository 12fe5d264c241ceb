// Gradients of the logistic loss and of hazards, with the exponential of base: the same operations in the same order, two at a
// time, so the same bits.

const LN2_HI: f64 = 6.9314718036912381649e-1;
const LN2_LO: f64 = 1.90821492927058770002e-10;
const INV_LN2: f64 = 1.442695040888963387;
const C1: f64 = 1.66666666666666019037e-1;
const C2: f64 = -2.77777777770155933842e-3;
const C3: f64 = 6.61375632143793436117e-5;
const C4: f64 = -1.6533902205465251539e-6;
const C5: f64 = 4.13813679705723846039e-8;
/** Above this the exponential of a negative number is one and the number. */
const TINY: f64 = -3.725290298461914e-9;
/** Below this the power of two of a result has no exponent of its own. */
const LEAST: f64 = -708;
const ONE = f64x2.splat(1);

/** The exponential of a number that is not positive. */
function exp(x: f64): f64 {
  if (x < -745.1332191019412) return 0;
  if (x > TINY) return 1 + x;
  const k = trunc(INV_LN2 * x - 0.5);
  const hi = x - k * LN2_HI;
  const lo = k * LN2_LO;
  const r = hi - lo;
  const t = r * r;
  const c = r - t * (C1 + t * (C2 + t * (C3 + t * (C4 + t * C5))));
  const y = 1 - (lo - (r * c) / (2 - c) - hi);
  return scaleDown(y, <i32>k);
}

function power(exponent: i32): f64 {
  return reinterpret<f64>((<i64>(exponent + 1023)) << 52);
}

/** Times two to a power that may be below what a double's exponent holds. */
function scaleDown(value: f64, exponent: i32): f64 {
  if (exponent >= -1022) return value * power(exponent);
  return value * power(-1022) * power(max(exponent + 1022, -1022));
}

/** Exponentials of two numbers that are not positive. */
function expPair(x: v128): v128 {
  if (v128.any_true(f64x2.lt(x, f64x2.splat(LEAST)))) {
    return f64x2.replace_lane(f64x2.splat(exp(f64x2.extract_lane(x, 0))), 1, exp(f64x2.extract_lane(x, 1)));
  }
  const k = f64x2.trunc(f64x2.add(f64x2.mul(f64x2.splat(INV_LN2), x), f64x2.splat(-0.5)));
  const hi = f64x2.sub(x, f64x2.mul(k, f64x2.splat(LN2_HI)));
  const lo = f64x2.mul(k, f64x2.splat(LN2_LO));
  const r = f64x2.sub(hi, lo);
  const t = f64x2.mul(r, r);
  let sum = f64x2.add(f64x2.splat(C4), f64x2.mul(t, f64x2.splat(C5)));
  sum = f64x2.add(f64x2.splat(C3), f64x2.mul(t, sum));
  sum = f64x2.add(f64x2.splat(C2), f64x2.mul(t, sum));
  sum = f64x2.add(f64x2.splat(C1), f64x2.mul(t, sum));
  const c = f64x2.sub(r, f64x2.mul(t, sum));
  const part = f64x2.div(f64x2.mul(r, c), f64x2.sub(f64x2.splat(2), c));
  const y = f64x2.sub(ONE, f64x2.sub(f64x2.sub(lo, part), hi));
  const exponent = i64x2.extend_low_i32x4_s(i32x4.trunc_sat_f64x2_s_zero(k));
  const scale = i64x2.shl(i64x2.add(exponent, i64x2.splat(1023)), 52);
  return v128.bitselect(f64x2.add(ONE, x), f64x2.mul(y, scale), f64x2.gt(x, f64x2.splat(TINY)));
}

/** exp(-|x|) of two numbers. */
function decay(x: v128): v128 {
  return expPair(f64x2.neg(f64x2.abs(x)));
}

/** Two doubles, or one and nothing where the second is not there. */
function loadPair(place: usize, hasBoth: bool): v128 {
  return hasBoth ? v128.load(place) : v128.load64_zero(place);
}

/** Stores gradient and Hessian, chance x (1 - chance) or a little, both times a share, of two neighbours or the first alone. */
function storePairs(place: usize, gradient: v128, chance: v128, share: v128, hasBoth: bool): void {
  const spread = f64x2.max(f64x2.mul(chance, f64x2.sub(ONE, chance)), f64x2.splat(1e-16));
  const g = f64x2.mul(gradient, share);
  const h = f64x2.mul(spread, share);
  v128.store(place, v128.shuffle<f64>(g, h, 0, 2));
  if (hasBoth) v128.store(place, v128.shuffle<f64>(g, h, 1, 3), 16);
}

/** Gradient and Hessian of rows [from, to) at their margins; `weights` 0 means that every row weighs one. */
export function logistic(margins: usize, labels: usize, weights: usize, gradients: usize, from: i32, to: i32): void {
  for (let i = from; i < to; i += 2) {
    const at = (<usize>i) << 3;
    const hasBoth = i + 1 < to;
    const margin = loadPair(margins + at, hasBoth);
    const e = decay(margin);
    const over = v128.bitselect(ONE, e, f64x2.ge(margin, f64x2.splat(0)));
    const p = f64x2.div(over, f64x2.add(ONE, e));
    const weight = weights == 0 ? ONE : loadPair(weights + at, hasBoth);
    const gradient = f64x2.sub(p, loadPair(labels + at, hasBoth));
    storePairs(gradients + ((<usize>i) << 4), gradient, p, weight, hasBoth);
  }
}

/**
 * Gradient and Hessian of discrete-time hazards, one cause, for rows [from, to) in the windows they were at risk in. `fields`
 * holds six columns of `rows` doubles: first window, last window, whether the last one ends with the event, observed shares of
 * the first and the last window, weight.
 */
export function hazard(
  margins: usize,
  fields: usize,
  gradients: usize,
  windows: i32,
  rows: i32,
  from: i32,
  to: i32,
): void {
  const column = (<usize>rows) << 3;
  for (let row = from; row < to; row++) {
    const field = fields + ((<usize>row) << 3);
    const first = <i32>load<f64>(field);
    const last = <i32>load<f64>(field + column);
    const weight = load<f64>(field + 5 * column);
    const begun = load<f64>(field + 3 * column);
    const ended = load<f64>(field + 4 * column);
    for (let j = first; j <= last; j += 2) {
      const hasBoth = j < last;
      let low = weight;
      let high = weight;
      if (j == first) low *= begun;
      if (j == last) low *= ended;
      if (j + 1 == last) high *= ended;
      const at = <usize>(row * windows + j);
      const margin = loadPair(margins + (at << 3), hasBoth);
      const e = decay(margin);
      const small = f64x2.div(e, f64x2.add(ONE, e));
      const chance = v128.bitselect(f64x2.sub(ONE, small), small, f64x2.gt(margin, f64x2.splat(0)));
      const share = f64x2.replace_lane(f64x2.splat(low), 1, high);
      storePairs(gradients + (at << 4), chance, chance, share, hasBoth);
    }
    if (load<f64>(field + 2 * column) == 0) continue;
    const pair = gradients + ((<usize>(row * windows + last)) << 4);
    store<f64>(pair, load<f64>(pair) - weight);
  }
}
