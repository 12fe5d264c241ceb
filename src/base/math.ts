/*
 * exp, log and pow with one definition. The standard library leaves their last bits to the engine, and WebAssembly
 * has none, so models trained on one and served on another would differ. These use only IEEE operations, so the same
 * bits come out everywhere. Method: fdlibm (Sun Microsystems, 1993), argument reduction and minimax polynomials;
 * error below 1 ulp.
 */
const LN2_HI = 6.931_471_803_691_238_164_90e-1;
const LN2_LO = 1.908_214_929_270_587_700_02e-10;
const INV_LN2 = 1.442_695_040_888_963_387;

const scratch = new DataView(new ArrayBuffer(8));

function scaleByPowerOfTwo(value: number, exponent: number): number {
  if (exponent > 1023) return value * 2 ** 1023 * 2 ** (exponent - 1023);
  if (exponent < -1022) return value * 2 ** -1022 * 2 ** Math.max(exponent + 1022, -1100);
  scratch.setInt32(0, (exponent + 1023) << 20);
  scratch.setInt32(4, 0);
  return value * scratch.getFloat64(0);
}

/** e to the power x; overflow gives Infinity, underflow 0. */
export function exp(x: number): number {
  if (x !== x) return x;
  if (x > 709.782_712_893_384) return Infinity;
  if (x < -745.133_219_101_941_2) return 0;
  if (x > -3.725_290_298_461_914e-9 && x < 3.725_290_298_461_914e-9) return 1 + x;
  const k = Math.trunc(INV_LN2 * x + (x < 0 ? -0.5 : 0.5));
  const hi = x - k * LN2_HI;
  const lo = k * LN2_LO;
  const r = hi - lo;
  const t = r * r;
  const c =
    r -
    t *
      (1.666_666_666_666_660_190_37e-1 +
        t *
          (-2.777_777_777_701_559_338_42e-3 +
            t *
              (6.613_756_321_437_934_361_17e-5 +
                t * (-1.653_390_220_546_525_153_9e-6 + t * 4.138_136_797_057_238_460_39e-8))));
  const y = 1 - (lo - (r * c) / (2 - c) - hi);
  return k === 0 ? y : scaleByPowerOfTwo(y, k);
}

/** Natural logarithm; log(0) = -Infinity, negative numbers give NaN. */
export function log(x: number): number {
  if (x !== x || x < 0) return NaN;
  if (x === 0) return -Infinity;
  if (x === Infinity) return x;
  let k = 0;
  let value = x;
  if (value < 2.225_073_858_507_201_4e-308) {
    value *= 18_014_398_509_481_984;
    k = -54;
  }
  scratch.setFloat64(0, value);
  const high = scratch.getInt32(0);
  const mantissa = high & 0xfffff;
  const carry = (mantissa + 0x95f64) & 0x100000;
  k += (high >> 20) - 1023 + (carry >> 20);
  scratch.setInt32(0, mantissa | (carry ^ 0x3ff00000));
  const f = scratch.getFloat64(0) - 1;
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const t1 = w * (3.999_999_999_940_941_908e-1 + w * (2.222_219_843_214_978_396e-1 + w * 1.531_383_769_920_937_332e-1));
  const t2 =
    z *
    (6.666_666_666_666_735_13e-1 +
      w * (2.857_142_874_366_239_149e-1 + w * (1.818_357_216_161_805_012e-1 + w * 1.479_819_860_511_658_591e-1)));
  const half = 0.5 * f * f;
  return k * LN2_HI - (half - (s * (half + t1 + t2) + k * LN2_LO) - f);
}

/** log(1 + x) without cancellation for small x (Higham's correction). */
export function log1p(x: number): number {
  const u = 1 + x;
  if (u === 1) return x;
  return u === Infinity ? u : (log(u) * x) / (u - 1);
}

/** x to the power y for x >= 0, as exp(y log x): deterministic, relative error about |y log x| ulp. */
export function pow(x: number, y: number): number {
  if (y === 0) return 1;
  if (x === 0) return y > 0 ? 0 : Infinity;
  return exp(y * log(x));
}

/** 1 / (1 + e^-x), stable on both sides. */
export function sigmoid(x: number): number {
  if (x >= 0) return 1 / (1 + exp(-x));
  const e = exp(x);
  return e / (1 + e);
}

/** log(p / (1 - p)) with p kept inside [1e-15, 1 - 1e-15]. */
export function logit(p: number): number {
  const clipped = Math.min(Math.max(p, 1e-15), 1 - 1e-15);
  return log(clipped / (1 - clipped));
}
