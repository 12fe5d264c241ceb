import { compileValue, type RowValue } from '../columnar/compile-value.ts';
import { compileMasks, maskOf, type FilterMasks } from '../columnar/filter-masks.ts';
import type { WalkPlan } from '../columnar/plan.ts';
import type { WalkRows } from '../columnar/walk-rows.ts';
import { Walker, type ReadAt } from '../columnar/walker.ts';
import type { EventColumn } from '../event-table.ts';
import { eventFields } from '../fields-of.ts';
import type { EventFields, EventRows } from './event-rows.ts';
import type { FieldColumn } from './field-column.ts';
import type { FieldSpace } from './field-space.ts';
import { heldValue } from './field-space.ts';
import { PickedRows, pickRows } from './pick-rows.ts';
import type { SourceRows } from './source-rows.ts';

/** An event that was not taken in and counts as the newest. */
export interface CurrentEvent {
  readonly source: string;
  readonly fields: EventFields;
}

/** A field as the walk reads it: texts by code, or as the numbers they spell. */
export interface WalkField {
  readonly space: FieldSpace;
  readonly spellsNumber: boolean;
}

interface Scratch {
  readonly times: Float64Array;
  /** Columns of the fields, in their order. */
  readonly columns: readonly Float64Array[];
  readonly filters: FilterMasks;
  /** Values that are no plain field, and where they go. */
  readonly values: readonly { readonly of: RowValue; readonly into: Float64Array }[];
  readonly rows: WalkRows;
  readonly walker: Walker;
}

/** An answer that was kept, as long as nothing changes. */
interface WalkMemory {
  readonly key: string | number;
  readonly asOf: number;
  readonly position: number;
  readonly changes: number;
  readonly values: Float64Array;
}

/** Columns of a source for the fields of a walk. */
interface SourceColumns {
  readonly slots: number;
  readonly columns: readonly (FieldColumn | undefined)[];
}

const NONE = new Int32Array(0);

/** Reads one walk of a plan: gathers the rows of a key into scratch columns, then walks them like the columnar engine. */
export class WalkReader {
  readonly plan: WalkPlan;
  readonly picked = new PickedRows();
  /** Its factors and their values where a key has no rows. */
  readonly factors: Int32Array;
  readonly empties: Float64Array;
  private readonly store: EventRows;
  private readonly fields: readonly (readonly [string, WalkField])[];
  private readonly most: number;
  private readonly held = new Map<SourceRows, SourceColumns>();
  private known: { readonly size: number; readonly sources: readonly SourceRows[] } = { size: -1, sources: [] };
  private scratch: Scratch;
  private memory: WalkMemory | undefined;

  constructor(
    store: EventRows,
    plan: WalkPlan,
    { fields, most }: { readonly fields: ReadonlyMap<string, WalkField>; readonly most: number },
  ) {
    this.store = store;
    this.plan = plan;
    this.most = most;
    const cells = plan.lanes.flatMap(({ windows }) => windows.flatMap((window) => window.cells));
    const names = eventFields(cells.map(({ definition }) => definition));
    this.fields = names.flatMap((name) => {
      const field = fields.get(name);
      return field === undefined ? [] : [[name, field] as const];
    });
    this.scratch = this.sized(64);
    this.factors = Int32Array.from(cells, ({ factor }) => factor);
    const found = new Map<number, number>();
    this.scratch.walker.read(0, 0, {
      at: { asOf: 0, position: Infinity },
      emit: (factor, value) => void found.set(factor, value),
    });
    this.empties = Float64Array.from(this.factors, (factor) => found.get(factor) ?? NaN);
  }

  /** Picks the rows of a key, newest first. */
  pick(key: number, at: ReadAt): PickedRows {
    const { picked, plan, store, most } = this;
    picked.clear();
    this.memory = undefined;
    if (key < 0) return picked;
    const options = { picked, key, at, earliest: at.asOf - plan.reachMs, most };
    const sources = this.sources();
    for (let s = 0; s < sources.length; s++) {
      const source = sources[s] as SourceRows;
      const chain = store.chainOf(source, plan.entity);
      if (chain !== undefined) pickRows(source, chain, { ...options, source: s });
    }
    if (sources.length > 1) this.order(sources);
    return picked;
  }

  /** Reads the picked rows, and the current event when it belongs to the key. */
  read(asOf: number, emit: (factor: number, value: number) => void, current?: CurrentEvent): void {
    const { size } = this.picked;
    const total = size + (current === undefined ? 0 : 1);
    if (total > this.scratch.times.length) this.scratch = this.sized(2 * total);
    this.gather(size);
    if (current !== undefined) this.append(size, asOf, current.fields);
    const { filters, values, rows, walker } = this.scratch;
    for (let v = 0; v < values.length; v++) {
      const { of, into } = values[v] as Scratch['values'][number];
      for (let row = 0; row < total; row++) into[row] = of(row);
    }
    for (let word = 0; word < filters.words.length; word++) {
      const mask = rows.masks[word] as Int32Array;
      for (let row = 0; row < total; row++) mask[row] = maskOf(filters, word, row);
    }
    walker.read(0, total, { at: { asOf, position: Infinity }, emit });
  }

  /** Whether the last answer was kept and is that of this key and instant. */
  isRemembered(key: string | number | undefined, { asOf, position }: ReadAt): boolean {
    const { memory, store } = this;
    const isSame = memory?.key === key && memory?.asOf === asOf && memory.position === position;
    return isSame && memory.changes === store.changes;
  }

