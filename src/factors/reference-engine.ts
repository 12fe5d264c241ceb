import { DAY_MS, must } from '#base';
import type { FactorCatalogue } from './catalogue.ts';
import type { AsOf, EventAggregate, FactorCondition, FactorDefinition, NeighbourFactor } from './definition.ts';
import { combineNeighbours, combineOperands } from './combine.ts';
import type { RowMove } from './event-columns.ts';
import { entityKey, fieldValue, listedPhones, type FactorEvent } from './event-field.ts';
import { MOST_LISTERS } from './neighbours.ts';
import type { FactorSubject } from './subject.ts';

/** Histories of the phones that contact books list. */
const LISTING = 'contacts.synced listed_phone';

/** An event whose person may turn out to be another. */
interface OwnEvent extends FactorEvent {
  person: number;
}

/**
 * The definitions read literally: plain lists of whole events, every value by filtering all of an entity's history.
 * It is the oracle of the live engine and the backfill for small histories; cost grows with the square of a history.
 */
export class ReferenceEngine {
  private readonly catalogue: FactorCatalogue;
  private readonly histories = new Map<string, OwnEvent[]>();
  private readonly books = new Map<number, OwnEvent[]>();
  private readonly ofPerson = new Map<number, OwnEvent[]>();
  private readonly entities: ReadonlySet<string>;

  constructor(catalogue: FactorCatalogue) {
    this.catalogue = catalogue;
    this.entities = new Set([
      LISTING,
      ...catalogue.definitions.flatMap((d) => (d.kind === 'derived' ? [] : [`${d.of.source} ${d.of.entity}`])),
    ]);
  }

  ingest({ event, person }: FactorEvent): void {
    // One object in all histories, so that a merge renames it everywhere.
    const input: OwnEvent = { event, person };
    push(this.ofPerson, person, input);
    for (const used of this.entities) {
      const [source, entity] = used.split(' ') as [string, EventAggregate['entity']];
      if (source !== input.event.kind) continue;
      const keys = entity === 'listed_phone' ? listedPhones(input) : [entityKey(input, entity)];
      for (const key of keys) if (key !== undefined) push(this.histories, `${source} ${entity} ${key}`, input);
    }
    if (event.kind === 'contacts.synced') push(this.books, person, input);
  }

  merge(from: number, into: number): void {
    this.transfer(from, into, () => true);
  }

  /** A split: some events of one person are another's. */
  move({ from, into, offsets }: RowMove): void {
    this.transfer(from, into, ({ event }) => offsets.has(event.offset));
  }

  private transfer(from: number, into: number, moves: Moves): void {
    for (const input of (this.ofPerson.get(from) ?? []).filter(moves)) input.person = into;
    transferKey(this.ofPerson, { from, into, moves });
    transferKey(this.books, { from, into, moves });
    for (const used of this.entities) {
      if (!used.endsWith(' person')) continue;
      const [source] = used.split(' ');
      transferKey(this.histories, { from: `${source} person ${from}`, into: `${source} person ${into}`, moves });
    }
  }

  evaluate(subject: FactorSubject, asOf: AsOf): Float64Array {
    const values = new Float64Array(this.catalogue.names.length);
    this.catalogue.definitions.forEach((definition, i) => {
      values[i] = this.value(definition, { subject, asOf, values });
    });
    return values;
  }

  private value(
    definition: FactorDefinition,
    { subject, asOf, values }: { subject: FactorSubject; asOf: AsOf; values: Float64Array },
  ): number {
    if (definition.kind === 'derived') {
      const operand = (side: string | number): number =>
        typeof side === 'number' ? side : (values[this.catalogue.indexOf(side)] ?? NaN);
      return combineOperands(definition.op, operand(definition.left), operand(definition.right));
    }
    if (definition.kind === 'aggregate') {
      const { entity } = definition.of;
      const key = entity === 'person' ? subject.person : subject.keys[entity === 'listed_phone' ? 'phone' : entity];
      return this.aggregate(definition.of, key, asOf);
    }
    const inner = this.neighbours(definition, subject, asOf).map((key) => this.aggregate(definition.of, key, asOf));
    return combineNeighbours(definition.combine, inner);
  }

