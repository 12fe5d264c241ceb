import { must } from '#base';
import type { AsOf, FactorEntity, FactorField } from './definition.ts';
import { entityKey, fieldValue, type FactorEvent } from './event-field.ts';
import { Float64Column, Int32Column } from './growable.ts';
import { Interner } from './interner.ts';

/** The events of one kind that belong to one key, newest first: `prev[row]` is the next older row, -1 ends. */
export interface EntityChain {
  readonly entity: FactorEntity;
  readonly heads: Int32Column;
  readonly prev: Int32Column;
  readonly keys: Int32Column;
}

/** One projected field of the events; texts are stored as numbers of `texts`. */
export interface FieldColumn {
  readonly name: string;
  readonly field: FactorField;
  readonly values: Float64Column;
  texts: Interner;
}

/** Events that belong to another person than before. */
export interface RowMove {
  readonly from: number;
  readonly into: number;
  readonly offsets: Pick<ReadonlySet<number>, 'has'>;
}

/** Gives every key of every entity kind a dense number; phones and listed phones share theirs. */
export type KeySpaces = Map<string, Interner>;

export function keySpace(spaces: KeySpaces, entity: FactorEntity): Interner {
  const name = entity === 'listed_phone' ? 'phone' : entity;
  const space = spaces.get(name) ?? new Interner();
  spaces.set(name, space);
  return space;
}

/** The column name of a field: the path, and a mark when texts are coded by a list. */
export function columnName({ path, codes }: FactorField): string {
  return codes === undefined ? path : `${path}#${codes.join('|')}`;
}

/**
 * The history of one kind of event in columns, only the fields that factors read, with a chain per entity. A row costs
 * 24 bytes, 8 a field and 8 an entity; an append touches each column once; a read walks only its own entity's rows.
 */
export class EventColumns {
  readonly source: string;
  readonly occurredAt = new Float64Column();
  readonly recordedAt = new Float64Column();
  readonly offsets = new Float64Column();
  readonly fields: FieldColumn[] = [];
  readonly chains: EntityChain[] = [];

  constructor(source: string) {
    this.source = source;
  }

  get length(): number {
    return this.offsets.length;
  }

  addField(field: FactorField): FieldColumn {
    const name = columnName(field);
    const known = this.fields.find((column) => column.name === name);
    if (known !== undefined) return known;
    const column = { name, field, values: new Float64Column(), texts: new Interner() };
    this.fields.push(column);
    // Values that name a person must be found when two persons become one.
    if (field.path === '@person') this.addChain('person');
    return column;
  }

  addChain(entity: FactorEntity): EntityChain {
    const known = this.chains.find((chain) => chain.entity === entity);
    if (known !== undefined) return known;
    const chain = { entity, heads: new Int32Column(-1), prev: new Int32Column(-1), keys: new Int32Column(-1) };
    this.chains.push(chain);
    return chain;
  }

  /** Appends an event; `listed` is the phone that this row stands for in an exploded list. */
  append(input: FactorEvent, spaces: KeySpaces, listed?: string): void {
    const row = this.length;
    this.occurredAt.push(input.event.occurredAt);
    this.recordedAt.push(input.event.recordedAt);
    this.offsets.push(input.event.offset);
    for (const column of this.fields) {
      const value = fieldValue(input, column.field);
      column.values.push(typeof value === 'string' ? column.texts.code(value) : (value ?? NaN));
    }
    for (const chain of this.chains) {
      const key = chain.entity === 'listed_phone' ? listed : entityKey(input, chain.entity);
      const code = typeof key === 'string' ? keySpace(spaces, chain.entity).code(key) : (key ?? -1);
      chain.keys.push(code);
      chain.prev.push(code < 0 ? -1 : chain.heads.get(code));
      if (code >= 0) chain.heads.set(code, row);
    }
  }

  /**
   * Moves all rows of one person to another, keeping newest first: two descending lists become one. Values that name the
   * person follow, so that the state is the same whether the merge came before or after the rows.
   */
  merge(from: number, into: number): void {
    this.relink(from, into, () => true);
  }

  /** Moves the rows of some events of a person, in the same way. */
  move({ from, into, offsets }: RowMove): void {
    this.relink(from, into, (row) => offsets.has(this.offsets.values[row] as number));
  }

  private relink(from: number, into: number, moves: (row: number) => boolean): void {
    const chain = this.chains.find(({ entity }) => entity === 'person');
    if (chain === undefined || from === into) return;
    const named = this.fields.filter(({ field }) => field.path === '@person');
    const stay: number[] = [];
    const go: number[] = [];
    for (let row = chain.heads.get(from); row >= 0; row = chain.prev.get(row)) (moves(row) ? go : stay).push(row);
    if (go.length === 0) return;
    for (const row of go) {
      chain.keys.set(row, into);
      for (const { values } of named) values.values[row] = into;
    }
    const known: number[] = [];
    for (let row = chain.heads.get(into); row >= 0; row = chain.prev.get(row)) known.push(row);
    link(chain, from, stay);
    link(chain, into, joined(known, go));
  }
}

/** Makes rows, newest first, the list of a key. */
function link(chain: EntityChain, key: number, rows: readonly number[]): void {
  chain.heads.set(key, rows[0] ?? -1);
  for (let i = 0; i < rows.length; i++) chain.prev.set(rows[i] as number, rows[i + 1] ?? -1);
}

/** Two descending lists as one. */
function joined(a: readonly number[], b: readonly number[]): number[] {
  const rows: number[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) rows.push((a[i] ?? -1) > (b[j] ?? -1) ? (a[i++] as number) : (b[j++] as number));
  return rows;
}

/** The chain of an entity kind, which must exist. */
export function chainOf(columns: EventColumns, entity: FactorEntity): EntityChain {
  return must(
    columns.chains.find((chain) => chain.entity === entity),
    `chain ${entity} of ${columns.source}`,
  );
}

export interface RowQuery {
  readonly entity: FactorEntity;
  readonly key: number;
  readonly asOf: AsOf;
}

/** The newest row of a key that was recorded by then, or -1. */
export function newestVisible(columns: EventColumns, { entity, key, asOf }: RowQuery): number {
  const chain = chainOf(columns, entity);
  for (let row = key < 0 ? -1 : chain.heads.get(key); row >= 0; row = chain.prev.get(row)) {
    const recorded = columns.recordedAt.values[row] ?? NaN;
    if (recorded <= asOf.at && (columns.offsets.values[row] ?? 0) <= (asOf.offset ?? Infinity)) return row;
  }
  return -1;
}
