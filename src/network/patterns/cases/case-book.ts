import { IdInterner } from '#graph';
import type { LinkEvent } from '../../link-event.ts';
import { emptyCase, type Case } from './case.ts';
import { Names } from './names.ts';
import { emptyTrack, joinTracks, type PersonTrack } from './person-track.ts';
import { readers } from './read-event.ts';

/**
 * What events tell of applications, in the order in which they became known: whoever takes those up to an instant sees the network
 * as it stood then. Some 600 bytes an application and 200 a person, and 4 a number in a contact book.
 */
export class CaseBook {
  readonly cases: Case[] = [];
  readonly people = new Map<number, PersonTrack>();
  readonly devices = new Names();
  readonly networks = new Names();
  readonly cells = new Names();
  readonly cards = new Names();
  readonly phones = new Names();
  readonly blocks = new Names();
  readonly offices = new Names();
  readonly agents = new Names();
  readonly templates = new Names();
  readonly companies = new Names();
  readonly employers = new Names();
  readonly registers = new Names();
  /** Numbers in contact books and of applicants: fingerprints alone. */
  readonly numbers = new IdInterner(1 << 16);
  /** Trade between companies: seller, buyer, amount. */
  readonly trades: {
    readonly company: number;
    readonly buyer: number;
    readonly amountMinor: number;
    readonly at: number;
  }[] = [];
  /** The newest event, milliseconds. */
  latest = -Infinity;
  private readonly byId = new Map<string, number>();
  private readonly casesOf = new Map<number, Case[]>();
  private readonly byLoan = new Map<string, number>();

  /** Takes an event; kinds that no detector reads change nothing. */
  take(event: LinkEvent): void {
    const read = readers[event.source];
    if (read === undefined) return;
    if (event.occurred > this.latest) this.latest = event.occurred;
    read(this, event);
  }

  /** The case of an application, new or known. */
  caseOf(id: string): Case {
    const known = this.byId.get(id);
    if (known !== undefined) return this.cases[known] as Case;
    const made = emptyCase(this.cases.length, id);
    this.byId.set(id, made.index);
    this.cases.push(made);
    return made;
  }

  /** The case of an event about a loan: by its application, by the loan, or the newest of the person. */
  caseOfLoan({ fields }: LinkEvent): Case | undefined {
    const { id_application: application, application_id: told, id_loan: loan, loan_id: number } = fields;
    const id = application ?? told;
    const name = String(loan ?? number ?? '');
    if (id !== undefined) {
      const found = this.caseOf(String(id));
      if (name !== '') this.byLoan.set(name, found.index);
      return found;
    }
    const index = this.byLoan.get(name) ?? this.trackOf(fields['person'], NaN)?.lastCase ?? -1;
    return this.cases[index];
  }

  /** Two persons turned out to be one: what is remembered of both counts for the second. */
  merge(from: number, into: number): void {
    const old = this.people.get(from);
    if (old === undefined) return;
    this.people.delete(from);
    const kept = this.people.get(into);
    this.people.set(into, kept === undefined ? old : joinTracks(old, kept));
    for (const one of this.casesOf.get(from) ?? []) {
      one.person = into;
      this.ownCase(one);
    }
    this.casesOf.delete(from);
  }

  /** Notes whose case it is. */
  ownCase(one: Case): void {
    const own = this.casesOf.get(one.person);
    if (own === undefined) this.casesOf.set(one.person, [one]);
    else own.push(one);
  }

  trackOf(person: unknown, at: number): PersonTrack | undefined {
    if (typeof person !== 'number' || person !== person) return undefined;
    let track = this.people.get(person);
    if (track === undefined) this.people.set(person, (track = emptyTrack(at)));
    return track;
  }
}
