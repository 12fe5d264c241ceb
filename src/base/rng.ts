import { exp, log } from './math.ts';

/**
 * A seeded random stream (sfc32 by Chris Doty-Humphrey, PractRand-tested). Same seed, same bits, on every machine.
 * `fork(purpose, id)` depends on the seed and its arguments alone, never on how many numbers were drawn before.
 */
export interface Rng {
  /** An unsigned 32-bit integer. */
  u32(): number;
  /** Uniform in [0, 1) with 53 bits. */
  uniform(): number;
  /** A uniform integer in [0, n). */
  below(n: number): number;
  /** Standard normal (Marsaglia's polar method). */
  normal(): number;
  /** Exponential with mean 1. */
  exponential(): number;
  /** Poisson with the given mean (Knuth below 30, rounded normal above). */
  poisson(mean: number): number;
  /** True with the given probability. */
  chance(probability: number): boolean;
  /** An independent stream for this purpose and id. */
  fork(purpose: string, id?: number | string): Rng;
}

function mix(hash: number, word: number): number {
  let k = Math.imul(word, 0xcc9e2d51);
  k = (k << 15) | (k >>> 17);
  let h = hash ^ Math.imul(k, 0x1b873593);
  h = (h << 13) | (h >>> 19);
  return (Math.imul(h, 5) + 0xe6546b64) | 0;
}

function finish(hash: number): number {
  let h = hash;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) | 0;
}

function mixText(hash: number, text: string): number {
  let h = mix(hash, text.length);
  for (let i = 0; i < text.length; i++) h = mix(h, text.charCodeAt(i));
  return h;
}

function mixId(hash: number, id: number | string): number {
  if (typeof id === 'string') return mixText(hash, id);
  return mix(mix(hash, id | 0), Math.floor(id / 4_294_967_296) | 0);
}

class Sfc32 implements Rng {
  private readonly seedLow: number;
  private readonly seedHigh: number;
  private a: number;
  private b: number;
  private c: number;
  private counter = 1;
  private spare = NaN;

  constructor(seedLow: number, seedHigh: number) {
    this.seedLow = seedLow;
    this.seedHigh = seedHigh;
    this.a = seedLow;
    this.b = seedHigh;
    this.c = 0x9e3779b9 | 0;
    for (let i = 0; i < 12; i++) this.u32();
  }

  u32(): number {
    const t = (((this.a + this.b) | 0) + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (this.c << 21) | (this.c >>> 11);
    this.c = (this.c + t) | 0;
    return t >>> 0;
  }

  uniform(): number {
    return ((this.u32() >>> 5) * 67_108_864 + (this.u32() >>> 6)) / 9_007_199_254_740_992;
  }

  below(n: number): number {
    return Math.floor(this.uniform() * n);
  }

  normal(): number {
    if (this.spare === this.spare) {
      const value = this.spare;
      this.spare = NaN;
      return value;
    }
    for (;;) {
      const u = 2 * this.uniform() - 1;
      const v = 2 * this.uniform() - 1;
      const s = u * u + v * v;
      if (s >= 1 || s === 0) continue;
      const scale = Math.sqrt((-2 * log(s)) / s);
      this.spare = v * scale;
      return u * scale;
    }
  }

  exponential(): number {
    return -log(1 - this.uniform());
  }

  poisson(mean: number): number {
    if (mean <= 0) return 0;
    if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * this.normal()));
    const limit = exp(-mean);
    let count = 0;
    for (let product = this.uniform(); product > limit; product *= this.uniform()) count++;
    return count;
  }

  chance(probability: number): boolean {
    return this.uniform() < probability;
  }

  fork(purpose: string, id: number | string = 0): Rng {
    const low = finish(mixId(mixText(this.seedLow, purpose), id));
    const high = finish(mixId(mixText(this.seedHigh ^ 0x5bd1e995, purpose), id));
    return new Sfc32(low, high);
  }
}

/** A random stream from a number or a text. */
export function createRng(seed: number | string): Rng {
  return new Sfc32(finish(mixId(0x2545f491, seed)), finish(mixId(0x6c078965, seed)));
}

/** Shuffles in place (Fisher-Yates) and returns the same array. */
export function shuffle<T extends { length: number; [index: number]: unknown }>(items: T, rng: Rng): T {
  for (let i = items.length - 1; i > 0; i--) {
    const j = rng.below(i + 1);
    const held = items[i];
    items[i] = items[j];
    items[j] = held;
  }
  return items;
}
