import type { Rng } from '#base';
import type { People } from './people.ts';
import type { Place } from './places.ts';
import { at } from './random.ts';

/**
 * Orders everybody by place and, within it, by hidden solvency and chance: neighbours in this order are friends, so
 * friends are alike. A ring's row stands somewhere too: whoever fills it has friends like anybody, unless hidden away.
 */
export function drawCircles({
  people,
  places,
  rng,
}: {
  people: People;
  places: readonly Place[];
  rng: Rng;
}): Int32Array {
  const towns = places.filter((place) => place.kind === 'town').length;
  const keys = new Float64Array(people.size);
  for (let i = 0; i < people.size; i++) {
    const place = i < people.citizens ? at(people.place, i) : rng.below(towns);
    keys[i] = place * 1000 + 500 + at(people.solvency, i) + rng.normal();
  }
  return Int32Array.from(keys, (_, i) => i).sort((a, b) => at(keys, a) - at(keys, b));
}

/** The inverse of a permutation. */
export function rankOf(order: Int32Array): Int32Array {
  const ranks = new Int32Array(order.length);
  order.forEach((item, rank) => {
    ranks[item] = rank;
  });
  return ranks;
}
