/** A column of events: numbers, or codes into a dictionary of texts; NaN where a value is missing. */
export interface EventColumn {
  readonly values: Float64Array;
  readonly dictionary?: readonly string[];
  /** Takes the place of the dictionary where texts are still to come. */
  readonly names?: LiveDictionary;
}

/** Texts with codes that grow. */
export interface LiveDictionary {
  /** The code of a text, -1 when it has none. */
  find(text: string): number;
  text(code: number): string;
}

/** Events in columns. A row's position is its place in the file: it decides between equal instants. */
export interface EventTable {
  readonly rows: number;
  /** When it happened, milliseconds since 1970; NaN rows are left out. */
  readonly occurred: Float64Array;
  /** When it became known; the same as `occurred` when left out. */
  readonly recorded?: Float64Array;
  readonly source?: EventColumn;
  readonly columns: ReadonlyMap<string, EventColumn>;
}

/** Instants and keys for which factors are wanted. */
export interface LabelTable {
  readonly rows: number;
  readonly asOf: Float64Array;
  /** At the as-of instant itself only events up to this position count; all when left out. */
  readonly position?: Float64Array;
  /** Key columns by entity. */
  readonly keys: ReadonlyMap<string, EventColumn>;
}

/** Factors by column: `columns[factor][label]`, NaN where missing. */
export type FactorColumns = readonly Float64Array[];

/** The value of a row as it was told: a number, a text, or undefined when missing. */
export function plainValue({ values, dictionary }: EventColumn, row: number): number | string | undefined {
  const value = values[row] ?? NaN;
  if (value !== value) return undefined;
  return dictionary === undefined ? value : dictionary[value];
}
