import { stringColumn, valueAt, withColumn, type Column, type Frame } from '#table';

type Value = string | number | undefined;

/** A key that is worked out when an event comes in, from fields of the same event. */
interface KeyColumn {
  readonly name: string;
  readonly from: readonly string[];
  readonly of: (values: readonly Value[]) => string | undefined;
}

const CELLS_OF_A_SQUARE = 3;
const CELLS_OF_AN_AREA = 600;

/** Keys beyond what events carry: coarser places, peer groups, and the look of a device, which survives a new device id. */
const keyColumns: readonly KeyColumn[] = [
  { name: 'everyone', from: [], of: () => 'everyone' },
  { name: 'phone_block', from: ['id_phone'], of: ([phone]) => String(phone).slice(0, -3) },
  { name: 'cell_group', from: ['cell'], of: ([cell]) => coarser(cell, CELLS_OF_A_SQUARE) },
  { name: 'area', from: ['cell'], of: ([cell]) => coarser(cell, CELLS_OF_AN_AREA) },
  { name: 'age_band', from: ['age'], of: ([age]) => `${10 * Math.floor(Number(age) / 10)}s` },
  { name: 'employment_area', from: ['employment', 'area'], of: (parts) => parts.join('@') },
  { name: 'category_region', from: ['category', 'region'], of: (parts) => parts.join('@') },
  {
    name: 'device_likeness',
    from: ['screen', 'gpu', 'cpu_cores', 'memory_mb', 'fonts'],
    of: ([screen, gpu, cores, memory, fonts]) =>
      [screen, gpu, cores, Math.round(Number(memory) / 512), fonts].join('|'),
  },
];

/* Cells are numbered by row and column whatever surrounds the numbers. */
function coarser(cell: Value, times: number): string | undefined {
  const [row, column] = String(cell).match(/\d+/g) ?? [];
  if (row === undefined || column === undefined) return undefined;
  return `${Math.floor(Number(row) / times)}.${Math.floor(Number(column) / times)}`;
}

/** The fields of an event with its keys; a key that the event carries itself stays as it is. */
export function withKeyFields(fields: Readonly<Record<string, Value>>): Record<string, Value> {
  const all: Record<string, Value> = { ...fields };
  for (const { name, from, of } of keyColumns) {
    if (all[name] !== undefined) continue;
    const values = from.map((field) => all[field]);
    if (values.every((value) => value !== undefined)) all[name] = of(values);
  }
  return all;
}

/** The table with the key columns that its own columns allow; missing where a field is. */
export function withKeyColumns(frame: Frame): Frame {
  return keyColumns.reduce((table, { name, from, of }) => {
    if (table.names.includes(name)) return table;
    const columns = from.map((field) => table.columns[table.names.indexOf(field)]);
    if (!columns.every((column): column is Column => column !== undefined)) return table;
    const known = new Map<string, string | undefined>();
    const texts = Array.from({ length: table.rows }, (_, row) => {
      const values = columns.map((column) => plain(column, row));
      if (values.includes(undefined)) return undefined;
      const id = values.join('\u0000');
      if (!known.has(id)) known.set(id, of(values));
      return known.get(id);
    });
    return withColumn(table, name, stringColumn(texts));
  }, frame);
}

function plain(column: Column, row: number): Value {
  const value = valueAt(column, row);
  if (value === null || value === undefined) return undefined;
  return typeof value === 'number' && Number.isNaN(value) ? undefined : (value as Value);
}
