import { TallyError } from '#base';
import type { FactorCatalogue } from './catalogue.ts';
import type { AsOf, DerivedFactor, EventAggregate, FactorDefinition, NeighbourFactor } from './definition.ts';
import { combineNeighbours, combineOperands } from './combine.ts';
import { compileAggregate, type Evaluate } from './evaluate.ts';
import { EventColumns, keySpace, type KeySpaces, type RowMove } from './event-columns.ts';
import { listedPhones, type FactorEvent } from './event-field.ts';
import { Neighbours } from './neighbours.ts';
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
  private readonly listed: EventColumns;
  private readonly neighbours: Neighbours;

  constructor(catalogue: FactorCatalogue) {
    this.catalogue = catalogue;
    this.listed = this.columnsOf(`${CONTACTS}/listed`);
    this.neighbours = new Neighbours(this.columnsOf(CONTACTS), this.listed);
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

  /** A split: the rows of some events of one person become rows of another. */
  move(move: RowMove): void {
    for (const columns of this.columns.values()) columns.move(move);
  }

  /** Fills `values` (length of the catalogue) for the subject; NaN where there is nothing. */
  evaluate(subject: FactorSubject, asOf: AsOf, values: Float64Array): void {
    this.neighbours.begin();
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

  private compileNeighbour({ of, combine, listersDays }: NeighbourFactor): EvaluateSubject {
    const evaluate = this.compileAggregate(of);
    return (subject, asOf) => {
      const circle =
        listersDays === undefined
          ? this.neighbours.contactsOf(subject.person, asOf)
          : this.neighbours.listersOf(
              { phone: this.key(subject, 'listed_phone'), person: subject.person, days: listersDays },
              asOf,
            );
      return combineNeighbours(
        combine,
        circle.map((key) => evaluate(key, asOf)),
      );
    };
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
