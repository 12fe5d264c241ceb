import { TallyError } from '#base';
import type { Frame } from '#table';
import { codeTexts, normaliseColumn } from './code-column.ts';
import { detectKind } from './column-kind.ts';
import { findComposites, restOf } from './composite.ts';
import { countOf } from './count-codes.ts';
import { recordIds } from './record-ids.ts';
import { guessIds, reasonToLeaveOut } from './left-out.ts';
import type { LeftOut, LinkColumn, LinkTable, TableOptions } from './link-table.ts';
import { contentOrder } from './content-order.ts';
import { textColumns, type TextColumn } from './text-columns.ts';

/** A rest that fewer records than this share have is not worth a column. */
const LEAST_REST = 0.03;

/**
 * Makes records ready to link: finds out what each column holds, normalises, leaves out ids, answers and repetitions.
 *
 * @param sources - with two files in one frame: which one each record is of
 * @throws TallyError `IDENTITY_LINK_RECORDS`, `IDENTITY_LINK_IDS`, `IDENTITY_LINK_COLUMNS`, `TABLE_COLUMN_UNKNOWN`.
 */
export function buildTable(frame: Frame, options: TableOptions, sources?: Uint8Array): LinkTable {
  if (frame.rows < 2) {
    throw new TallyError('IDENTITY_LINK_RECORDS', `there are ${frame.rows} records; a link needs two`, {
      hint: 'give a file with a header line and at least two rows',
    });
  }
  const raw = textColumns(frame);
  const id = options.id ?? (sources === undefined ? guessIds(raw)?.name : undefined);
  const ids = recordIds(frame, id, sources);
  const leftOut: LeftOut[] = [];
  const kept = keepColumns(raw, { ...options, id }, leftOut);
  const normal = kept.map((column) => normaliseColumn(column, options.kinds?.[column.name] ?? kindOf(column)));
  const columns = withoutRepetition(normal, leftOut);
  if (columns.length === 0) {
    throw new TallyError('IDENTITY_LINK_COLUMNS', 'no column is left that could tell who is who', {
      hint: `left out: ${leftOut.map(({ name, reason }) => `${name} (${reason})`).join(', ')}`,
    });
  }
  return inContentOrder({ rows: frame.rows, ids, sources, columns, leftOut });
}

function keepColumns(raw: readonly TextColumn[], options: TableOptions, leftOut: LeftOut[]): TextColumn[] {
  const id = raw.find(({ name }) => name === options.id);
  return raw.filter((column) => {
    const isWanted = options.kinds?.[column.name] !== undefined;
    const ignored = options.ignore?.includes(column.name) === true ? 'as asked' : undefined;
    const reason = ignored ?? (isWanted ? undefined : reasonToLeaveOut(column, id));
    if (reason !== undefined) leftOut.push({ name: column.name, reason });
    return reason === undefined;
  });
}

function kindOf(column: TextColumn): LinkColumn['kind'] {
  return detectKind({ ...column, counts: countOf(column.codes, column.values.length) });
}

/** Columns that only repeat others go; what they hold beyond the others stays. */
function withoutRepetition(columns: readonly LinkColumn[], leftOut: LeftOut[]): LinkColumn[] {
  const composites = findComposites(columns);
  return columns.flatMap((column) => {
    const composite = composites.find(({ name }) => name === column.name);
    if (composite === undefined) return [column];
    if (composite.restShare < LEAST_REST) {
      leftOut.push({ name: column.name, reason: `repeats ${composite.parts.join(', ')}` });
      return [];
    }
    const parts = columns.filter(({ name }) => composite.parts.includes(name));
    const rows = column.codes.length - 1;
    const texts = Array.from({ length: rows }, (_, row) => restOf(column, parts, row) || undefined);
    return [codeTexts(texts, { name: column.name, kind: 'text', order: 'ymd', without: composite.parts })];
  });
}

function inContentOrder(table: LinkTable): LinkTable {
  const order = contentOrder(table);
  const columns = table.columns.map((column) => {
    const codes = new Int32Array(table.rows + 1).fill(-1);
    for (let at = 0; at < table.rows; at++) codes[at] = column.codes[order[at] as number] as number;
    return { ...column, codes };
  });
  const ids = Array.from(order, (row) => table.ids[row] as string);
  const sources = table.sources === undefined ? undefined : Uint8Array.from(order, (row) => table.sources?.[row] ?? 0);
  return { ...table, columns, ids, sources };
}