  private neighbours(
    { listersDays }: NeighbourFactor,
    { person, keys }: FactorSubject,
    asOf: AsOf,
  ): readonly (string | number)[] {
    if (listersDays === undefined) {
      const book = (this.books.get(person) ?? []).filter((input) => visible(input, asOf)).at(-1);
      return book === undefined ? [] : listedPhones(book).toReversed();
    }
    const start = asOf.at - listersDays * DAY_MS;
    const owners = (this.histories.get(`${LISTING} ${keys.phone}`) ?? [])
      .filter((input) => visible(input, asOf))
      .filter(({ event }) => event.occurredAt > start && event.occurredAt <= asOf.at)
      .map((input) => input.person)
      .filter((owner) => owner !== person)
      .toReversed();
    return [...new Set(owners)].slice(0, MOST_LISTERS);
  }

  private aggregate(spec: EventAggregate, key: string | number | undefined, asOf: AsOf): number {
    const history = key === undefined ? [] : (this.histories.get(`${spec.source} ${spec.entity} ${key}`) ?? []);
    const start = asOf.at - (spec.windowDays ?? Infinity) * DAY_MS;
    const events = history
      .filter((input) => visible(input, asOf))
      .filter(({ event }) => event.occurredAt > start && event.occurredAt <= asOf.at)
      .filter((input) => spec.where === undefined || holds(spec.where, input))
      .toReversed();
    return fold(spec, events, asOf);
  }
}

function push<K>(histories: Map<K, OwnEvent[]>, key: K, input: OwnEvent): void {
  const history = histories.get(key);
  if (history === undefined) histories.set(key, [input]);
  else history.push(input);
}

type Moves = (input: OwnEvent) => boolean;

/** Puts what moves from the history of one key into that of another, in the order of the log. */
function transferKey<K>(
  histories: Map<K, OwnEvent[]>,
  { from, into, moves }: { readonly from: K; readonly into: K; readonly moves: Moves },
): void {
  const held = histories.get(from) ?? [];
  const joined = [...held.filter(moves), ...(histories.get(into) ?? [])];
  histories.set(
    from,
    held.filter((input) => !moves(input)),
  );
  histories.set(
    into,
    joined.toSorted((x, y) => x.event.offset - y.event.offset),
  );
}

function visible({ event }: FactorEvent, { at, offset = Infinity }: AsOf): boolean {
  return event.recordedAt <= at && event.offset <= offset;
}

function holds({ path, op, value }: FactorCondition, input: FactorEvent): boolean {
  const actual = fieldValue(input, { path });
  if (actual === undefined) return false;
  const wanted = typeof value === 'boolean' ? Number(value) : value;
  switch (op) {
    case '=':
      return actual === wanted;
    case '!=':
      return actual !== wanted;
    case '>':
      return actual > wanted;
    case '>=':
      return actual >= wanted;
    case '<':
      return actual < wanted;
    case '<=':
      return actual <= wanted;
  }
}

/** `events` newest record first; sums run in that order, so that their bits equal the live engine's. */
function fold({ aggregate, field }: EventAggregate, events: readonly FactorEvent[], asOf: AsOf): number {
  if (aggregate === 'count') return events.length;
  const inOrder = events.toSorted((a, b) => a.event.occurredAt - b.event.occurredAt || a.event.offset - b.event.offset);
  const [first, last] = [inOrder[0], inOrder.at(-1)];
  if (aggregate === 'days_since_last') return last === undefined ? NaN : (asOf.at - last.event.occurredAt) / DAY_MS;
  if (aggregate === 'days_since_first') return first === undefined ? NaN : (asOf.at - first.event.occurredAt) / DAY_MS;
  const read = (input: FactorEvent | undefined): number | string | undefined =>
    input === undefined ? undefined : fieldValue(input, must(field, 'a field'));
  const present = events.map(read).filter((value): value is number | string => value !== undefined);
  if (aggregate === 'distinct') return new Set(present).size;
  const numbers = present.filter((value): value is number => typeof value === 'number');
  switch (aggregate) {
    case 'sum':
      return numbers.reduce((sum, value) => sum + value, 0);
    case 'mean':
      return numbers.length === 0 ? NaN : numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
    case 'min':
      return numbers.length === 0 ? NaN : Math.min(...numbers);
    case 'max':
      return numbers.length === 0 ? NaN : Math.max(...numbers);
    case 'last':
      return asNumber(read(last));
    case 'first':
      return asNumber(read(first));
  }
}

function asNumber(value: number | string | undefined): number {
  return typeof value === 'number' ? value : NaN;
}
