import { readCsvReporting, readTable, type BadRow, type Frame, type KindOverrides } from '#table';
import { chooseMapping } from './choose-mapping.ts';
import type { TapeMapping } from './mapping.ts';

/** A tape file in memory: the rows that could be read, and what was wrong with the others. */
export interface TapeFile {
  readonly frame: Frame;
  readonly mapping: TapeMapping;
  /** Numbers in the file (from 1) of the frame's rows. */
  readonly rowNumbers: Int32Array;
  readonly bad: readonly BadRow[];
}

/** Reads CSV, CSV.gz, TSV, Parquet or Arrow with the first mapping that fits. */
export async function readTape(path: string, mappings: readonly TapeMapping[]): Promise<TapeFile> {
  const isText = /\.[ct]sv(\.gz)?$/i.test(path);
  const types = Object.assign({}, ...mappings.map((one) => textColumns(one, isText))) as KindOverrides;
  const { frame, bad } = isText
    ? await readCsvReporting(path, { types })
    : { frame: await readTable(path, { types }), bad: [] };
  const mapping = chooseMapping(mappings, frame.names, path);
  return { frame, bad, mapping, rowNumbers: rowNumbersOf(frame.rows, bad) };
}

const DATES: ReadonlySet<string> = new Set(['appliedOn', 'disbursedOn', 'badOn']);
const TEXTS: ReadonlySet<string> = new Set(['applicationRef', 'product', 'currency', 'status']);

/**
 * Columns whose values are compared or taken apart as text: leading zeros and date formats must survive reading. Parquet
 * and Arrow may hold dates as dates.
 */
function textColumns({ fields, target, features }: TapeMapping, isText: boolean): KindOverrides {
  const names = [target.column];
  for (const [field, source] of Object.entries(fields)) {
    if ('constant' in source) continue;
    const isWritten = isText && DATES.has(field) && !(source.format ?? 'iso').startsWith('days');
    if (isWritten || TEXTS.has(field) || source.values !== undefined) names.push(source.column);
  }
  const coded = features === 'rest' ? [] : features.filter((one) => typeof one !== 'string' && one.codes !== undefined);
  for (const one of coded) if (typeof one !== 'string') names.push(one.column);
  return Object.fromEntries(names.map((name) => [name, 'string']));
}

/** Good rows keep their order, so their numbers are all those that no bad row has. */
function rowNumbersOf(rows: number, bad: readonly BadRow[]): Int32Array {
  const taken = new Set(bad.map(({ row }) => row));
  const numbers = new Int32Array(rows);
  for (let index = 0, number = 1; index < rows; number++) if (!taken.has(number)) numbers[index++] = number;
  return numbers;
}
