import type { Clock } from './clock.ts';
import type { Rng } from './rng.ts';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** Makes ids that sort by time: prefix, 48 bits of milliseconds and 80 random bits in Crockford base 32. */
export interface IdSource {
  /** `next('app')` gives `app_01k9…` (prefix, underscore, 26 characters). Ids of one source strictly ascend. */
  next(prefix: string): string;
}

/** An {@link IdSource} on the given clock and random stream (layout of ULID, monotonic within a millisecond). */
export function createIdSource(clock: Clock, rng: Rng): IdSource {
  let lastMs = -1;
  const tail = [0, 0, 0, 0];
  return {
    next(prefix) {
      const now = clock.now();
      if (now > lastMs) {
        lastMs = now;
        for (let i = 0; i < 4; i++) tail[i] = rng.u32() >>> 12;
        // The first bit stays clear, so that counting up within a millisecond cannot overflow.
        tail[0] = (tail[0] ?? 0) >>> 1;
      } else {
        increment(tail);
      }
      return `${prefix}_${encode(lastMs, 10)}${tail.map((word) => encode(word, 4)).join('')}`;
    },
  };
}

function increment(tail: number[]): void {
  for (let i = tail.length - 1; i >= 0; i--) {
    const next = (tail[i] ?? 0) + 1;
    tail[i] = next & 0xfffff;
    if (next <= 0xfffff) return;
  }
}

function encode(value: number, length: number): string {
  let rest = value;
  let text = '';
  for (let i = 0; i < length; i++) {
    text = (ALPHABET[rest % 32] ?? '') + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}

/** The milliseconds inside an id of {@link createIdSource}, or undefined for a foreign id. */
export function timeOfId(id: string): number | undefined {
  const body = /^[a-z]+_([0-9a-hjkmnp-tv-z]{26})$/.exec(id)?.[1];
  if (body === undefined) return undefined;
  let ms = 0;
  for (const character of body.slice(0, 10)) ms = ms * 32 + ALPHABET.indexOf(character);
  return ms;
}
