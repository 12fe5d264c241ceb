import { TallyError } from '#base';
import type { Chain } from './chain.ts';
import { NumberColumn, TextColumn } from './field-column.ts';
import { fieldSpace, heldValue, type FieldKind, type FieldSpace } from './field-space.ts';
import { SourceRows, type Slot } from './source-rows.ts';

/** The entity whose only key has every event of a kind: for figures that concern all, such as a rate of the market. */
export const EVERYONE = 'everyone';

/** An event as rows take it: fields by name, keys among them. */
export interface RowEvent {
  readonly source: string;
  readonly occurred: number;
  readonly recorded: number;
  /** Place in the log: later means larger; one that a source has already is ignored. */
  readonly position: number;
  readonly fields: EventFields;
}

export type EventFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** What was wrong with events; none of it stops the intake. */
export interface RowFaults {
  readonly unreadableTimes: number;
  readonly duplicates: number;
  /** Not the newest of its source when it came. */
  readonly late: number;
  /** Happened after it was recorded: somebody's clock is wrong. */
  readonly future: number;
  readonly wrongTypes: number;
  readonly unknownFields: number;
}

/** Options of {@link EventRows}. */
export interface EventRowsOptions {
  /** Only declared fields are known; others are counted and dropped. Otherwise a field is declared by its first value. */
  readonly isClosed?: boolean;
}

/** A key that very many events share. */
export interface HotKey {
  readonly source: string;
  readonly entity: string;
  readonly key: string;
  readonly rows: number;
}

/** Rows from which a key is reported. */
const HOT_ROWS = 10_000;

/**
 * Events in memory, in columns by kind, the rows of each key linked newest first: the state from which any factor is read.
 * A row costs 24 bytes, 4 or 8 a field it has and 4 more a key.
 */
export class EventRows {
  readonly fields = new Map<string, FieldSpace>();
  readonly sources = new Map<string, SourceRows>();
  readonly isClosed: boolean;
  /** Grows with everything that changes what a read answers. */
  changes = 0;
  private readonly counts = {
    unreadableTimes: 0,
    duplicates: 0,
    late: 0,
    future: 0,
    wrongTypes: 0,
    unknownFields: 0,
  };
  private readonly hot = new Map<string, { readonly source: string; readonly slot: Slot; readonly key: number }>();

  constructor({ isClosed = false }: EventRowsOptions = {}) {
    this.isClosed = isClosed;
  }

  /** Declares a field; one that is known stays as it is. */
  declare(name: string, kind: FieldKind): FieldSpace {
    const known = this.fields.get(name);
    if (known !== undefined) return known;
    const made = fieldSpace(name, kind);
    this.fields.set(name, made);
    return made;
  }

  /**
   * Makes a field an entity: rows are linked by its values, those that are there too.
   *
   * @throws TallyError `FACTORS_ENTITY` when it holds numbers.
   */
  addEntity(name: string): void {
    if (name === EVERYONE) return;
    const field = this.declare(name, 'text');
    if (field.isEntity) return;
    if (field.names === undefined) throw this.noEntity(`the field "${name}" holds numbers, not keys`);
    field.isEntity = true;
    for (const source of this.sources.values()) {
      const slot = source.slots.get(name);
      if (slot !== undefined) source.chainOf(slot);
    }
  }

  /** The complaint about a field that has no keys. */
  noEntity(message: string): TallyError {
    return new TallyError('FACTORS_ENTITY', message, {
      hint: `keys are ${this.entities().join(', ')}, ${EVERYONE}, or a field of texts`,
      status: 422,
    });
  }

  /** Fields whose rows are linked. */
  entities(): string[] {
    return [...this.fields.values()].filter(({ isEntity }) => isEntity).map(({ name }) => name);
  }

  /** Takes an event in; false when it was refused or is there already. */
  append({ source: name, occurred, recorded, position, fields }: RowEvent): boolean {
    if (Number.isNaN(occurred) || Number.isNaN(recorded)) {
      this.counts.unreadableTimes++;
      return false;
    }
    const source = this.sourceOf(name);
    if (position <= source.last && this.isRepeated(source, { occurred, position, fields })) {
      this.counts.duplicates++;
      return false;
    }
    if (occurred > recorded) this.counts.future++;
    if (source.rows > 0 && occurred < source.occurred.get(source.rows - 1)) this.counts.late++;
    this.changes++;
    const row = source.begin(occurred, recorded, position);
    for (const field in fields) {
      const told = fields[field];
      if (told !== undefined && field !== EVERYONE) this.put(source, row, { field, told });
    }
    source.everyone?.link(0, row);
    return true;
  }

  /** Forgets all rows; fields and their names stay, so what was compiled for them does too. */
  clear(): void {
    this.changes++;
    this.hot.clear();
    for (const source of this.sources.values()) source.clear();
  }

  /** The rows of a key in a source, newest first from the head; undefined when the source has no such entity. */
  chainOf(source: SourceRows, entity: string): Chain | undefined {
    return entity === EVERYONE ? source.ofEveryone() : source.slots.get(entity)?.chain;
  }