  /** Keeps an answer: people of one group who are read at one instant share its walk. */
  remember(key: string | number, { asOf, position }: ReadAt, vector: Float64Array): void {
    const values = Float64Array.from(this.factors, (factor) => vector[factor] as number);
    this.memory = { key, asOf, position, changes: this.store.changes, values };
  }

  /** Writes what was kept, or other values of its factors, into a vector. */
  recall(vector: Float64Array, values = this.memory?.values ?? this.empties): void {
    for (let i = 0; i < this.factors.length; i++) vector[this.factors[i] as number] = values[i] as number;
  }

  /** Which of the picked rows pass a filter of the plan, 1 or 0, oldest first. */
  passes(asOf: number, filter: number): Uint8Array {
    this.read(asOf, () => undefined);
    const mask = this.scratch.rows.masks[filter >> 5];
    return Uint8Array.from({ length: this.picked.size }, (_, row) => ((mask?.[row] ?? 0) >> (filter & 31)) & 1);
  }

  /** The sources that it reads. */
  sources(): readonly SourceRows[] {
    const { sources } = this.store;
    if (this.known.size === sources.size) return this.known.sources;
    const { source } = this.plan;
    const found = [...sources.values()].filter(({ name }) => source === undefined || source === name);
    this.known = { size: sources.size, sources: found };
    return found;
  }

  private order(sources: readonly SourceRows[]): void {
    const { rows, sources: from, size } = this.picked;
    const of = (i: number): SourceRows => sources[from[i] as number] as SourceRows;
    const time = (i: number): number => of(i).occurred.get(rows[i] as number);
    const place = (i: number): number => of(i).positions.get(rows[i] as number);
    const order = Array.from({ length: size }, (_, i) => i);
    order.sort((a, b) => time(b) - time(a) || place(b) - place(a));
    const [oldRows, oldSources] = [rows.slice(0, size), from.slice(0, size)];
    order.forEach((i, at) => {
      rows[at] = oldRows[i] as number;
      from[at] = oldSources[i] as number;
    });
  }

  /** Rows into scratch, oldest first as walks have them. */
  private gather(size: number): void {
    const { rows, sources: from } = this.picked;
    const sources = this.sources();
    const { times, columns } = this.scratch;
    const isOnly = sources.length === 1;
    for (let s = 0; s < sources.length; s++) {
      const source = sources[s] as SourceRows;
      const held = this.columnsOf(source);
      for (let i = 0; i < size; i++) {
        if (isOnly || from[i] === s) times[size - 1 - i] = source.occurred.get(rows[i] as number);
      }
      for (let f = 0; f < columns.length; f++) {
        const into = columns[f] as Float64Array;
        const column = held[f];
        for (let i = 0; i < size; i++) {
          if (isOnly || from[i] === s) into[size - 1 - i] = column === undefined ? NaN : column.get(rows[i] as number);
        }
      }
    }
    for (let f = 0; f < columns.length; f++) {
      const [, { space, spellsNumber }] = this.fields[f] as readonly [string, WalkField];
      if (spellsNumber) spell(columns[f] as Float64Array, size, space);
    }
  }

  /** The columns of a source, looked up again only when it got new ones. */
  private columnsOf(source: SourceRows): SourceColumns['columns'] {
    const known = this.held.get(source);
    if (known?.slots === source.slots.size) return known.columns;
    const columns = this.fields.map(([name]) => source.slots.get(name)?.column);
    this.held.set(source, { slots: source.slots.size, columns });
    return columns;
  }

  private append(row: number, asOf: number, told: EventFields): void {
    const { times, columns } = this.scratch;
    times[row] = asOf;
    this.fields.forEach(([name, { space, spellsNumber }], f) => {
      const value = told[name];
      const held = value === undefined ? NaN : heldValue(space, value);
      (columns[f] as Float64Array)[row] = spellsNumber ? spelled(held, space) : held;
    });
  }

  /** Scratch for so many rows; what is compiled reads its columns. */
  private sized(capacity: number): Scratch {
    const { plan } = this;
    const columns = this.fields.map(() => new Float64Array(capacity));
    const readable = new Map(this.fields.map(([name, field], f) => [name, columnOf(field, columns[f])]));
    const filters = compileMasks(plan.filters, readable);
    const values: { of: RowValue; into: Float64Array }[] = [];
    const valueColumns = plan.values.map((value) => {
      const plain = 'field' in value ? readable.get(value.field)?.values : undefined;
      const into = plain ?? new Float64Array(capacity);
      if (plain === undefined) values.push({ of: compileValue(value, readable), into });
      return into;
    });
    const rows: WalkRows = {
      times: new Float64Array(capacity),
      recorded: undefined,
      positions: NONE,
      masks: filters.words.map(() => new Int32Array(capacity)),
      values: valueColumns,
    };
    const walker = new Walker(plan, readable);
    walker.over(rows);
    return { times: rows.times, columns, filters, values, rows, walker };
  }
}

function columnOf({ space, spellsNumber }: WalkField, values = new Float64Array(0)): EventColumn {
  return space.names === undefined || spellsNumber ? { values } : { values, dictionary: [], names: space.names };
}

function spelled(code: number, { names }: FieldSpace): number {
  if (code !== code || names === undefined) return NaN;
  const text = names.text(code);
  const number = text.trim() === '' ? NaN : Number(text);
  return Number.isFinite(number) ? number + 0 : NaN;
}

function spell(values: Float64Array, size: number, space: FieldSpace): void {
  for (let row = 0; row < size; row++) values[row] = spelled(values[row] as number, space);
}
