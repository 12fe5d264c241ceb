import { recordKinds } from '../links/records-of.ts';
import type { Partners } from './ego.ts';
import { windows } from './measures.ts';
import type { PartnerSummaries } from './partner-summary.ts';

const DAY = 86_400;
const KINDS = recordKinds.length;
const WINDOWS = windows.length;
/** Reach of the windows, seconds, the shortest first. */
const REACH = Float64Array.from(windows, ({ days }) => days * DAY);

/** Everything that factors of a channel ask of its partners, in one pass over them. */
export class ChannelTally {
  /** By window. */
  readonly partners = new Float64Array(WINDOWS);
  readonly things = new Float64Array(WINDOWS);
  /** By window and kind of record: partners of the window to whom it happened. */
  readonly counts = new Float64Array(WINDOWS * KINDS);
  /** By window and kind: partners to whom it happened in the window. */
  readonly lately = new Float64Array(WINDOWS * KINDS);
  /** By kind: when it last happened to one, NaN for never; sum and number of the newest values. */
  readonly newest = new Float64Array(KINDS);
  readonly sums = new Float64Array(KINDS);
  readonly known = new Float64Array(KINDS);
  /** When the newest link was told; minus infinity for none. */
  newestLink = -Infinity;
  /** Things shared with the partner with whom most are shared. */
  mostShared = 0;

  /** Counts the partners as of a second. */
  fill({ partners, things }: Partners, at: number, summaries: PartnerSummaries): void {
    for (const column of [this.partners, this.things, this.counts, this.lately, this.sums, this.known]) column.fill(0);
    this.newest.fill(NaN);
    this.newestLink = -Infinity;
    this.mostShared = 0;
    for (let t = 0; t < things.length; t++) bump(this.things, windowOf(at - (things[t]?.last ?? 0)));
    for (let p = 0; p < partners.length; p++) {
      const { person, last, things: shared } = partners[p] as Partners['partners'][number];
      this.mostShared = Math.max(this.mostShared, shared);
      this.newestLink = Math.max(this.newestLink, last);
      const window = windowOf(at - last);
      bump(this.partners, window);
      this.count(summaries.of(person), window, at);
    }
    for (const column of [this.partners, this.things]) accumulate(column, 1);
    for (const column of [this.counts, this.lately]) accumulate(column, KINDS);
  }

  private count({ newest, values }: ReturnType<PartnerSummaries['of']>, window: number, at: number): void {
    for (let kind = 0; kind < KINDS; kind++) {
      const when = newest[kind] as number;
      if (when !== when) continue;
      bump(this.counts, window * KINDS + kind);
      bump(this.lately, windowOf(at - when) * KINDS + kind);
      if (!((this.newest[kind] as number) >= when)) this.newest[kind] = when;
      this.sums[kind] = (this.sums[kind] as number) + (values[kind] as number);
      bump(this.known, kind);
    }
  }
}

function bump(column: Float64Array, place: number): void {
  column[place] = (column[place] as number) + 1;
}

/** The shortest window that reaches so far back. */
function windowOf(age: number): number {
  let window = 0;
  while (age >= (REACH[window] as number)) window++;
  return window;
}

/** What is in a window is in every longer one. */
function accumulate(column: Float64Array, width: number): void {
  for (let i = width; i < column.length; i++) column[i] = (column[i] as number) + (column[i - width] as number);
}
