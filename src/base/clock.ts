/** The only source of time. Milliseconds since 1970-01-01T00:00Z. */
export interface Clock {
  now(): number;
}

/** The machine's clock. */
export const systemClock: Clock = { now: () => Date.now() };

/** A clock that moves only when told: for simulation, replay and tests. */
export interface ManualClock extends Clock {
  set(now: number): void;
  advance(ms: number): void;
}

/** A {@link ManualClock} that starts at `start` milliseconds. It may not run backwards. */
export function manualClock(start: number): ManualClock {
  let now = start;
  return {
    now: () => now,
    set: (next) => {
      now = Math.max(now, next);
    },
    advance: (ms) => {
      now += ms;
    },
  };
}
