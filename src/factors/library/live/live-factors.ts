import type { LibraryFactor, ServedFactor } from '../definition/definition.ts';
import { EventRows, type EventFields } from './event-rows.ts';
import { FactorReader, type SubjectKeys } from './factor-reader.ts';

/** An event as it comes in; keys are fields like any other. */
export interface LiveEvent {
  readonly occurred: number;
  readonly recorded?: number;
  readonly source?: string;
  readonly fields: EventFields;
}

/**
 * A fixed set of factors over events of its own, in the order in which they come: {@link EventRows} with one
 * {@link FactorReader}. Late events find their place; whatever is recorded after the instant of a read is invisible.
 */
export class LiveFactors {
  readonly factors: readonly ServedFactor[];
  readonly rows = new EventRows();
  private readonly reader: FactorReader;
  private readonly names: ReadonlySet<string>;
  private position = 0;

  constructor(told: readonly LibraryFactor[]) {
    this.reader = new FactorReader(this.rows, told);
    this.factors = this.reader.factors;
    this.names = new Set(this.rows.fields.keys());
  }

  /** Takes an event in. One without a readable time is refused with `false`; it keeps its place among the events. */
  ingest({ occurred, recorded = occurred, source = '', fields }: LiveEvent): boolean {
    const known: Record<string, EventFields[string]> = {};
    for (const name of this.names) known[name] = fields[name];
    return this.rows.append({ source, occurred, recorded, position: this.position++, fields: known });
  }

  /** The factors of keys as of an instant; those of an entity without a key are missing. */
  read(keys: SubjectKeys, asOf: number): Float64Array {
    return this.reader.read({ keys, at: { asOf, position: Infinity } });
  }

  /** Rows, bytes of state, and keys that have any. */
  state(): ReturnType<EventRows['state']> {
    return this.rows.state();
  }
}
