import { TallyError } from '#base';
import type { FactorCatalogue } from './catalogue.ts';
import type { AsOf, DerivedFactor, EventAggregate, FactorDefinition, NeighbourFactor } from './definition.ts';
import { compileAggregate, type Evaluate } from './evaluate.ts';
import { chainOf, EventColumns, keySpace, newestVisible, type KeySpaces } from './event-columns.ts';
import { listedPhones, type FactorEvent } from './event-field.ts';
import type { FactorSubject } from './subject.ts';

type EvaluateSubject = (subject: FactorSubject, asOf: AsOf, values: Float64Array) => number;

const CONTACTS = 'contacts.synced';

/**
 * The in-process engine: events in, factor values out, in microseconds, at any past instant. An event costs one append
 * a column; a value costs a walk over the subject's own events of one kind in the window.
 */
export class LiveEngine {
  readonly catalogue: FactorCatalogue;
  readonly columns = new Map<string, EventColumns>();
  readonly spaces: KeySpaces = new Map();
  private readonly evaluators: readonly EvaluateSubject[];
  private readonly books: EventColumns;
  private readonly listed: EventColumns;

  constructor(catalogue: FactorCatalogue) {
    this.catalogue = catalogue;
    this.books = this.columnsOf(CONTACTS);
    this.books.addChain('person');
    this.listed = this.columnsOf(`${CONTACTS}/listed`);
    this.listed.addChain('person');
    this.listed.addChain('listed_phone');
    // What a subject is made of must be known even when no factor reads it.
    for (const entity of [
      'application',
      'person',
      'device',
      'phone',
      'phone_block',
      'account',
      'cell',
      'employer',
    ] as const) {
      this.columnsOf('application.submitted').addChain(entity);
    }
    for (const entity of ['person', 'device', 'network'] as const) this.columnsOf('session.started').addChain(entity);
    this.evaluators = catalogue.definitions.map((definition) => this.compile(definition));
  }

  /** Takes in one event; events arrive in the order of their offsets. */
  ingest(input: FactorEvent): void {
    const { kind } = input.event;
    this.columns.get(kind)?.append(input, this.spaces);
    if (kind !== CONTACTS) return;
    for (const phone of listedPhones(input)) this.listed.append(input, this.spaces, phone);
  }

  /** Two persons are one: all rows of `from` become rows of `into`. */
  merge(from: number, into: number): void {
    for (const columns of this.columns.values()) columns.merge(from, into);
  }

  /** Fills `values` (length of the catalogue) for the subject; NaN where there is nothing. */
  evaluate(subject: FactorSubject, asOf: AsOf, values: Float64Array): void {
    for (let i = 0; i < this.evaluators.length; i++) values[i] = this.evaluators[i]?.(subject, asOf, values) ?? NaN;
  }

  /** Rows held, for the memory report. */
  rows(): number {
    let rows = 0;
    for (const columns of this.columns.values()) rows += columns.length;
    return rows;
  }

  private columnsOf(source: string): EventColumns {
    const known = this.columns.get(source) ?? new EventColumns(source);
    this.columns.set(source, known);
    return known;
  }

  private compile(definition: FactorDefinition): EvaluateSubject {
    switch (definition.kind) {
      case 'aggregate': {
        const evaluate = this.compileAggregate(definition.of);
        const entity = definition.of.entity;
        return (subject, asOf) => evaluate(this.key(subject, entity), asOf);
      }
      case 'neighbour':
        return this.compileNeighbour(definition);
      case 'derived':
        return this.compileDerived(definition);
    }
  }

  private compileAggregate(spec: EventAggregate): Evaluate {
    const source = spec.entity === 'listed_phone' ? `${CONTACTS}/listed` : spec.source;
    if (spec.entity === 'listed_phone' && spec.source !== CONTACTS) {
      throw new TallyError('FACTORS_DEFINITION', `only ${CONTACTS} lists phones, not ${spec.source}`);
    }
    return compileAggregate(spec, this.columnsOf(source));
  }

  private key(subject: FactorSubject, entity: EventAggregate['entity']): number {
    if (entity === 'person') return subject.person;
    const text = subject.keys[entity === 'listed_phone' ? 'phone' : entity];
    return text === undefined ? -1 : keySpace(this.spaces, entity).find(text);
  }

  private compileNeighbour({ of, combine }: NeighbourFactor): EvaluateSubject {
    const evaluate = this.compileAggregate(of);
    return (subject, asOf) => {
      let [size, positive, sum, most] = [0, 0, 0, 0];
      this.eachInBook(subject.person, asOf, (phone) => {
        const value = evaluate(phone, asOf);
        size++;
        if (value > 0) positive++;
        if (value === value) sum += value;
        if (value > most) most = value;
      });
      if (size === 0) return NaN;
      if (combine === 'positive') return positive;
      if (combine === 'share_positive') return positive / size;
      return combine === 'mean' ? sum / size : most;
    };
  }

  /** The phones of the newest visible contact book of the person, last listed first; an empty book lists none. */
  private eachInBook(person: number, asOf: AsOf, each: (phone: number) => void): void {
    const newest = newestVisible(this.books, { entity: 'person', key: person, asOf });
    if (newest < 0) return;
    const wanted = this.books.offsets.values[newest] ?? 0;
    const owner = chainOf(this.listed, 'person');
    const phones = chainOf(this.listed, 'listed_phone').keys;
    for (let row = owner.heads.get(person); row >= 0; row = owner.prev.get(row)) {
      const offset = this.listed.offsets.values[row] ?? 0;
      if (offset < wanted) return;
      if (offset === wanted) each(phones.get(row));
    }
  }

  private compileDerived({ op, left, right }: DerivedFactor): EvaluateSubject {
    const operand = (side: string | number): ((values: Float64Array) => number) => {
      if (typeof side === 'number') return () => side;
      const index = this.catalogue.indexOf(side);
      return (values) => values[index] ?? NaN;
    };
    const [a, b] = [operand(left), operand(right)];
    return (_subject, _asOf, values) => combineOperands(op, a(values), b(values));
  }
}

/** Arithmetic of derived factors, shared with the reference engine; division by zero is missing. */
export function combineOperands(op: DerivedFactor['op'], left: number, right: number): number {
  switch (op) {
    case 'ratio':
      return right === 0 ? NaN : left / right;
    case 'difference':
      return left - right;
    case 'product':
      return left * right;
    case 'sum':
      return left + right;
  }
}
