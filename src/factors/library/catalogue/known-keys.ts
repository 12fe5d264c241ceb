import { column, findColumn, float64Column, stringColumn, valueAt, withColumn, type Column, type Frame } from '#table';

/** What is needed to look the keys of people up. */
export interface KnownKeysOptions {
  /** Keys that labels shall have, where events have them. */
  readonly entities: readonly string[];
  /** Columns with the instants. */
  readonly time: string;
  readonly asOf: string;
}

/**
 * Labels with the keys that are known of their person at the instant: where a label lacks one, that of his newest event which names
 * it, such as his network or his bank.
 */
export function withKnownKeys(events: Frame, labels: Frame, { entities, time, asOf }: KnownKeysOptions): Frame {
  const wanted = entities.filter((entity) => entity !== 'person' && events.names.includes(entity));
  const when = column(events, time).values;
  const rows = rowsByPerson(events, when);
  const persons = column(labels, 'person');
  const instants = column(labels, asOf).values;
  return wanted.reduce((table, entity) => {
    const told = column(events, entity);
    const carried = findColumn(labels, entity);
    const found = Array.from({ length: labels.rows }, (_, label) => {
      const own = carried === undefined ? null : valueAt(carried, label);
      if (own !== null) return own;
      const past = rows.get(Number(valueAt(persons, label))) ?? [];
      return newest(past, told, (row) => (when[row] as number) <= (instants[label] as number));
    });
    return withColumn(table, entity, columnLike(told, found));
  }, labels);
}

function rowsByPerson(events: Frame, when: ArrayLike<number>): Map<number, number[]> {
  const persons = column(events, 'person');
  const rows = new Map<number, number[]>();
  for (let row = 0; row < events.rows; row++) {
    const person = Number(valueAt(persons, row) ?? NaN);
    if (Number.isNaN(person)) continue;
    const own = rows.get(person);
    if (own === undefined) rows.set(person, [row]);
    else own.push(row);
  }
  for (const own of rows.values()) own.sort((a, b) => (when[a] as number) - (when[b] as number) || a - b);
  return rows;
}

function newest(rows: readonly number[], told: Column, isKnown: (row: number) => boolean): string | number | null {
  for (let i = rows.length - 1; i >= 0; i--) {
    const row = rows[i] as number;
    const value = isKnown(row) ? valueAt(told, row) : null;
    if (value !== null && value === value) return value;
  }
  return null;
}

function columnLike({ kind }: Column, values: readonly (string | number | null)[]): Column {
  if (kind === 'string') return stringColumn(values.map((value) => (value === null ? null : String(value))));
  return float64Column(Float64Array.from(values, (value) => (value === null ? NaN : Number(value))));
}
