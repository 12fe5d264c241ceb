import { readFileSync } from 'node:fs';
import type { Rng } from '#base';

/** Reads of a set of factors. */
export interface VectorPlan {
  /** File with a person's id a line. */
  readonly ids: string;
  readonly set: string;
  /** People in one request. */
  readonly batch: number;
  readonly isBinary: boolean;
}

/** Bodies of `POST /v1/factors/vectors`, people drawn at random. */
export function vectorBodies({ ids, set, batch }: VectorPlan, rng: Rng, count: number): string[] {
  const people = readFileSync(ids, 'utf8').split('\n');
  return Array.from({ length: count }, () => {
    const subjects = Array.from({ length: batch }, () => ({ personId: people[rng.below(people.length)] }));
    return JSON.stringify({ set, subjects, describe: false });
  });
}
