/*
 * Symmetric positive definite systems, row-major, in place: A = L L'. Sizes are the number of model terms, a few
 * hundred at most, so the plain algorithm is the right one.
 */

/** Overwrites the lower triangle of `a` (n x n) with its Cholesky factor; false when it is not positive definite. */
export function choleskyFactor(a: Float64Array, n: number): boolean {
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) {
      let sum = a[i * n + j] as number;
      for (let k = 0; k < j; k++) sum -= (a[i * n + k] as number) * (a[j * n + k] as number);
      if (i > j) a[i * n + j] = sum / (a[j * n + j] as number);
      else if (sum > 0) a[j * n + j] = Math.sqrt(sum);
      else return false;
    }
  }
  return true;
}

/** Solves A x = b in place of b, with the factor of A. */
export function choleskySolve(factor: Float64Array, n: number, b: Float64Array): void {
  for (let i = 0; i < n; i++) {
    let sum = b[i] as number;
    for (let k = 0; k < i; k++) sum -= (factor[i * n + k] as number) * (b[k] as number);
    b[i] = sum / (factor[i * n + i] as number);
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = b[i] as number;
    for (let k = i + 1; k < n; k++) sum -= (factor[k * n + i] as number) * (b[k] as number);
    b[i] = sum / (factor[i * n + i] as number);
  }
}

/** The diagonal of the inverse of A, from its factor. */
export function inverseDiagonal(factor: Float64Array, n: number): Float64Array {
  const out = new Float64Array(n);
  const unit = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    unit.fill(0);
    unit[i] = 1;
    choleskySolve(factor, n, unit);
    out[i] = unit[i] as number;
  }
  return out;
}
