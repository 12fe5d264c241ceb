import { findColumn, readTable, withColumn, type Column, type Frame } from '#table';

/** Milliseconds of 1973: smaller numbers are rarely instants. */
const LEAST = 1e11;
const STAMP = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:/;

/**
 * Puts the texts of time stamps back into `frame`: a file's instants are read as milliseconds, and the reader of the
 * result wants to find the columns of his own file as they were.
 */
export async function keepStamps(frame: Frame, read: Frame, path: string): Promise<Frame> {
  const names = read.names.filter((_, i) => mayBeInstant(read.columns[i] as Column));
  if (names.length === 0) return frame;
  const texts = await readTable(path, { types: Object.fromEntries(names.map((name) => [name, 'string' as const])) });
  return names.reduce((kept, name) => {
    const column = findColumn(texts, name);
    const isStamp = column?.kind === 'string' && STAMP.test(column.dictionary[0] ?? '');
    return isStamp ? withColumn(kept, name, column) : kept;
  }, frame);
}

function mayBeInstant({ kind, values }: Column): boolean {
  return kind === 'float64' && values.length > 0 && values.every((x) => x !== x || (Number.isInteger(x) && x > LEAST));
}
