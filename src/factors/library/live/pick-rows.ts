import type { ReadAt } from '../columnar/walker.ts';
import type { Chain } from './chain.ts';
import type { SourceRows } from './source-rows.ts';

/** Rows of a key that a read takes, newest first. */
export class PickedRows {
  rows = new Int32Array(64);
  /** Source of each row, by its place among those picked from. */
  sources = new Uint8Array(64);
  size = 0;
  /** The newest instant of record among them, and the last place in the log of what was recorded then. */
  newestRecorded = -Infinity;
  newestPosition = -Infinity;
  /** There were more rows than a read may take. */
  isCapped = false;

  clear(): void {
    this.size = 0;
    this.newestRecorded = -Infinity;
    this.newestPosition = -Infinity;
    this.isCapped = false;
  }

  add(row: number, source: number): void {
    if (this.size === this.rows.length) this.grow();
    this.rows[this.size] = row;
    this.sources[this.size++] = source;
  }

  private grow(): void {
    const [rows, sources] = [new Int32Array(2 * this.size), new Uint8Array(2 * this.size)];
    rows.set(this.rows);
    sources.set(this.sources);
    this.rows = rows;
    this.sources = sources;
  }
}

/** Whose rows, as of when, from which instant on, and how many at most. */
export interface PickOptions {
  readonly key: number;
  readonly at: ReadAt;
  readonly earliest: number;
  readonly most: number;
  readonly source: number;
}

/** Rows that a read may pass over because they came later, for each that it may take. */
const PASSED = 16;

/**
 * Adds the rows of a key that were known at the instant: recorded before it, or at it up to the position; that happened
 * after `earliest` and not after the instant.
 */
export function pickRows(
  { occurred, recorded, positions }: SourceRows,
  chain: Chain,
  { picked, key, at, earliest, most, source }: PickOptions & { readonly picked: PickedRows },
): void {
  const { asOf, position } = at;
  let [taken, steps] = [0, 0];
  for (let row = chain.head(key); row >= 0; row = chain.older.get(row)) {
    const time = occurred.get(row);
    if (time <= earliest) return;
    if (++steps > PASSED * most) break;
    if (time > asOf) continue;
    const known = recorded.get(row);
    if (known > asOf) continue;
    // Places are looked at only where they decide: they lie elsewhere in memory.
    if ((known === asOf || time === asOf) && positions.get(row) > position) continue;
    if (taken++ === most) break;
    picked.add(row, source);
    if (known >= picked.newestRecorded) note(picked, known, positions.get(row));
    if (chain.older.get(row) < 0) return;
  }
  if (steps > 0 && (taken > most || steps > PASSED * most)) picked.isCapped = true;
}

function note(picked: PickedRows, recorded: number, position: number): void {
  const isNewer = recorded > picked.newestRecorded || position > picked.newestPosition;
  picked.newestRecorded = recorded;
  if (isNewer) picked.newestPosition = position;
}
