import { log } from '#base';

const TERMS = 200_000;
const TINY = 1e-16;
const HUGE = 1e200;

/**
 * Gauss's hypergeometric function 2F1(a, b; c; z) for 0 <= z < 1 by its series; c may be negative but no whole number
 * below 1.
 */
export function hypergeometric([a, b]: readonly [number, number], c: number, z: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 0; n < TERMS; n++) {
    const ratio = ((a + n) * (b + n) * z) / ((c + n) * (n + 1));
    term *= ratio;
    sum += term;
    if (Math.abs(term) <= TINY * Math.abs(sum) && Math.abs(ratio) < 1) break;
  }
  return sum;
}

/** Logarithm of 2F1(a, b; c; z) for positive a, b, c and 0 <= z < 1; sums beyond the range of doubles are scaled. */
export function logHypergeometric([a, b]: readonly [number, number], c: number, z: number): number {
  let term = 1;
  let sum = 1;
  let scale = 0;
  for (let n = 0; n < TERMS; n++) {
    const ratio = ((a + n) * (b + n) * z) / ((c + n) * (n + 1));
    term *= ratio;
    sum += term;
    if (term <= TINY * sum && ratio < 1) break;
    if (sum < HUGE) continue;
    term /= HUGE;
    sum /= HUGE;
    scale += log(HUGE);
  }
  return scale + log(sum);
}
