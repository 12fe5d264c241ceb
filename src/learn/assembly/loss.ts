// Gradients of the logistic loss, with the exponential of base: the same operations in the same order, so the same bits.

const LN2_HI: f64 = 6.9314718036912381649e-1;
const LN2_LO: f64 = 1.90821492927058770002e-10;
const INV_LN2: f64 = 1.442695040888963387;

function exp(x: f64): f64 {
  if (x != x) return x;
  if (x > 709.782712893384) return Infinity;
  if (x < -745.1332191019412) return 0;
  if (x > -3.725290298461914e-9 && x < 3.725290298461914e-9) return 1 + x;
  const k = trunc(INV_LN2 * x + (x < 0 ? -0.5 : 0.5));
  const hi = x - k * LN2_HI;
  const lo = k * LN2_LO;
  const r = hi - lo;
  const t = r * r;
  const c =
    r -
    t *
      (1.66666666666666019037e-1 +
        t *
          (-2.77777777770155933842e-3 +
            t * (6.61375632143793436117e-5 + t * (-1.6533902205465251539e-6 + t * 4.13813679705723846039e-8))));
  const y = 1 - (lo - (r * c) / (2 - c) - hi);
  return k == 0 ? y : scaleByPowerOfTwo(y, <i32>k);
}

function power(exponent: i32): f64 {
  return reinterpret<f64>((<i64>(exponent + 1023)) << 52);
}

function scaleByPowerOfTwo(value: f64, exponent: i32): f64 {
  if (exponent > 1023) return value * power(1023) * power(exponent - 1023);
  if (exponent >= -1022) return value * power(exponent);
  const rest = max(exponent + 1022, -1100);
  return rest >= -1022 ? value * power(-1022) * power(rest) : value * power(-1022) * 0;
}

/** Gradient and Hessian of rows [from, to) at their margins; `weights` 0 means that every row weighs one. */
export function logistic(margins: usize, labels: usize, weights: usize, gradients: usize, from: i32, to: i32): void {
  for (let i = from; i < to; i++) {
    const at = (<usize>i) << 3;
    const margin = load<f64>(margins + at);
    let p: f64;
    if (margin >= 0) p = 1 / (1 + exp(-margin));
    else {
      const e = exp(margin);
      p = e / (1 + e);
    }
    const weight = weights == 0 ? 1 : load<f64>(weights + at);
    const pair = gradients + ((<usize>i) << 4);
    store<f64>(pair, (p - load<f64>(labels + at)) * weight);
    store<f64>(pair, max(p * (1 - p), 1e-16) * weight, 8);
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
    for (let j = first; j <= last; j++) {
      let share = weight;
      if (j == first) share *= load<f64>(field + 3 * column);
      if (j == last) share *= load<f64>(field + 4 * column);
      const at = <usize>(row * windows + j);
      const margin = load<f64>(margins + (at << 3));
      const e = exp(margin > 0 ? -margin : margin);
      const small = e / (1 + e);
      const chance = margin > 0 ? 1 - small : small;
      const pair = gradients + (at << 4);
      store<f64>(pair, chance * share);
      store<f64>(pair, max(chance * (1 - chance), 1e-16) * share, 8);
    }
    if (load<f64>(field + 2 * column) == 0) continue;
    const pair = gradients + ((<usize>(row * windows + last)) << 4);
    store<f64>(pair, load<f64>(pair) - weight);
  }
}
