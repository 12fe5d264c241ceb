import type { Bounds } from './split-rules.ts';

/** Where a value is bounded. */
export interface Place {
  readonly bounds: Bounds | undefined;
  readonly channel: number;
}

/** A leaf value inside its bounds. */
export function clipped(value: number, { bounds, channel }: Place): number {
  if (bounds === undefined) return value;
  return Math.min(Math.max(value, bounds.low[channel] as number), bounds.high[channel] as number);
}

/** Twice the fall of the loss when a node of these sums takes its best value. */
export function sideScore(g: number, regularisedH: number, place: Place): number {
  if (!(regularisedH > 0)) return 0;
  if (place.bounds === undefined) return (g * g) / regularisedH;
  const value = clipped(-g / regularisedH, place);
  return -(2 * g * value + regularisedH * value * value);
}
