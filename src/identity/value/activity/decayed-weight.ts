import { exp } from '#base';

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
