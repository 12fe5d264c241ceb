/** What is not finite is missing; minus zero is zero, so that equal values have equal bits. */
export function settled(value: number): number {
  return Number.isFinite(value) ? value + 0 : NaN;
}
