import { rankInCircle } from './circles.ts';
import type { Country } from './country.ts';
import { FAILURES, NEVER } from './people.ts';
import { at } from './random.ts';

/** Places in the circle from one knot of the wave to the next: about as far as friends stand from each other. */
const KNOT = 16;

/**
 * What the person's circle of friends has in common that no file shows: a standard normal wave along the circle, drawn at knots and
 * joined between them. It depends on nothing else, so it tells nothing of what a lender sees of him alone.
 */
export function bondOf(country: Country, person: number): number {
  const { rng } = country.stage?.host ?? country;
  const rank = rankInCircle(country, person);
  const knot = Math.floor(rank / KNOT);
  const share = (rank % KNOT) / KNOT;
  const [here, next] = [rng.fork('bond', knot).normal(), rng.fork('bond', knot + 1).normal()];
  return ((1 - share) * here + share * next) / Math.sqrt((1 - share) ** 2 + share ** 2);
}

/**
 * True until he has paid us, or failed to: until then he goes the way of his circle, from then on he speaks for himself. Were it
 * otherwise, what became of his earlier loans would tell of his circle, and the risk that his own file shows would not be exact.
 */
export function isUntried({ people }: Country, person: number): boolean {
  return at(people.paidInstalments, person) === 0 && at(people.failureDay, person * FAILURES) === NEVER;
}
