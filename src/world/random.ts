import { log } from '#base';

/** Streams that are drawn once per person and day, where an object per draw would cost more than the simulation. */
export const purpose = {
  activity: 1,
  kind: 2,
  season: 3,
  stranger: 4,
  contact: 5,
  network: 6,
  trade: 7,
  sharing: 8,
  sham: 9,
  card: 10,
  papers: 11,
} as const;

/** 32 random bits of (seed, purpose, a, b) alone: no state, so nothing to save (MurmurHash3 mixing). */
export function bits(seed: number, stream: number, a: number, b: number): number {
  let h = Math.imul(seed ^ Math.imul(stream, 0x9e3779b1), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 15) ^ Math.imul(a, 0xcc9e2d51), 0x1b873593);
  h = Math.imul(h ^ (h >>> 13) ^ Math.imul(b, 0xc2b2ae35), 0xe6546b65);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Uniform in (0, 1). */
export function uniformOf(seed: number, stream: number, a: number, b: number): number {
  return (bits(seed, stream, a, b) + 0.5) / 4_294_967_296;
}

/** An index drawn with the given weights from a uniform number; the weights need not sum to one. */
export function pick(weights: readonly number[], uniform: number): number {
  let rest = uniform * weights.reduce((sum, weight) => sum + weight, 0);
  for (let i = 0; i < weights.length; i++) {
    rest -= weights[i] ?? 0;
    if (rest < 0) return i;
  }
  return weights.length - 1;
}

/** The logarithm of the normal density without its constant. */
export function logNormalDensity(value: number, mean: number, deviation: number): number {
  const z = (value - mean) / deviation;
  return -0.5 * z * z - log(deviation);
}

export function clamp(value: number, low: number, high: number): number {
  return value < low ? low : value > high ? high : value;
}

/** Element `i` of a typed column: for code that runs per application or month, not per person and day. */
export function at(column: ArrayLike<number>, i: number): number {
  return column[i] as number;
}
