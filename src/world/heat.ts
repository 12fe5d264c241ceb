import { exp } from '#base';

/** How many applications came lately from each network or cell, fading with a fortnight. */
export type Heat = Map<number, { day: number; level: number }>;

const FADE_DAYS = 14;
/** Below this level a place is forgotten. */
const COLD = 0.02;

/** The bucket of recent applications from `key` (0: none, 1: one or so, 2: a few, 3: many), before this one counts. */
export function warm(heat: Heat, key: number, day: number): number {
  const spot = heat.get(key);
  const level = spot ? spot.level * exp(-(day - spot.day) / FADE_DAYS) : 0;
  heat.set(key, { day, level: level + 1 });
  return level < 0.4 ? 0 : level < 1.5 ? 1 : level < 4 ? 2 : 3;
}

/** Forgets what has gone cold, so that memory does not grow with time. */
export function coolDown(heat: Heat, day: number): void {
  for (const [key, spot] of heat) if (spot.level * exp(-(day - spot.day) / FADE_DAYS) < COLD) heat.delete(key);
}
