import { log } from '#base';

/** Upper bound of the natural logarithm of the chance that a Poisson count about `mean` is at least `count`; 0 up to the mean. */
export function poissonTail(mean: number, count: number): number {
  if (count <= mean) return 0;
  let tail = -mean;
  for (let k = 1; k <= count; k++) tail += log(Math.max(mean, Number.MIN_VALUE) / k);
  // Each further term is less than mean / (count + 1) of the one before.
  return Math.min(0, tail - log(1 - mean / (count + 1)));
}
