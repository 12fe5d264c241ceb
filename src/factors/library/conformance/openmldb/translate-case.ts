import type { LibraryFactor, WindowFactor } from '../../definition/definition.ts';
import type { EventColumn, EventTable, LabelTable } from '../../event-table.ts';
import type { CaseTable, SqlCase } from './case-file.ts';
import { caseColumns, type CaseColumn } from './column-kinds.ts';
import { notApplicable } from './not-applicable.ts';
import { parseFrame, type Frame } from './parse-frame.ts';
import { parseQuery, type QueryItem } from './parse-query.ts';
import { unionTable } from './union-table.ts';
import { translateCall } from './translate-call.ts';

/** A case in our words. */
export interface TranslatedCase {
  readonly factors: readonly LibraryFactor[];
  readonly events: EventTable;
  readonly labels: LabelTable;
  readonly columns: readonly CaseColumn[];
  /** What each answered column is: a column of the table, or a factor with the one that counts its values. */
  readonly items: readonly ({ readonly column: string } | { readonly factor: number; readonly count: number })[];
  readonly expected: CaseTable;
}

/** Translates a case about windows: each row is an event, each of the asking table a label at its own instant. */
export function translateCase(told: SqlCase): TranslatedCase {
  if (!told.succeeds) notApplicable('expects an error');
  if (told.needs.length > 0) notApplicable(`needs ${told.needs.join(' and ')}`);
  if (told.sql === undefined) return notApplicable('no single query');
  const query = parseQuery(told.sql);
  if (told.expected === undefined) return notApplicable('no expected rows');
  const frames = new Map([...query.windows].map(([name, body]) => [name, parseFrame(body)]));
  const table = unionTable(told, [...frames.values()]);
  const columns = caseColumns(table.asking);
  if (told.byRequest && columns.some(isDisordered)) notApplicable('rows that arrive out of order, one request each');
  const factors: LibraryFactor[] = [];
  const items = query.items.map((item) => {
    if (item.kind === 'column') return { column: item.column };
    const frame = frames.get(item.window) ?? notApplicable('a window without a name');
    return addFactor(factors, { item, frame, columns });
  });
  return {
    factors,
    ...tablesOf([...frames.values()], caseColumns(table.events), table.asking.rows.length),
    columns,
    items,
    expected: told.expected,
  };
}

interface Part {
  readonly item: Extract<QueryItem, { kind: 'aggregate' }>;
  readonly frame: Frame;
  readonly columns: readonly CaseColumn[];
}

/** Adds the factor and one that counts its values: SQL calls a sum of nothing null, we call it 0. */
function addFactor(factors: LibraryFactor[], { item, frame, columns }: Part): { factor: number; count: number } {
  const place = { name: `f${factors.length}`, entity: entityName(frame), window: frame.window };
  const factor: WindowFactor = translateCall(item, place, columns);
  factors.push(factor, { ...factor, name: `n${factors.length}`, aggregate: 'count' });
  return { factor: factors.length - 2, count: factor.aggregate === 'sum' ? factors.length - 1 : -1 };
}

/** True for a time column that goes back: which rows a request saw depends on the order of arrival. */
function isDisordered({ type, values }: CaseColumn): boolean {
  return type === 'timestamp' && values.some((value, row) => row > 0 && value < (values[row - 1] ?? NaN));
}

const entityName = ({ keys }: Frame): string => keys.join(' and ');

function tablesOf(
  frames: readonly Frame[],
  columns: readonly CaseColumn[],
  rows: number,
): { events: EventTable; labels: LabelTable } {
  const named = new Map<string, EventColumn>(columns.map((column) => [column.name, column]));
  const times = new Set(frames.map(({ order }) => order));
  const [time = ''] = times;
  if (times.size !== 1) notApplicable('windows by several times');
  const occurred = named.get(time) ?? notApplicable('an unknown column of time');
  if (occurred.dictionary !== undefined || occurred.values.some(Number.isNaN))
    notApplicable('a time that is no instant');
  for (const frame of frames) {
    const name = entityName(frame);
    if (!named.has(name)) named.set(name, joinedKey(frame, named));
  }
  const keys = new Map(frames.map((frame) => [entityName(frame), named.get(entityName(frame)) as EventColumn]));
  if ([...keys.values()].some(({ values }) => values.some(Number.isNaN))) notApplicable('a key that is null');
  const all = occurred.values.length;
  const position = Float64Array.from({ length: rows }, (_, row) => all - rows + row);
  const asking = new Map([...keys].map(([name, key]) => [name, { ...key, values: key.values.subarray(all - rows) }]));
  return {
    events: { rows: all, occurred: occurred.values, columns: named },
    labels: { rows, asOf: occurred.values.subarray(all - rows), position, keys: asking },
  };
}

function joinedKey({ keys }: Frame, named: ReadonlyMap<string, EventColumn>): EventColumn {
  const parts = keys.map((key) => named.get(key) ?? notApplicable('an unknown key'));
  const texts = Array.from(parts[0]?.values ?? [], (_, row) =>
    parts.map(({ values }) => String(values[row])).join(' '),
  );
  const dictionary = [...new Set(texts)];
  return {
    dictionary,
    values: Float64Array.from(texts, (text) => (text.includes('NaN') ? NaN : dictionary.indexOf(text))),
  };
}
