import { exp, log } from '#base';

/** A weight that halves every half-life, kept as its value at the last change: no job has to age it. */
export interface DecayedWeight {
  readonly weight: number;
  /** Milliseconds since 1970 of the last change. */
  readonly at: number;
}

const LN2 = 0.693_147_180_559_945_3;

/** The weight at an instant, w 2^(-dt / half-life); before its last change it is as it was then. */
export function weightAt({ weight, at }: DecayedWeight, now: number, halfLifeMs: number): number {
  return weight * exp((-LN2 * Math.max(0, now - at)) / halfLifeMs);
}

/** Adds to a weight at an instant. A late event is aged by how late it is, so that the order of events does not matter. */
export function addWeight(
  current: DecayedWeight | undefined,
  added: { readonly weight: number; readonly at: number },
  halfLifeMs: number,
): DecayedWeight {
  if (current === undefined) return added;
  const at = Math.max(current.at, added.at);
  return { weight: weightAt(current, at, halfLifeMs) + weightAt(added, at, halfLifeMs), at };
}

/** Weights are kept as if seen from here, 2025-01-01: then a sum needs no time of its own and never has to be aged. */
const LANDMARK = 1_735_689_600_000;

/** Halvings away from the landmark that a number can hold; more than a thousand half-lives are as good as that many. */
const FARTHEST = 1000;

/**
 * What an event at an instant adds to a sum of decaying weights (forward decay; Cormode and others 2009). Sums add in any
 * order, and {@link forwardWeightAt} reads one at any later instant.
 */
export function forwardWeight(at: number, halfLifeMs: number): number {
  return exp(LN2 * clamped((at - LANDMARK) / halfLifeMs));
}

/** What a sum of forward weights is worth at an instant. */
export function forwardWeightAt(sum: number, now: number, halfLifeMs: number): number {
  return sum * exp(-LN2 * clamped((now - LANDMARK) / halfLifeMs));
}

/** When a sum will have fallen to a weight; in the past when it is below already. */
export function forwardWeightFallsTo(sum: number, weight: number, halfLifeMs: number): number {
  return sum > 0 && weight > 0 ? LANDMARK + (halfLifeMs * log(sum / weight)) / LN2 : sum > 0 ? Infinity : -Infinity;
}

function clamped(halvings: number): number {
  return Math.max(-FARTHEST, Math.min(FARTHEST, halvings));
}
