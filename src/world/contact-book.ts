import type { Country } from './country.ts';
import { contactsOf } from './evidence.ts';
import { phoneOf, strangerNumber } from './identifiers.ts';
import { segment } from './people.ts';
import { bits, clamp, at, purpose } from './random.ts';
import { exp } from '#base';

/** Distances in the circle at which friends stand. */
const FRIENDS = [1, 2, 3, 5, 8, 13];
/** Days after which people have changed enough contacts to share the book again. */
const EDITION_DAYS = 270;

/** Which edition of the book the person holds: a new one is synced once. */
export function bookEdition({ seed }: Country, person: number, day: number): number {
  return Math.floor((day + (bits(seed, purpose.contact, person, 0) % EDITION_DAYS)) / EDITION_DAYS);
}

/** The numbers in the person's contact book on that day, each once. */
export function contactBook(country: Country, person: number, day: number): string[] {
  const size = clamp(Math.round(exp(contactsOf(country, person))), 15, 80);
  const numbers = new Set(person < country.people.citizens ? ownCircle(country, person, day) : ringBook(country, person, day));
  for (let k = 0; numbers.size < size; k++) numbers.add(stranger(country, at(country.people.serial, person), k));
  return [...numbers].slice(0, size);
}

function stranger({ seed }: Country, owner: number, k: number): string {
  return strangerNumber(bits(seed, purpose.stranger, owner, k));
}

function ownCircle(country: Country, person: number, day: number): string[] {
  const { people, circle, circleRank, seed } = country;
  const others: number[] = [];
  const head = at(people.household, person);
  for (let i = head; i < head + 4 && i < people.citizens; i++) if (people.household[i] === head) others.push(i);
  const rank = at(circleRank, person);
  for (const distance of FRIENDS) others.push(circle[rank + distance] ?? person, circle[rank - distance] ?? person);
  for (let k = 0; k < 4; k++) others.push(bits(seed, purpose.contact, person, k + 1) % people.citizens);
  return others.filter((other) => other !== person).map((other) => phoneOf(country, other, day));
}

/* Operators copy one book onto many phones; a recruited circle knows itself; the camouflaged know anybody. */
function ringBook(country: Country, person: number, day: number): string[] {
  const { people, rings, citizenGroups, seed } = country;
  if (at(people.hidden, person) === 1) {
    return [1, 2, 3, 4, 5, 6].map((k) => phoneOf(country, bits(seed, purpose.contact, person, k) % people.citizens, day));
  }
  const ring = rings[at(people.group, person) - citizenGroups];
  if (!ring) return [];
  if (ring.segment === segment.loanVillage) {
    const first = ring.firstSlot + (bits(seed, purpose.contact, person, 0) % ring.members);
    const circle = Array.from({ length: Math.min(10, ring.members - 1) }, (_, k) => ring.firstSlot + ((first - ring.firstSlot + k) % ring.members));
    return circle.filter((other) => other !== person).map((other) => phoneOf(country, other, day));
  }
  const owner = at(people.serial, ring.firstSlot);
  return Array.from({ length: 12 }, (_, k) => k * 3 + (bits(seed, purpose.contact, person, k) % 3)).map((k) => stranger(country, owner, k));
}
