import type { Rng } from '#base';

/** Milliseconds from the start at which the calls of a Poisson process are due. */
export function poissonArrivals(
  rng: Rng,
  { perSecond, seconds }: { readonly perSecond: number; readonly seconds: number },
): Float64Array {
  const due: number[] = [];
  for (let at = 0; ;) {
    at += (rng.exponential() * 1000) / perSecond;
    if (at >= seconds * 1000) return Float64Array.from(due);
    due.push(at);
  }
}
