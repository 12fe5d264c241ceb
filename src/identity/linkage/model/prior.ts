import { exp } from '#base';

const BINS = 4096;
const LOW = -128;
const WIDTH = 1 / 16;

/** Chance from evidence in bits. */
export function chanceOf(bits: number): number {
  return 1 / (1 + exp(-bits * Math.LN2));
}

/**
 * The share of all pairs that are one person, by EM over the evidence of the candidates: pairs that are no candidates
 * count as two persons.
 */
export function estimatePrior(bits: Float32Array, allPairs: number): number {
  const counts = new Float64Array(BINS);
  for (const value of bits) {
    const bin = Math.min(BINS - 1, Math.max(0, Math.round((value - LOW) / WIDTH)));
    counts[bin] = (counts[bin] as number) + 1;
  }
  let prior = 1e-4;
  for (let round = 0; round < 100; round++) {
    const odds = prior / (1 - prior);
    let matches = 0;
    for (let bin = 0; bin < BINS; bin++) {
      const count = counts[bin] as number;
      if (count === 0) continue;
      const value = odds * exp((LOW + bin * WIDTH) * Math.LN2);
      matches += count * (value === Infinity ? 1 : value / (1 + value));
    }
    const next = Math.min(0.5, Math.max(0.5, matches) / allPairs);
    const isSettled = Math.abs(next - prior) < 1e-6 * prior;
    prior = next;
    if (isSettled) break;
  }
  return prior;
}
