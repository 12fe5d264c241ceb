import { exp } from '#base';
import type { Country } from './country.ts';
import { contactsOf } from './evidence.ts';
import { phoneOf, strangerNumber } from './identifiers.ts';
import { segment } from './people.ts';
import { at, bits, clamp, purpose } from './random.ts';
import type { Ring } from './rings.ts';

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
  const numbers = new Set(knownNumbers(country, person, day));
  for (let k = 0; numbers.size < size; k++) numbers.add(stranger(country, at(country.people.serial, person), k));
  return [...numbers].slice(0, size);
}

function stranger({ seed }: Country, owner: number, k: number): string {
  return strangerNumber(bits(seed, purpose.stranger, owner, k));
}

/* Operators copy one book onto many phones; a recruited circle knows itself too; all others know their friends. */
function knownNumbers(country: Country, person: number, day: number): string[] {
  if (country.stage !== undefined) return friendsPhones(country, person, day);
  const ring = ringOf(country, person);
  if (ring && isNursed(country, person)) return copiedBook(country, person, ring);
  const friends = friendsOf(country, person);
  return [...(ring ? fellowsOf(country, person, ring) : []), ...friends].map((other) => phoneOf(country, other, day));
}

/** Whom somebody names as knowing him: household and friends, nearest first, or the others of his circle; people of the quarter of the planted know citizens. */
export function friendsPhones(country: Country, person: number, day: number): string[] {
  if (country.stage !== undefined) return guestFriends(country, country.stage.host, { person, day });
  const ring = ringOf(country, person);
  if (ring && isNursed(country, person)) return copiedBook(country, person, ring);
  const known = ring?.segment === segment.loanVillage ? fellowsOf(country, person, ring) : friendsOf(country, person);
  return known.map((other) => phoneOf(country, other, day));
}

function guestFriends(
  { people, seed }: Country,
  host: Country,
  { person, day }: { person: number; day: number },
): string[] {
  const rank = bits(seed, purpose.contact, at(people.serial, person), 0) % host.people.citizens;
  const near = FRIENDS.flatMap((distance) => [host.circle[rank + distance] ?? 0, host.circle[rank - distance] ?? 0]);
  return near.filter((other) => other < host.people.citizens).map((other) => phoneOf(host, other, day));
}

function ringOf({ people, rings, citizenGroups }: Country, person: number): Ring | undefined {
  const isPlain = person >= people.citizens && people.hidden[person] === 0;
  return isPlain ? rings[at(people.group, person) - citizenGroups] : undefined;
}

/* Numbers that live in a drawer: nobody calls them and nobody has written them down. */
function isNursed({ people }: Country, person: number): boolean {
  const kind = at(people.segment, person);
  return people.hidden[person] === 0 && (kind === segment.deviceFarm || kind === segment.cultivatedNumber);
}

function friendsOf(country: Country, person: number): number[] {
  const { people, circle, circleRank, seed } = country;
  const others: number[] = [];
  const head = at(people.household, person);
  for (let i = head; i < head + 4 && i < people.size; i++) if (people.household[i] === head) others.push(i);
  const rank = at(circleRank, person);
  for (const distance of FRIENDS) others.push(circle[rank + distance] ?? person, circle[rank - distance] ?? person);
  for (let k = 0; k < 4; k++) others.push(bits(seed, purpose.contact, person, k + 1) % people.size);
  return others.filter((other) => other !== person && !isNursed(country, other));
}

function fellowsOf({ seed }: Country, person: number, ring: Ring): number[] {
  const shift = bits(seed, purpose.contact, person, 0) % ring.members;
  const count = Math.min(10, ring.members - 1);
  const fellows = Array.from({ length: count }, (_, k) => ring.firstSlot + ((shift + k) % ring.members));
  return fellows.filter((other) => other !== person);
}

function copiedBook(country: Country, person: number, ring: Ring): string[] {
  const owner = at(country.people.serial, ring.firstSlot);
  const entries = Array.from({ length: 12 }, (_, k) => k * 3 + (bits(country.seed, purpose.contact, person, k) % 3));
  return entries.map((k) => stranger(country, owner, k));
}
