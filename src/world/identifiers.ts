import { civilFromDay, hash53 } from '#base';
import type { Country } from './country.ts';
import { segment } from './people.ts';
import { appearanceOf } from './planted/stage.ts';
import { regions } from './places.ts';
import { at } from './random.ts';

const NUMBERS = 1_000_000_000;
/** Numbers a person can have had before two persons could share one. */
const SERIALS = 4_000_000;

/* 7654321 shares no factor with 10^9, so the map is one to one; neighbours land far apart. */
function scatter(index: number): string {
  return String((index * 7_654_321 + 123_456_789) % NUMBERS).padStart(9, '0');
}

/** How many times the person has changed the number by that day. */
export function numberGeneration(country: Country, person: number, day: number): number {
  const { people, startDay } = country;
  if (person >= people.citizens) return 0;
  const life = at(people.numberLife, person);
  return Math.floor((at(people.numberPhase, person) + day - startDay) / life);
}

/** Days since the number was first used. */
export function numberAgeDays(country: Country, person: number, day: number): number {
  const { people, startDay } = country;
  const phase = at(people.numberPhase, person) + day - startDay;
  return Math.max(0, Math.floor(person >= people.citizens ? phase : phase % at(people.numberLife, person)));
}

/** The person's phone number on that day, E.164. Newcomers hold numbers of the young 17x range. */
export function phoneOf(country: Country, person: number, day: number): string {
  const { people } = country;
  const kind = at(people.segment, person);
  if (kind === segment.cultivatedNumber && at(people.hidden, person) === 0) return nursedNumber(country, person);
  const index = at(people.serial, person) + numberGeneration(country, person, day) * SERIALS;
  return `${kind === segment.newcomer ? '+8617' : '+8613'}${scatter(index % NUMBERS)}`;
}

/* One operator buys a run of neighbouring numbers. */
function nursedNumber(country: Country, person: number): string {
  const ring = at(country.people.group, person);
  const base = hash53(`run:${ring}:${country.people.serial[country.firstSlot(ring)]}`, country.seed) % 99_000_000;
  const offset = person - country.firstSlot(ring);
  return `+8617${String(base * 10 + 3 * offset).padStart(9, '0')}`;
}

/** A number outside the market, for contact books. */
export function strangerNumber(index: number): string {
  return `+8615${String(index % NUMBERS).padStart(9, '0')}`;
}

/** A digest of a text, as registers and processors give instead of names and numbers. */
export function opaque(country: Country, text: string): string {
  return hash53(text, country.seed).toString(16).padStart(14, '0');
}

export function accountOf(country: Country, person: number): string {
  return `acc-${opaque(country, `account:${country.people.serial[person]}`)}`;
}

export function cookieOf(country: Country, person: number): string {
  return `ck-${opaque(country, `cookie:${country.people.serial[person]}`)}`;
}

export function shopOf(country: Country, person: number): string {
  return `shop-${opaque(country, `shop:${country.people.serial[person]}`)}`;
}

/** The device in the person's hand: a shared one in dormitories, phone shops and farms. */
export function deviceOf(country: Country, person: number): string {
  return `dev-${opaque(country, appearanceOf(country, person).device ?? deviceKey(country, person))}`;
}

function deviceKey({ people }: Country, person: number): string {
  if (at(people.sharesDevice, person) === 0) return `device:${people.serial[person]}`;
  const group = at(people.group, person);
  if (group < 0) return `device:${people.household[person]}`;
  const wave = person < people.citizens ? 0 : Math.floor(at(people.serial, person) / people.size);
  return `device:group:${group}:${wave}:${person % 3}`;
}

/** Networks of the quarter of the planted lie behind those of all others. */
export const PLANTED_NETWORKS = 6_000_000;

const checkWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** The check character of a resident identity number (GB 11643-1999, ISO 7064 MOD 11-2). */
export function nationalIdCheck(body: string): string {
  let sum = 0;
  for (let i = 0; i < 17; i++) sum += (checkWeights[i] ?? 0) * (body.charCodeAt(i) - 48);
  return '10X98765432'.charAt(sum % 11);
}

/** An 18-character resident identity number: county, birthday, serial (odd for men), check character. */
export function nationalIdOf(country: Country, person: number): string {
  const { people, places } = country;
  const serial = at(people.serial, person);
  const province = regions[places[at(people.place, person)]?.region ?? 0]?.code ?? 33;
  const county = String(100 + (Math.floor(serial / 490) % 9_900)).padStart(4, '0');
  const { year, month, day } = civilFromDay(at(people.birthDay, person));
  const order = 2 * (serial % 490) + 1 + at(people.female, person);
  const birth = `${year}${String(month).padStart(2, '0')}${String(day).padStart(2, '0')}`;
  const body = `${province}${county}${birth}${String(order).padStart(3, '0')}`;
  return body + nationalIdCheck(body);
}

/** The address prefix of the network the person uses at home. */
export function homeNetworkOf(country: Country, person: number): string {
  const number = homeNetworkIndex(country, person);
  return `${10 + (number >>> 16)}.${(number >>> 8) & 255}.${number & 255}.0/24`;
}

/** Home networks are numbered: one per household, then one per shared group (and wave of a ring). */
export function homeNetworkIndex(country: Country, person: number): number {
  const { people, stage } = country;
  if (stage !== undefined) return stage.appearanceOf(person).network ?? PLANTED_NETWORKS + person;
  const group = at(people.group, person);
  if (group < 0 || at(people.sharesDevice, person) === 0) return at(people.household, person);
  const wave = person < people.citizens ? 0 : Math.floor(at(people.serial, person) / people.size) % 32;
  return people.size + group * 32 + wave;
}
