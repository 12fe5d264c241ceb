/**
 * The values w of a leaf's windows with the least sum of G w + (H + l2) w^2 / 2 + smoothing / 2 x squared differences of
 * neighbours: a tridiagonal system, solved by elimination. Windows with few events lean on their neighbours.
 */
export function solveSmooth(
  sums: Float64Array,
  { l2, smoothing }: { readonly l2: number; readonly smoothing: number },
  values: Float64Array,
): void {
  const windows = values.length;
  const upper = new Float64Array(windows);
  for (let j = 0; j < windows; j++) {
    const neighbours = (j > 0 ? 1 : 0) + (j < windows - 1 ? 1 : 0);
    const before = j > 0 ? smoothing * (upper[j - 1] as number) : 0;
    const pivot = (sums[2 * j + 1] as number) + l2 / windows + smoothing * neighbours - before;
    const carried = j > 0 ? smoothing * (values[j - 1] as number) : 0;
    upper[j] = smoothing / pivot;
    values[j] = (carried - (sums[2 * j] as number)) / pivot;
  }
  for (let j = windows - 2; j >= 0; j--) {
    values[j] = (values[j] as number) + (upper[j] as number) * (values[j + 1] as number);
  }
}
