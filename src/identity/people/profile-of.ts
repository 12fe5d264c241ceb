import { tagOf } from '../value/activity/life-cycle.ts';
import { dimensions, HALF_LIFE_MS } from './dimensions.ts';
import type { Profile } from './people-options.ts';
import type { Population } from './population.ts';
import type { ProfileColumns } from './profile-columns.ts';

const DAY = 86_400_000;

/** Reads a person's profile at an instant; grades and value only where there is somebody to compare with. */
export function profileOf(
  { profiles, population }: { readonly profiles: ProfileColumns; readonly population?: Population },
  person: number,
  now: number,
): Profile {
  return {
    tag: tagOf(profiles.lifeCycle(person), now),
    firstSeenAt: profiles.time(person, 'first'),
    lastSeenAt: profiles.time(person, 'last'),
    dimensions: dimensions.map((name) => ({
      name,
      weight: profiles.weight(person, name, now),
      halfLifeDays: HALF_LIFE_MS[name] / DAY,
    })),
    loans: profiles.amount(person, 'loans'),
    payments: profiles.amount(person, 'payments'),
    lentMinor: profiles.amount(person, 'lentMinor'),
    paidMinor: profiles.amount(person, 'paidMinor'),
    rfm: population === undefined ? undefined : rfmOf(population, person, now),
    value:
      population === undefined
        ? undefined
        : {
            expectedMinor: population.expectedMinor(person, now),
            alive: population.probabilityAlive(person, now),
          },
  };
}

function rfmOf(population: Population, person: number, now: number): NonNullable<Profile['rfm']> {
  return {
    recency: population.grade('recency', person, now),
    frequency: population.grade('frequency', person, now),
    monetary: population.grade('monetary', person, now),
  };
}
