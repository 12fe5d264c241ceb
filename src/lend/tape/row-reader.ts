import type { Frame } from '#table';
import { isRefusal, type Cell, type Refusal } from './cell.ts';
import type { TapeMapping } from './mapping.ts';
import { fieldReader, type ReadField } from './read-field.ts';
import { targetReader } from './read-target.ts';
import { tapeFields, type TapeField, type TapeLoan } from './tape.ts';

/** Reads the rows of a frame as loans. */
export interface RowReader {
  /** The loan of a row (from 0), or why it cannot be used. `number` is its number in the file. */
  read(row: number, number: number): TapeLoan | Refusal;
  /** Values without a documented meaning so far, by column. */
  readonly undocumented: ReadonlyMap<string, number>;
}

export function rowReader(frame: Frame, mapping: TapeMapping): RowReader {
  const undocumented = new Map<string, number>();
  const note = (column: string): void => void undocumented.set(column, (undocumented.get(column) ?? 0) + 1);
  const outcomeOf = targetReader(mapping, frame);
  const readers = readersOf(frame, mapping, note);
  return {
    undocumented,
    read(row, number) {
      const outcome = outcomeOf(row);
      if (typeof outcome === 'object') return outcome;
      const cells: Partial<Record<TapeField, string | number | null>> = {};
      for (const [field, read] of readers) {
        const cell = read(row);
        if (isRefusal(cell)) return cell;
        cells[field] = cell;
      }
      // A date of going bad belongs to loans that did; on others it contradicts the outcome and is not taken over.
      if (outcome !== 'bad') cells.badOn = null;
      return { ...(cells as Omit<TapeLoan, 'row' | 'outcome'>), row: number, outcome };
    },
  };
}

function readersOf(
  frame: Frame,
  { fields }: TapeMapping,
  undocumented: (column: string) => void,
): [TapeField, ReadField][] {
  const uncounted = { undocumented: () => {}, currency: () => null };
  const readCurrency = fieldReader({ field: 'currency', source: fields.currency, frame, ...uncounted });
  const currency = (row: number): string | null => asText(readCurrency(row));
  return tapeFields.map((field) => [
    field,
    fieldReader({ field, source: fields[field], frame, currency, undocumented }),
  ]);
}

function asText(cell: Cell): string | null {
  return typeof cell === 'string' ? cell : null;
}
