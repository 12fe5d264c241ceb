import { recordKinds, type RecordKind } from '../links/records-of.ts';
import { bytes, doubles, integers, words } from './columns.ts';

const STILL = 0xffff_ffff;

/** A record of a person as a read sees it. */
export interface PersonRecord {
  readonly kind: RecordKind;
  readonly value: number;
  /** When it happened, seconds. */
  readonly occurred: number;
  /** When it became known. */
  readonly tick: number;
}

/** Tells a record by its place; false ends the reading. */
export type RecordVisitor = (place: number) => boolean | undefined;

/**
 * What happened to people, each record with the tick at which it became known, the newest first. One that turns out to be another
 * person's ends with the old one at that tick and begins with the new: reads of before still see it where it was.
 */
export class PersonRecords {
  private readonly kinds = bytes();
  private readonly values = doubles();
  private readonly occurred = words();
  private readonly ticks = words();
  private readonly ends = words();
  private readonly next = integers();
  /** By node: one more than the newest record. */
  private readonly heads = integers();

  get size(): number {
    return this.kinds.length;
  }

  get bytes(): number {
    const { kinds, values, occurred, ticks, ends, next, heads } = this;
    return [kinds, values, occurred, ticks, ends, next, heads].reduce((sum, column) => sum + column.bytes, 0);
  }

  add(
    person: number,
    told: { readonly kind: number; readonly value: number; readonly occurred: number; readonly tick: number },
  ): void {
    this.kinds.push(told.kind);
    this.values.push(told.value);
    this.occurred.push(told.occurred);
    this.ticks.push(told.tick);
    this.ends.push(STILL);
    this.next.push(this.heads.get(person) - 1);
    this.heads.set(person, this.size);
  }

  /** Visits the records of a person that are known at a tick, the newest first. */
  visit(person: number, tick: number, visit: RecordVisitor): void {
    for (let place = this.heads.get(person) - 1; place >= 0; place = this.next.get(place)) {
      if (this.ticks.get(place) > tick || this.ends.get(place) <= tick) continue;
      if (visit(place) === false) return;
    }
  }

  kindAt(place: number): number {
    return this.kinds.get(place);
  }

  valueAt(place: number): number {
    return this.values.get(place);
  }

  /** Seconds. */
  occurredAt(place: number): number {
    return this.occurred.get(place);
  }

  tickAt(place: number): number {
    return this.ticks.get(place);
  }

  /** Records of a person as objects, the newest first. */
  of(person: number, tick: number): PersonRecord[] {
    const found: PersonRecord[] = [];
    this.visit(person, tick, (place) => {
      const { kind } = recordKinds[this.kindAt(place)] as (typeof recordKinds)[number];
      const [value, occurred] = [this.valueAt(place), this.occurredAt(place)];
      found.push({ kind, value, occurred, tick: this.tickAt(place) });
      return true;
    });
    return found;
  }

  /** Moves records (of which `isMoved`) to another person; `tickOf` gives each the tick from which it is his. */
  move(
    keys: { readonly from: number; readonly into: number; readonly last: number },
    isMoved: (tick: number) => boolean,
    tickOf: (tick: number) => number,
  ): void {
    const places: number[] = [];
    this.visit(keys.from, keys.last, (place) => {
      if (isMoved(this.tickAt(place))) places.push(place);
      return true;
    });
    // The oldest first: chains stay the newest first.
    for (const place of places.reverse()) {
      const tick = tickOf(this.tickAt(place));
      this.ends.set(place, tick);
      const [kind, value] = [this.kindAt(place), this.valueAt(place)];
      this.add(keys.into, { kind, value, occurred: this.occurredAt(place), tick });
    }
  }

  /** Forgets all records of a person. */
  erase(person: number): void {
    for (let place = this.heads.get(person) - 1; place >= 0; place = this.next.get(place)) {
      this.values.set(place, 0);
      this.ends.set(place, 0);
    }
    this.heads.set(person, 0);
  }

  image() {
    const { kinds, values, occurred, ticks, ends, next, heads } = this;
    return {
      ...{ kinds: kinds.used(), values: values.used(), occurred: occurred.used(), ticks: ticks.used() },
      ...{ ends: ends.used(), next: next.used(), heads: heads.used() },
    };
  }

  restore(image: ReturnType<PersonRecords['image']>): void {
    this.kinds.replace(image.kinds);
    this.values.replace(image.values);
    this.occurred.replace(image.occurred);
    this.ticks.replace(image.ticks);
    this.ends.replace(image.ends);
    this.next.replace(image.next);
    this.heads.replace(image.heads);
  }
}
