import { placeOfRecord, recordKinds } from '../links/records-of.ts';
import type { PersonRecords } from '../history/person-records.ts';

const KINDS = recordKinds.length;
const [CONFIRMED, CLEARED] = [placeOfRecord('confirmed') ?? 0, placeOfRecord('cleared') ?? 0];

/** What was known of a person at a tick: of each kind of record the newest value and when it happened. */
export interface PartnerSummary {
  /** Seconds by place of the kind; NaN where there is none. */
  readonly newest: Float64Array;
  readonly values: Float64Array;
}

/** Summaries of people at one tick, each made once. */
export class PartnerSummaries {
  private readonly records: PersonRecords;
  private readonly known = new Map<number, PartnerSummary>();
  private tick = -1;
  private until = Infinity;

  constructor(records: PersonRecords) {
    this.records = records;
  }

  /** Begins a read: as of a tick, of what happened until a second. */
  begin(tick: number, until: number): void {
    this.known.clear();
    this.tick = tick;
    this.until = until;
  }

  of(person: number): PartnerSummary {
    const known = this.known.get(person);
    if (known !== undefined) return known;
    const made = this.make(person);
    this.known.set(person, made);
    return made;
  }

  private make(person: number): PartnerSummary {
    const { records, until } = this;
    const [newest, values] = [new Float64Array(KINDS).fill(NaN), new Float64Array(KINDS).fill(NaN)];
    let cleared = -1;
    records.visit(person, this.tick, (place) => {
      const [kind, occurred] = [records.kindAt(place), records.occurredAt(place)];
      if (occurred > until) return true;
      // What was cleared later is no fraud; the newest record comes first.
      if (kind === CLEARED) cleared = Math.max(cleared, records.tickAt(place));
      if (kind === CONFIRMED && cleared >= records.tickAt(place)) return true;
      if (occurred <= (newest[kind] as number)) return true;
      newest[kind] = occurred;
      values[kind] = records.valueAt(place);
      return true;
    });
    return { newest, values };
  }
}
