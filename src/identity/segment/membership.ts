import { intColumn, type NumberColumn } from '../people/number-column.ts';

/** Which persons are in which segments: a bit each, 32 segments to a word of a column. */
export class Membership {
  private columns: NumberColumn<Int32Array>[] = [];
  private readonly counts: number[] = [];

  has(slot: number, person: number): boolean {
    return ((this.columns[slot >> 5]?.values[person] ?? 0) & (1 << (slot & 31))) !== 0;
  }

  set(slot: number, person: number, isIn: boolean): void {
    if (this.has(slot, person) === isIn) return;
    const column = this.column(slot >> 5);
    column.reserve(person + 1);
    column.values[person] = (column.values[person] as number) ^ (1 << (slot & 31));
    this.counts[slot] = this.count(slot) + (isIn ? 1 : -1);
  }

  count(slot: number): number {
    return this.counts[slot] ?? 0;
  }

  /** At most `limit` members from a person on, ascending. */
  members(slot: number, from: number, limit: number): number[] {
    const found: number[] = [];
    const values = this.columns[slot >> 5]?.values ?? new Int32Array();
    for (let person = from; person < values.length && found.length < limit; person++) {
      if (this.has(slot, person)) found.push(person);
    }
    return found;
  }

  /** Takes everybody out of a segment. */
  clear(slot: number): void {
    const { values } = this.column(slot >> 5);
    for (let person = 0; person < values.length; person++)
      values[person] = (values[person] as number) & ~(1 << (slot & 31));
    this.counts[slot] = 0;
  }

  bytes(): number {
    return this.columns.reduce((sum, { values }) => sum + values.byteLength, 0);
  }

  image(people: number): readonly Int32Array[] {
    return this.columns.map((column) => column.trimmed(people));
  }

  restore(images: readonly Int32Array[], slots: number): void {
    this.columns = images.map((values) => {
      const column = intColumn();
      column.replace(values);
      return column;
    });
    for (let slot = 0; slot < slots; slot++) this.counts[slot] = this.members(slot, 0, Infinity).length;
  }

  private column(index: number): NumberColumn<Int32Array> {
    while (this.columns.length <= index) this.columns.push(intColumn());
    return this.columns[index] as NumberColumn<Int32Array>;
  }
}
