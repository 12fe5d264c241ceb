import { createRng, formatDay, type Rng } from '#base';
import { createFrame, stringColumn, type Frame } from '#table';
import { formsOf } from '../text/nicknames.ts';
import { digitSlip, slip } from './corrupt-text.ts';
import { familyName, givenName, placeName } from './synthetic-names.ts';

/** What people to invent. */
export interface SyntheticOptions {
  readonly people: number;
  /** Mean number of records of a person, one at least. */
  readonly records: number;
  /** Share of the fields with an error or a gap, about. */
  readonly noise: number;
  readonly seed: number;
}

interface Person {
  readonly given: string;
  readonly family: string;
  readonly birth: string;
  readonly place: string;
  readonly postcode: string;
  readonly gender: string;
  readonly job: string;
}

const JOBS = ['writer', 'painter', 'politician', 'farmer', 'teacher', 'lawyer', 'physician', 'priest', 'actor', 'engineer', 'merchant', 'soldier']; // prettier-ignore

/** Invented people with errors in their records, and who each record is of: for tests and measurements. */
export function syntheticPeople(options: SyntheticOptions): { readonly frame: Frame; readonly person: Int32Array } {
  const root = createRng(options.seed);
  const records: (string | null)[][] = [];
  const person: number[] = [];
  for (let number = 0; number < options.people; number++) {
    const rng = root.fork('person', number);
    const truth = invent(rng);
    const copies = 1 + Math.min(30, Math.floor((options.records - 1) * rng.exponential()));
    const moved = { ...truth, postcode: postcode(rng) };
    for (let copy = 0; copy < copies; copy++) {
      records.push(corrupt(rng.chance(0.15) ? moved : truth, options.noise * 2 * rng.uniform(), rng));
      person.push(number);
    }
  }
  const names = ['full_name', 'first_name', 'surname', 'dob', 'birth_place', 'postcode', 'gender', 'occupation'];
  const columns = names.map((name, at) => [name, stringColumn(records.map((record) => record[at]))] as const);
  const ids = stringColumn(records.map((_, row) => `r${(row * 7919) % 1_000_003}-${row}`));
  return { frame: createFrame([['record', ids], ...columns]), person: Int32Array.from(person) };
}

function invent(rng: Rng): Person {
  const isWoman = rng.chance(0.3);
  return {
    given: givenName(rng, isWoman),
    family: familyName(rng),
    birth: rng.chance(0.1) ? `${1800 + rng.below(120)}-01-01` : formatDay(-62_000 + rng.below(45_000)),
    place: placeName(rng),
    postcode: postcode(rng),
    gender: isWoman ? 'female' : 'male',
    job: JOBS[Math.floor(JOBS.length * rng.uniform() * rng.uniform())] as string,
  };
}

function postcode(rng: Rng): string {
  const letter = (): string => String.fromCharCode(97 + rng.below(20));
  return `${letter()}${letter()}${1 + rng.below(19)} ${1 + rng.below(9)}${letter()}${letter()}`;
}

function corrupt(person: Person, noise: number, rng: Rng): (string | null)[] {
  const bad = (factor = 1): boolean => rng.chance(Math.min(0.9, noise * factor));
  let given = bad() ? otherForm(person.given, rng) : person.given;
  let family: string | null = bad(0.6) ? slip(person.family, rng) : person.family;
  if (bad(0.3)) family = slip(family, rng);
  if (bad(0.15)) [given, family] = [family, given];
  if (bad(0.4)) family = null;
  const full = [given, bad(0.3) ? 'the elder' : null, family].filter((part) => part !== null).join(' ');
  const birth = bad(0.7) ? digitSlip(person.birth, rng) : person.birth;
  const area = person.postcode.split(' ')[0] as string;
  const code = bad(0.7) ? `${area} ${rng.below(9)}xy` : person.postcode;
  return [
    full,
    given,
    family,
    bad(1) ? null : birth,
    bad(0.6) ? null : bad(0.5) ? slip(person.place, rng) : person.place,
    bad(1) ? null : code,
    bad(1) ? null : person.gender,
    bad(2) ? null : bad(0.3) ? (JOBS[rng.below(JOBS.length)] as string) : person.job,
  ];
}

function otherForm(name: string, rng: Rng): string {
  const forms = formsOf(name);
  if (forms.length > 0 && rng.chance(0.5)) return forms[rng.below(forms.length)] as string;
  return rng.chance(0.3) ? `${name[0]}.` : slip(name, rng);
}
