/** The middle value; NaN for none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return NaN;
  if (sorted.length % 2 === 1) return sorted[middle] as number;
  return ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

/** Deviation around a centre that single days do not move: 1.4826 times the median distance. */
export function robustDeviation(values: readonly number[], centre: number): number {
  return 1.4826 * median(values.map((value) => Math.abs(value - centre)));
}

/** Root of the mean square, of which the tenth that is farthest out is cut back. */
export function trimmedDeviation(values: readonly number[], centre: number): number {
  const distances = values.map((value) => Math.abs(value - centre)).sort((a, b) => a - b);
  const most = distances[Math.ceil(0.9 * distances.length) - 1] ?? NaN;
  return Math.sqrt(distances.reduce((sum, one) => sum + Math.min(one, most) ** 2, 0) / distances.length);
}
