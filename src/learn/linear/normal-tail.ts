import { exp } from '#base';

const SQRT_2PI = 2.506_628_274_631_000_2;

/**
 * P(|Z| > |z|) of a standard normal Z, relative error about 1e-14: the series of the distribution function near 0, the
 * continued fraction of Mills' ratio further out (Abramowitz and Stegun 26.2.10 and 26.2.14).
 */
export function twoSidedTail(z: number): number {
  const x = Math.abs(z);
  if (x !== x) return NaN;
  const density = exp((-x * x) / 2) / SQRT_2PI;
  if (x < 3) {
    let term = x;
    let sum = x;
    for (let k = 3; term > 1e-17 * sum; k += 2) sum += term *= (x * x) / k;
    return Math.max(0, 1 - 2 * density * sum);
  }
  let ratio = x;
  for (let k = 60; k >= 1; k--) ratio = x + k / ratio;
  return (2 * density) / ratio;
}