  /** The number of a key of an entity, -1 when no event has it. */
  keyOf(entity: string, key: string | number): number {
    return entity === EVERYONE ? 0 : (this.fields.get(entity)?.names?.find(key) ?? -1);
  }

  /**
   * Moves rows from one key of an entity to another, all or those whose position `isMoved`: two keys turned out to be one, or
   * one to be two. Returns how many moved. Fields that hold the key follow.
   */
  move(
    entity: string,
    keys: { readonly from: string | number; readonly into: string | number },
    isMoved?: (position: number) => boolean,
  ): number {
    const names = this.fields.get(entity)?.names;
    const from = names?.find(keys.from) ?? -1;
    if (names === undefined || from < 0) return 0;
    const into = names.code(keys.into);
    if (from === into) return 0;
    this.changes++;
    let moved = 0;
    for (const source of this.sources.values()) {
      const slot = source.slots.get(entity);
      const test = (row: number): boolean => isMoved === undefined || isMoved(source.positions.get(row));
      for (const row of slot?.chain?.move(from, into, test) ?? []) {
        slot?.column.set(row, into);
        moved++;
      }
    }
    return moved;
  }

  get faults(): RowFaults {
    return { ...this.counts };
  }

  /** Adds faults that were counted before a restart. */
  addFaults(before: RowFaults): void {
    for (const name of Object.keys(before) as (keyof RowFaults)[]) this.counts[name] += before[name];
  }

  /** Rows, bytes of state, keys, and keys that very many events share. */
  state() {
    let [rows, bytes, keys] = [0, 0, 0];
    for (const source of this.sources.values()) {
      rows += source.rows;
      bytes += source.bytes();
    }
    for (const { names, isEntity } of this.fields.values()) {
      bytes += names?.bytes() ?? 0;
      if (isEntity) keys += names?.size ?? 0;
    }
    return { rows, bytes, keys, hotKeys: this.hotKeys() };
  }

  /** The keys with most rows, three of each entity at most: groups of peers must not hide a device that very many share. */
  hotKeys(): HotKey[] {
    const all = [...this.hot.values()].map(({ source, slot, key }) => ({
      source,
      entity: slot.field.name,
      key: slot.field.names?.text(key) ?? '',
      rows: slot.chain?.counts.get(key) ?? 0,
    }));
    const seen = new Map<string, number>();
    return all
      .sort((a, b) => b.rows - a.rows)
      .filter(({ entity }) => {
        seen.set(entity, (seen.get(entity) ?? 0) + 1);
        return (seen.get(entity) ?? 0) <= 3;
      });
  }

  sourceOf(name: string): SourceRows {
    let source = this.sources.get(name);
    if (source === undefined) this.sources.set(name, (source = new SourceRows(name)));
    return source;
  }

  /** The column of a field in a source, made when there is none; undefined when the field is not known. */
  slotOf(source: SourceRows, name: string, told?: string | number | boolean): Slot | undefined {
    const known = source.slots.get(name);
    if (known !== undefined) return known;
    let field = this.fields.get(name);
    if (field === undefined && !this.isClosed) field = this.declare(name, typeof told === 'string' ? 'text' : 'number');
    if (field === undefined) return undefined;
    const column = field.names === undefined ? new NumberColumn() : new TextColumn(field.names);
    const slot: Slot = { field, column, chain: undefined };
    source.slots.set(name, slot);
    if (field.isEntity) source.chainOf(slot);
    return slot;
  }

  /** Counts the keys with many rows anew: after a restore. */
  findHot(): void {
    for (const { name, slots } of this.sources.values()) {
      for (const slot of slots.values()) {
        const { counts } = slot.chain ?? {};
        for (let key = 0; key < (counts?.length ?? 0); key++) {
          if ((counts?.get(key) ?? 0) >= HOT_ROWS) this.noteHot(name, slot, key);
        }
      }
    }
  }

  private put(source: SourceRows, row: number, { field, told }: { field: string; told: string | number | boolean }) {
    const slot = this.slotOf(source, field, told);
    if (slot === undefined) {
      this.counts.unknownFields++;
      return;
    }
    const value = heldValue(slot.field, told);
    if (value !== value) {
      this.counts.wrongTypes++;
      return;
    }
    slot.column.set(row, value);
    if (slot.chain !== undefined && slot.chain.link(value, row) === HOT_ROWS) this.noteHot(source.name, slot, value);
  }

  private noteHot(source: string, slot: Slot, key: number): void {
    this.hot.set(`${source}/${slot.field.name}/${key}`, { source, slot, key });
  }

  private isRepeated(
    source: SourceRows,
    { occurred, position, fields }: Pick<RowEvent, 'occurred' | 'position' | 'fields'>,
  ): boolean {
    if (source.isAscending) return source.rowAt(position) >= 0;
    for (const [name, told] of Object.entries(fields)) {
      const { chain, field } = source.slots.get(name) ?? {};
      if (chain === undefined || field === undefined || told === undefined) continue;
      return chain.has(heldValue(field, told), occurred, position);
    }
    return source.ofEveryone().has(0, occurred, position);
  }
}
