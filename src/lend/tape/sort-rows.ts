import { valueAt, type BadRow, type Frame } from '#table';
import { rowReader } from './row-reader.ts';
import type { TapeFile } from './read-tape.ts';
import type { TapeBook } from './tape-book.ts';
import { tapeFields, type TapeField, type TapeLoan } from './tape.ts';
import type { TrainingRowsOfTape } from './training-frame.ts';

/** The rows of a file, sorted into good and bad ones. */
export interface SortedRows {
  readonly rows: number;
  readonly counts: { readonly good: number; readonly bad: number; readonly unknown: number };
  /** What could not be read and what could not be used, in file order. */
  readonly bad: readonly BadRow[];
  /** Fields that at least one loan has. */
  readonly known: TapeField[];
  readonly undocumented: ReadonlyMap<string, number>;
  readonly training: TrainingRowsOfTape;
}

export function sortRows({ frame, mapping, rowNumbers, bad }: TapeFile): SortedRows {
  const reader = rowReader(frame, mapping);
  const counts = { good: 0, bad: 0, unknown: 0 };
  const refused: BadRow[] = [];
  const known = new Set<TapeField>();
  const rows: number[] = [];
  const labels: number[] = [];
  for (let row = 0; row < frame.rows; row++) {
    const number = rowNumbers[row] as number;
    const loan = reader.read(row, number);
    if ('reason' in loan) {
      refused.push({ row: number, ...loan, text: rowText(frame, row) });
      continue;
    }
    counts[loan.outcome]++;
    if (known.size < tapeFields.length) for (const field of tapeFields) if (loan[field] !== null) known.add(field);
    if (loan.outcome === 'unknown') continue;
    rows.push(row);
    labels.push(loan.outcome === 'bad' ? 1 : 0);
  }
  return {
    rows: counts.good + counts.bad + counts.unknown,
    counts,
    bad: [...bad, ...refused].sort((a, b) => a.row - b.row),
    known: tapeFields.filter((field) => known.has(field)),
    undocumented: reader.undocumented,
    training: { rows: Int32Array.from(rows), bad: Int32Array.from(labels) },
  };
}

const BATCH = 2000;

/** Hands the good rows to the book in batches; no more than one batch of loans exists at a time. */
export async function storeTape(book: TapeBook, { frame, mapping, rowNumbers }: TapeFile, tape: string): Promise<void> {
  const reader = rowReader(frame, mapping);
  let batch: TapeLoan[] = [];
  for (let row = 0; row < frame.rows; row++) {
    const loan = reader.read(row, rowNumbers[row] as number);
    if (!('reason' in loan)) batch.push(loan);
    if (batch.length < BATCH) continue;
    await book.write(tape, batch);
    batch = [];
  }
  if (batch.length > 0) await book.write(tape, batch);
}

/** A row of the frame as a line of CSV: its values are those of the file, their spelling need not be. */
function rowText(frame: Frame, row: number): string {
  const texts = frame.columns.map((column) => String(valueAt(column, row) ?? ''));
  return texts.map((text) => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)).join(',');
}
