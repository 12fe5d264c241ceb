/** The greatest p-value that may pass so that at most a share `rate` of what passes is chance (Benjamini and Hochberg 1995). */
export function discoveryLimit(p: Float64Array, rate: number): number {
  const sorted = p.slice().sort();
  for (let i = sorted.length - 1; i >= 0; i--) {
    if ((sorted[i] as number) <= ((i + 1) / sorted.length) * rate) return sorted[i] as number;
  }
  return -1;
}
