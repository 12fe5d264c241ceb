import { floatColumn, intColumn } from './number-column.ts';

/**
 * Who has to be looked at when: one instant a person, the earliest first. A binary heap that knows each person's place, so
 * that an instant can change: O(log n), 16 bytes a person.
 */
export class DueQueue {
  private readonly at = floatColumn();
  private readonly heap = intColumn();
  /** Place in the heap + 1; 0 for who is not in it. */
  private readonly places = intColumn();
  private size = 0;

  /** Replaces the instant of a person; Infinity takes him out. */
  set(person: number, at: number): void {
    for (const column of [this.at, this.heap, this.places]) column.reserve(person + 1);
    this.heap.reserve(this.size + 1);
    const place = (this.places.values[person] as number) - 1;
    if (at === Infinity) {
      if (place >= 0) this.remove(place);
      return;
    }
    const before = this.at.values[person] as number;
    this.at.values[person] = at;
    if (place < 0) this.rise(this.put(this.size++, person));
    else if (at < before) this.rise(place);
    else this.sink(place);
  }

  /** The instant of a person; Infinity for who is not in it. */
  of(person: number): number {
    return (this.places.values[person] ?? 0) === 0 ? Infinity : (this.at.values[person] as number);
  }

  /** The earliest instant, or Infinity. */
  next(): number {
    return this.size === 0 ? Infinity : this.instant(0);
  }

  /** Takes out the person whose instant comes first, if it is due by `now`; -1 otherwise. */
  take(now: number): number {
    if (this.size === 0 || this.instant(0) > now) return -1;
    const person = this.heap.values[0] as number;
    this.remove(0);
    return person;
  }

  get length(): number {
    return this.size;
  }

  bytes(): number {
    return [this.at, this.heap, this.places].reduce((sum, { values }) => sum + values.byteLength, 0);
  }

  private instant(place: number): number {
    return this.at.values[this.heap.values[place] as number] as number;
  }

  private put(place: number, person: number): number {
    this.heap.values[place] = person;
    this.places.values[person] = place + 1;
    return place;
  }

  private remove(place: number): void {
    this.places.values[this.heap.values[place] as number] = 0;
    const last = this.heap.values[--this.size] as number;
    if (place === this.size) return;
    this.put(place, last);
    this.rise(place);
    this.sink((this.places.values[last] as number) - 1);
  }

  private rise(start: number): void {
    const person = this.heap.values[start] as number;
    const at = this.at.values[person] as number;
    let place = start;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (this.instant(parent) <= at) break;
      this.put(place, this.heap.values[parent] as number);
      place = parent;
    }
    this.put(place, person);
  }

  private sink(start: number): void {
    const person = this.heap.values[start] as number;
    const at = this.at.values[person] as number;
    let place = start;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= this.size) break;
      if (child + 1 < this.size && this.instant(child + 1) < this.instant(child)) child++;
      if (this.instant(child) >= at) break;
      this.put(place, this.heap.values[child] as number);
      place = child;
    }
    this.put(place, person);
  }
}
