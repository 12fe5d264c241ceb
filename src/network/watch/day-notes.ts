import { placeOfRecord, recordKinds } from '../links/records-of.ts';
import { relations } from '../links/relations.ts';
import type { TakenEvent } from '../network.ts';
import { watchedDegrees } from './figure-names.ts';
import { dayHash, Reservoir } from './reservoir.ts';

/** Kinds of record from this place on are figures. */
export const FIRST_FIGURE = placeOfRecord('number_age') ?? 0;
/** Most that are kept of a day: applicants, things touched by relation, values of a figure. */
const [APPLICANTS, TOUCHED, VALUES] = [400, 64, 2000];
/** Pairs of thing and person beyond which things with one person are forgotten. */
const PAIRS = 65_536;
/** A thing and its person as one number. */
const SHIFT = 2 ** 26;

/** An applicant whose factors are to be read as of his application; null is a missing value. */
export interface DayApplicant {
  readonly hash: number;
  readonly person: number;
  readonly asOf: number;
  readonly position: number;
  values?: (number | null)[];
}

/** A thing whose holders are to be counted as of a tick. */
export interface DayTouch {
  readonly hash: number;
  readonly node: number;
  readonly tick: number;
}

export interface DayValue {
  readonly hash: number;
  readonly value: number;
}

/** Plain values, the same after JSON. */
export interface DayNotesImage {
  readonly links: readonly number[];
  readonly records: readonly number[];
  readonly values: readonly (readonly DayValue[])[];
  readonly touched: readonly (readonly DayTouch[])[];
  readonly pairs: readonly (readonly number[])[];
  readonly applicants: readonly DayApplicant[];
}

const slots = new Map(
  watchedDegrees.map((name, slot) => [relations.findIndex((relation) => relation.name === name), slot]),
);

/** What is noted of a day on its way: counts, and what is to be read of it. Bounded, whatever comes. */
export class DayNotes {
  readonly links: number[];
  readonly records: number[];
  readonly values: readonly Reservoir<DayValue>[];
  readonly touched: readonly Reservoir<DayTouch>[];
  readonly applicants: Reservoir<DayApplicant>;
  private readonly pairs: number[][];

  constructor(image?: DayNotesImage) {
    this.links = relations.map((_, place) => image?.links[place] ?? 0);
    this.records = recordKinds.map((_, place) => image?.records[place] ?? 0);
    this.values = recordKinds.map((_, place) => new Reservoir(VALUES, image?.values[place]));
    this.touched = watchedDegrees.map((_, slot) => new Reservoir(TOUCHED, image?.touched[slot]));
    this.pairs = watchedDegrees.map((_, slot) => [...(image?.pairs[slot] ?? [])]);
    this.applicants = new Reservoir(APPLICANTS, image?.applicants);
  }

  note({ event, tick, links, records }: TakenEvent, day: number): void {
    for (let i = 0; i < links.length; i += 3) {
      const relation = links[i] as number;
      this.links[relation] = (this.links[relation] as number) + 1;
      const slot = slots.get(relation);
      if (slot !== undefined)
        this.touch(slot, { person: links[i + 1] as number, node: links[i + 2] as number, tick, day });
    }
    for (const { kind, value } of records) {
      const place = placeOfRecord(kind) ?? 0;
      this.records[place] = (this.records[place] as number) + 1;
      if (place < FIRST_FIGURE) continue;
      const hash = dayHash(day, tick, place);
      const kept = this.values[place] as Reservoir<DayValue>;
      if (kept.wants(hash)) kept.add({ hash, value });
    }
    const { person } = event.fields;
    if (event.source !== 'application.submitted' || typeof person !== 'number') return;
    const hash = dayHash(day, person);
    if (!this.applicants.wants(hash)) return;
    this.applicants.add({ hash, person, asOf: event.recorded, position: event.position });
  }

  /** Most people seen with one thing, by place in the list of watched degrees. */
  busiest(): number[] {
    return this.pairs.map((pairs) => holdersOf(pairs).reduce((most, { people }) => Math.max(most, people), 0));
  }

  image(): DayNotesImage {
    const { links, records, pairs } = this;
    const copies = { links: [...links], records: [...records], pairs: pairs.map((one) => [...one]) };
    const values = this.values.map(({ items }) => [...items]);
    const touched = this.touched.map(({ items }) => [...items]);
    return { ...copies, values, touched, applicants: this.applicants.items.map((one) => ({ ...one })) };
  }

  private touch(
    slot: number,
    {
      person,
      node,
      tick,
      day,
    }: { readonly person: number; readonly node: number; readonly tick: number; readonly day: number },
  ): void {
    const pairs = this.pairs[slot] as number[];
    pairs.push(node * SHIFT + person);
    if (pairs.length >= PAIRS)
      this.pairs[slot] = holdersOf(pairs).flatMap(({ people, own }) => (people > 1 ? own : []));
    const kept = this.touched[slot] as Reservoir<DayTouch>;
    const hash = dayHash(day, tick, node);
    if (kept.wants(hash)) kept.add({ hash, node, tick });
  }
}

/** Things with the people seen with them, by things. */
function holdersOf(pairs: readonly number[]): { readonly people: number; readonly own: readonly number[] }[] {
  const found: { people: number; own: number[] }[] = [];
  let thing = -1;
  for (const pair of Float64Array.from(new Set(pairs)).sort()) {
    const node = Math.floor(pair / SHIFT);
    const last = found.at(-1);
    if (node === thing && last !== undefined) {
      last.people++;
      last.own.push(pair);
    } else found.push({ people: 1, own: [pair] });
    thing = node;
  }
  return found;
}
