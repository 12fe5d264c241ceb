import { intColumn, offsetColumn } from './number-column.ts';

export interface PersonEventsImage {
  readonly heads: Int32Array;
  readonly previous: Int32Array;
  readonly offsets: Uint32Array;
}

/** Which events of the log are whose: offsets by person, 8 bytes an event and 4 a person. */
export class PersonEvents {
  /** Row + 1 of the newest event of a person. */
  private readonly heads = intColumn();
  /** Row + 1 of the event before. */
  private readonly previous = intColumn();
  private readonly offsets = offsetColumn();
  private people = 0;
  private rows = 0;

  add(person: number, offset: number): void {
    this.people = Math.max(this.people, person + 1);
    this.heads.reserve(this.people);
    this.previous.reserve(this.rows + 1);
    this.offsets.reserve(this.rows + 1);
    this.previous.values[this.rows] = this.heads.values[person] as number;
    this.offsets.values[this.rows] = offset;
    this.heads.values[person] = ++this.rows;
  }

  /** Offsets of a person's events, the oldest first. */
  of(person: number): number[] {
    return this.rowsOf(person)
      .map((row) => this.offsets.values[row] as number)
      .toReversed();
  }

  merge(from: number, into: number): void {
    this.relink(from, into, () => true);
  }

  /** Events that turned out to be another person's. */
  move(from: number, into: number, offsets: Pick<ReadonlySet<number>, 'has'>): void {
    this.relink(from, into, (row) => offsets.has(this.offsets.values[row] as number));
  }

  /** Bytes held, slack included. */
  bytes(): number {
    return [this.heads, this.previous, this.offsets].reduce((sum, { values }) => sum + values.byteLength, 0);
  }

  image(): PersonEventsImage {
    return {
      heads: this.heads.trimmed(this.people),
      previous: this.previous.trimmed(this.rows),
      offsets: this.offsets.trimmed(this.rows),
    };
  }

  restore({ heads, previous, offsets }: PersonEventsImage): void {
    this.people = heads.length;
    this.rows = offsets.length;
    this.heads.replace(heads);
    this.previous.replace(previous);
    this.offsets.replace(offsets);
  }

  private rowsOf(person: number): number[] {
    const rows: number[] = [];
    for (let row = this.heads.values[person] ?? 0; row > 0; row = this.previous.values[row - 1] as number) {
      rows.push(row - 1);
    }
    return rows;
  }

  private relink(from: number, into: number, moves: (row: number) => boolean): void {
    if (from === into) return;
    const rows = this.rowsOf(from);
    const going = rows.filter(moves);
    if (going.length === 0) return;
    this.people = Math.max(this.people, into + 1);
    this.heads.reserve(this.people);
    this.link(
      from,
      rows.filter((row) => !moves(row)),
    );
    const joined = [...this.rowsOf(into), ...going].sort((a, b) => b - a);
    this.link(into, joined);
  }

  private link(person: number, rows: readonly number[]): void {
    this.heads.values[person] = (rows[0] ?? -1) + 1;
    rows.forEach((row, i) => (this.previous.values[row] = (rows[i + 1] ?? -1) + 1));
  }
}
