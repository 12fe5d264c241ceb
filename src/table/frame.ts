import { TallyError } from '#base';
import type { Column, ColumnKind } from './column.ts';
import { nearestName } from './nearest.ts';

/** A table: named columns of equal length, no row objects. Plain data; operations return new frames that share columns. */
export interface Frame {
  readonly rows: number;
  readonly names: readonly string[];
  readonly columns: readonly Column[];
}

/**
 * Makes a frame of columns.
 *
 * @throws TallyError `TABLE_SHAPE` when lengths differ or a name occurs twice.
 * @example
 * const frame = createFrame({ age: float64Column(ages), city: stringColumn(cities) });
 */
export function createFrame(columns: Readonly<Record<string, Column>> | readonly (readonly [string, Column])[]): Frame {
  const entries = Array.isArray(columns) ? columns : Object.entries(columns as Record<string, Column>);
  const names = entries.map(([name]) => name as string);
  const list = entries.map(([, column]) => column as Column);
  const rows = list[0]?.values.length ?? 0;
  for (const [index, column] of list.entries()) {
    if (column.values.length === rows) continue;
    throw new TallyError('TABLE_SHAPE', `column "${names[index]}" has ${column.values.length} rows, not ${rows}`, {
      hint: 'give columns of equal length',
    });
  }
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice === undefined) return { rows, names, columns: list };
  throw new TallyError('TABLE_SHAPE', `column "${twice}" occurs twice`, { hint: 'rename one of the two' });
}

/** The column, or undefined when there is none of this name. */
export function findColumn(frame: Frame, name: string): Column | undefined {
  return frame.columns[frame.names.indexOf(name)];
}

/**
 * The column of this name.
 *
 * @throws TallyError `TABLE_COLUMN_UNKNOWN`, with the nearest name as hint.
 */
export function column(frame: Frame, name: string): Column {
  const found = findColumn(frame, name);
  if (found !== undefined) return found;
  const nearest = nearestName(name, frame.names);
  throw new TallyError('TABLE_COLUMN_UNKNOWN', `there is no column "${name}"`, {
    hint: nearest === undefined ? `the columns are: ${frame.names.join(', ')}` : `did you mean "${nearest}"?`,
    data: { column: name, nearest, columns: frame.names },
  });
}

/**
 * The column of this name and kind.
 *
 * @throws TallyError `TABLE_COLUMN_UNKNOWN`, or `TABLE_COLUMN_KIND` when it holds something else.
 */
export function columnOf<K extends ColumnKind>(frame: Frame, name: string, kind: K): Extract<Column, { kind: K }> {
  const found = column(frame, name);
  if (found.kind === kind) return found as Extract<Column, { kind: K }>;
  throw new TallyError('TABLE_COLUMN_KIND', `column "${name}" is ${found.kind}, not ${kind}`, {
    hint: 'read the file with the option types, or convert the column',
    data: { column: name, kind: found.kind, wanted: kind },
  });
}

/** The frame of these columns, in this order. */
export function select(frame: Frame, names: readonly string[]): Frame {
  return { rows: frame.rows, names: [...names], columns: names.map((name) => column(frame, name)) };
}

/** The frame without these columns; each must exist. */
export function drop(frame: Frame, names: readonly string[]): Frame {
  for (const name of names) column(frame, name);
  return select(
    frame,
    frame.names.filter((name) => !names.includes(name)),
  );
}

/** The frame with one more column, or with the column of that name replaced. */
export function withColumn(frame: Frame, name: string, added: Column): Frame {
  const entries = frame.names.map((known, index) => [known, frame.columns[index] as Column] as const);
  const at = frame.names.indexOf(name);
  if (at === -1) return createFrame([...entries, [name, added]]);
  return createFrame(entries.map((entry, index) => (index === at ? ([name, added] as const) : entry)));
}
