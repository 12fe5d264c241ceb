import type { CaseTable, SqlCase } from './case-file.ts';
import { notApplicable } from './not-applicable.ts';
import type { Frame } from './parse-frame.ts';

/** The rows of a case as events: those of joined tables first, so that at one instant they count before the asking row. */
export interface UnionTable {
  readonly events: CaseTable;
  /** The asking table: the last rows of `events`. */
  readonly asking: CaseTable;
}

/** Puts the tables of window unions before the asking one; all windows must join the same ones, of the same columns. */
export function unionTable({ inputs }: SqlCase, frames: readonly Frame[]): UnionTable {
  const [asking, ...others] = inputs;
  const [first = { unions: [] }, ...rest] = frames;
  const places = first.unions;
  if (asking === undefined) return notApplicable('tables made by statements');
  if (rest.some(({ unions }) => unions.join() !== places.join())) notApplicable('windows over different unions');
  if (others.length > 0 && places.length === 0) notApplicable('tables that the windows do not join');
  const joined = places.map((place) => inputs[place] ?? notApplicable('tables made by statements'));
  const shape = (table: CaseTable): string =>
    table.columns.map((column) => column.trim().replaceAll(/\s+/g, ' ')).join();
  if (joined.some((table) => shape(table) !== shape(asking))) notApplicable('a union of unlike tables');
  return { asking, events: { columns: asking.columns, rows: [...joined.flatMap(({ rows }) => rows), ...asking.rows] } };
}
