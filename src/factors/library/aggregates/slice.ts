/** Rows below this count are sorted by insertion: windows are mostly short. */
const SHORT = 24;

/**
 * The rows [from, to) of a lane's buffers, newest first, with what several aggregates share: sums that continue from the
 * next shorter window (the same additions in the same order, so the same bits), sorted values, runs of equal ones.
 */
export class Slice {
  values = new Float64Array(0);
  second = new Float64Array(0);
  times = new Float64Array(0);
  /** Hash of a value, for sketches: of the text, not of its code. */
  hash: (value: number) => number = Number;
  from = 0;
  to = 0;
  /** End of the window. */
  end = 0;
  private total = 0;
  private totalTo = 0;
  private order = new Float64Array(64);
  private isSorted = false;
  private counted = new Float64Array(64);
  private groups = -1;
  scratch = new Float64Array(64);

  /** Forgets what was shared: the buffers hold other rows. */
  restart(from: number): void {
    this.from = from;
    this.total = 0;
    this.totalTo = from;
  }

  /** Moves on to a window of the same start that reaches at least as far. */
  extend(to: number): void {
    if (to < this.totalTo) this.restart(this.from);
    this.to = to;
    this.isSorted = false;
    this.groups = -1;
  }

  sum(): number {
    const { values, to } = this;
    let { total } = this;
    for (let i = this.totalTo; i < to; i++) total += values[i] as number;
    this.total = total;
    this.totalTo = to;
    return total;
  }

  /** The values in ascending order: the first `to - from` of the array. */
  sorted(): Float64Array {
    if (this.isSorted) return this.order;
    const size = this.to - this.from;
    if (this.order.length < size) this.order = new Float64Array(2 * size);
    for (let i = 0; i < size; i++) this.order[i] = this.values[this.from + i] as number;
    sortStart(this.order, size);
    this.isSorted = true;
    return this.order;
  }

  /** How many different values there are; their frequencies, ascending, are the first of {@link frequencies}. */
  distinct(): number {
    if (this.groups >= 0) return this.groups;
    const size = this.to - this.from;
    const sorted = this.sorted();
    if (this.counted.length < size) this.counted = new Float64Array(2 * size);
    this.groups = countRuns(sorted, size, this.counted);
    return this.groups;
  }

  /** Frequencies of the different values, ascending. */
  frequencies(): Float64Array {
    this.distinct();
    return this.counted;
  }

  /** Room for `size` numbers that nobody else keeps. */
  room(size: number): Float64Array {
    if (this.scratch.length < size) this.scratch = new Float64Array(2 * size);
    return this.scratch;
  }
}

/** Copies `from` into the start of `into`, ascending. */
export function copySorted(from: Float64Array, into: Float64Array): void {
  into.set(from);
  sortStart(into, from.length);
}

/** Sorts the first `size` numbers where they are, ascending; nothing is allocated for short lists. */
export function sortStart(values: Float64Array, size: number): void {
  if (size > SHORT) {
    values.subarray(0, size).sort();
    return;
  }
  for (let i = 1; i < size; i++) {
    const value = values[i] as number;
    let place = i;
    for (; place > 0 && (values[place - 1] as number) > value; place--) values[place] = values[place - 1] as number;
    values[place] = value;
  }
}

/** Writes how often each value of a sorted list occurs, ascending, and returns how many there are. */
export function countRuns(sorted: Float64Array, size: number, into: Float64Array): number {
  let groups = 0;
  for (let i = 0; i < size;) {
    const start = i;
    const value = sorted[i] as number;
    while (i < size && sorted[i] === value) i++;
    into[groups++] = i - start;
  }
  sortStart(into, groups);
  return groups;
}
