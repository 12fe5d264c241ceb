import { must } from '#base';
import { createUnit, forTenant, rowWrite, type Database, type Row, type TenantReader, type UnitPart } from '#store';
import type { Identifier, IdentifierKind, InboundEvent, StoredEvent } from '#stream';
import { consentFromRow, consentOf, consentRow, type ConsentRow } from './consent-row.ts';
import { createConsentLedger, type ConsentLedger } from './consent.ts';
import type { ViewTimes } from './graph/identity-graph.ts';
import { restoreJournal } from './journal.ts';
import { beliefOfPerson, believedAt, type Belief } from './mapping/believed-at.ts';
import type { Correction, CorrectionNote, IdentityChange } from './mapping/identity-change.ts';
import type { Merge, Person, ResolverImage } from './mapping/person.ts';
import { HAND_STRENGTH, planCorrection, type PlannedCorrection } from './mapping/plan-correction.ts';
import { readComponent, type Component } from './mapping/read-component.ts';
import { createResolver, type Resolver } from './resolver.ts';
import {
  consentTable,
  identifierTable,
  identityChangeTable,
  personKeyTable,
  personMergeTable,
  personTable,
  sealedValueTable,
} from './tables.ts';
import { createTokeniser } from './token.ts';
import { tokeniseEvent, type SealedValue, type TokenisedEvent } from './tokenise-event.ts';
import type { Vault, WrappedKey } from './vault.ts';

/** What one event told about who it belongs to. */
export interface Sighting {
  readonly person: Person;
  readonly merged: readonly Merge[];
  readonly conflicts: number;
}

/** Events that turned out to be another person's. */
export interface EventMove {
  /** Dense indices of persons. */
  readonly from: number;
  readonly into: number;
  readonly offsets: ReadonlySet<number>;
}

/** Identity of one tenant: says who an event belongs to, keeps personal values sealed, remembers consent. */
export interface IdentityService {
  readonly resolver: Resolver;
  readonly consents: ConsentLedger;
  tokenise(event: InboundEvent): TokenisedEvent;
  /** Resolves an event and collects the rows that make it lasting; `part` hands them to the unit of the event. */
  observe(event: StoredEvent, sealed: readonly SealedValue[]): Sighting;
  /**
   * Corrects who is who by hand. Reads the store, so memory and store must agree; then changes memory and collects rows.
   *
   * @throws TallyError `IDENTITY_UNKNOWN`, `IDENTITY_MERGE_SELF`, `IDENTITY_SPLIT`, `IDENTITY_UNDONE`, `IDENTITY_REFUSED`;
   *   nothing is changed then.
   */
  correct(correction: Correction, note: CorrectionNote): Promise<IdentityChange>;
  /** Lets what was said in events follow them to another person. */
  moveEvents(move: EventMove): void;
  /** Whom an identifier was believed to belong to; undefined for nobody, or so many that it said nothing. */
  believedAt(identifier: Identifier, times: ViewTimes): Promise<Belief | undefined>;
  beliefOfPerson(personId: string, times: ViewTimes): Promise<Belief | undefined>;
  /** Everything that was recorded of who a person is: links, merges, corrections, whether they hold or not. */
  history(personId: string): Promise<Component>;
  /** The rows collected since the last call. */
  part(): UnitPart;
  /** Who is who as of now, for the next opening; call while nothing is on its way to the store. */
  save(): SavedIdentity;
  /** The part of a unit that destroys the keys of persons: what was sealed of them can never be opened again. */
  erase(persons: readonly string[]): UnitPart;
  /** Opens what is sealed of a person: fields and identifiers in the clear, by field. Empty after erasure. */
  reveal(personId: string): Promise<ReadonlyMap<string, string>>;
}

/** Who is who up to an ordinal of the journal. Holds tokens, no personal values and no keys. */
export interface SavedIdentity {
  readonly next: number;
  readonly people: ResolverImage;
}

export interface IdentityOptions {
  readonly db: Database;
  readonly tenant: string;
  readonly vault: Vault;
  /** What {@link IdentityService.save} gave: only what the store recorded since is read. */
  readonly saved?: SavedIdentity | undefined;
}

/** Opens identity with everything the store knows. Cost: one read of people and identifiers, about 1 us each. */
export async function openIdentity(options: IdentityOptions): Promise<IdentityService> {
  const service = new Service(options);
  await service.load();
  return service;
}

interface Pending {
  persons: Row[];
  merges: Row[];
  links: Row[];
  changes: Row[];
  keys: Row[];
  sealed: Map<string, Row>;
  consents: Row[];
  movedConsents: Row[];
}

const nothing = (): Pending => ({
  ...{ persons: [], merges: [], links: [], changes: [], keys: [] },
  ...{ sealed: new Map(), consents: [], movedConsents: [] },
});

/** As text, many in a row, like the journal. Keys are never saved beside the store: an erased one must be gone. */
const PERSON_KEYS = `
  select string_agg(person_id || ' ' || encode(wrapped_key, 'hex'), E'\\n') as lines
  from person_key where tenant = $1 group by left(person_id, 6)`;

const CONSENTS = `
  select entry, person_id, scope, purposes, granted, occurred_at, recorded_at, expires_at, source, text_version
  from consent_entry where tenant = $1 order by recorded_at, entry`;

class Service implements IdentityService {
  readonly resolver: Resolver;
  readonly consents = createConsentLedger();
  private readonly options: IdentityOptions;
  private readonly tokeniser;
  private readonly personKeys = new Map<string, WrappedKey>();
  private pending = nothing();
  private ordinal = 0;

  constructor(options: IdentityOptions) {
    this.options = options;
    this.resolver = createResolver({ image: options.saved?.people });
    this.ordinal = options.saved?.next ?? 0;
    this.tokeniser = createTokeniser(options.vault.derive(`token:${options.tenant}`));
  }

  tokenise(event: InboundEvent): TokenisedEvent {
    return tokeniseEvent(event, this.tokeniser);
  }

  observe(event: StoredEvent, sealed: readonly SealedValue[]): Sighting {
    const { person, created, links, merged, conflicts } = this.resolver.resolve(event.identifiers);
    const { recordedAt: at, occurredAt } = event;
    if (created) {
      this.pending.persons.push({ person_id: person.id, ordinal: this.ordinal++, created_at: at });
    }
    for (const { from, into, strength } of merged) {
      this.consents.merge(from.index, into.index);
      const row = { from_person_id: from.id, into_person_id: into.id, ordinal: this.ordinal++, merged_at: at };
      this.pending.merges.push({ ...row, occurred_at: occurredAt, strength });
    }
    for (const { kind, token, personId } of links) {
      const row = { kind, token, person_id: personId, ordinal: this.ordinal++, first_seen_at: at };
      this.pending.links.push({ ...row, occurred_at: occurredAt });
    }
    // An identifier is sealed once, when it is first linked to the person.
    const linked = new Set(links.map(({ kind, token }) => `${kind}:${token}`));
    for (const value of sealed) {
      if (!value.field.includes(':') || linked.has(value.field)) this.seal(person.id, value, at);
    }
    if (event.kind === 'consent.changed') this.recordConsent(event, person);
    return { person, merged, conflicts };
  }

  async correct(correction: Correction, note: CorrectionNote): Promise<IdentityChange> {
    const planned = await planCorrection(correction, note, {
      resolver: this.resolver,
      read: this.read,
      next: this.ordinal,
    });
    const values = await this.valuesOf(planned);
    const { change, rows } = planned;
    this.ordinal = change.number + 1;
    if (rows.person !== undefined) this.resolver.restorePerson(rows.person.id);
    this.resolver.apply(change.state);
    this.collect(planned, note);
    for (const { owner, field, value } of values) this.seal(owner, { field, value }, note.at);
    return change;
  }

  moveEvents({ from, into, offsets }: EventMove): void {
    const { id } = this.resolver.byIndex(into);
    for (const { entry } of this.consents.move(from, into, offsets)) {
      this.pending.movedConsents.push({ entry, person_id: id });
    }
  }

  believedAt(identifier: Identifier, times: ViewTimes): Promise<Belief | undefined> {
    return believedAt(this.read, identifier, times);
  }

  beliefOfPerson(personId: string, times: ViewTimes): Promise<Belief | undefined> {
    return beliefOfPerson(this.read, personId, times);
  }

  history(personId: string): Promise<Component> {
    return readComponent(this.read, [personId]);
  }

  part(): UnitPart {
    const { persons, merges, links, changes, keys, sealed, consents, movedConsents } = this.pending;
    this.pending = nothing();
    const { tenant } = this.options;
    return {
      writes: [
        rowWrite({ table: personTable, mode: 'insert', rows: persons, tenant }),
        rowWrite({ table: personMergeTable, mode: 'insert', rows: merges, tenant }),
        rowWrite({ table: identifierTable, mode: 'insert', rows: links, tenant }),
        rowWrite({ table: identityChangeTable, mode: 'insert', rows: changes, tenant }),
        rowWrite({ table: personKeyTable, mode: 'insert-ignore', rows: keys, tenant }),
        rowWrite({ table: sealedValueTable, mode: 'upsert', rows: [...sealed.values()], tenant }),
        rowWrite({ table: consentTable, mode: 'insert-ignore', rows: consents, tenant }),
        rowWrite({ table: consentTable, mode: 'update', rows: movedConsents, tenant }),
      ],
    };
  }

  save(): SavedIdentity {
    return { next: this.ordinal, people: this.resolver.image() };
  }

  async reveal(personId: string): Promise<ReadonlyMap<string, string>> {
    const person = this.resolver.byId(personId);
    if (person === undefined) return new Map();
    const rows = await this.sealedRows(this.resolver.aliases(person));
    // What was sealed for a person may have turned out to be another one's identifier.
    const own = rows.filter(({ field }) => {
      const identifier = identifierOf(field);
      return identifier === undefined || this.resolver.users(identifier).includes(person);
    });
    return new Map(own.map((row) => [row.field, this.options.vault.open(row.wrapped_key, row.person_id, row.sealed)]));
  }

  async load(): Promise<void> {
    this.ordinal = await restoreJournal(this.read, this.resolver, this.ordinal);
    for (const { lines } of await this.read.query<{ lines: string }>(PERSON_KEYS)) {
      for (const line of lines.split('\n')) {
        const [personId = '', key = ''] = line.split(' ');
        this.personKeys.set(personId, new Uint8Array(Buffer.from(key, 'hex')));
      }
    }
    for (const row of await this.read.query<ConsentRow>(CONSENTS)) {
      this.consents.record(must(this.resolver.byId(row.person_id), row.person_id).index, consentFromRow(row));
    }
  }

  private get read(): TenantReader {
    return forTenant(this.options.db, this.options.tenant);
  }

  private collect({ change, rows }: PlannedCorrection, { at }: CorrectionNote): void {
    const { number: ordinal, kind, actor, reason, recordedAt, occurredAt, ...rest } = change;
    const { persons, merges, links, changes } = this.pending;
    if (rows.person !== undefined)
      persons.push({ person_id: rows.person.id, ordinal: rows.person.ordinal, created_at: at });
    for (const { kind: of, token, person, ordinal: number, occurredAt: since } of rows.links) {
      const row = { kind: of, token, person_id: person, ordinal: number };
      links.push({ ...row, first_seen_at: at, occurred_at: since });
    }
    for (const { from, into, ordinal: number } of rows.merges) {
      const row = { from_person_id: from, into_person_id: into, ordinal: number, merged_at: at };
      merges.push({ ...row, occurred_at: occurredAt, strength: HAND_STRENGTH });
    }
    changes.push({ ordinal, kind, actor, reason, recorded_at: recordedAt, occurred_at: occurredAt, body: rest });
  }

  /** Values of identifiers that get another owner, to be sealed under that owner's key. */
  private async valuesOf({ change }: PlannedCorrection): Promise<{ owner: string; field: string; value: string }[]> {
    const owners = new Map(change.state.links.map(([kind, token, [owner]]) => [`${kind}:${token}`, owner]));
    const rows = owners.size === 0 ? [] : await this.sealedRows(change.persons);
    return rows.flatMap(({ field, person_id, sealed, wrapped_key }) => {
      const owner = owners.get(field);
      if (owner === undefined || owner === person_id) return [];
      return [{ owner, field, value: this.options.vault.open(wrapped_key, person_id, sealed) }];
    });
  }

  private sealedRows(persons: readonly string[]): Promise<SealedRow[]> {
    return this.read.query<SealedRow>(
      `select v.person_id, v.field, v.sealed, k.wrapped_key from sealed_value v
       join person_key k on k.tenant = v.tenant and k.person_id = v.person_id
       where v.tenant = $1 and v.person_id = any($2::text[]) order by v.recorded_at`,
      [persons],
    );
  }

  erase(persons: readonly string[]): UnitPart {
    for (const personId of persons) this.personKeys.delete(personId);
    return createUnit(this.options.tenant).remove(
      personKeyTable,
      persons.map((personId) => ({ person_id: personId })),
    );
  }

  private seal(personId: string, { field, value }: SealedValue, at: number): void {
    const sealed = this.options.vault.seal(this.personKey(personId), personId, value);
    this.pending.sealed.set(`${personId} ${field}`, { person_id: personId, field, sealed, recorded_at: at });
  }

  private personKey(personId: string): WrappedKey {
    const known = this.personKeys.get(personId);
    if (known !== undefined) return known;
    const key = this.options.vault.newPersonKey(personId);
    this.personKeys.set(personId, key);
    this.pending.keys.push({ person_id: personId, wrapped_key: key });
    return key;
  }

  private recordConsent(event: StoredEvent, person: Person): void {
    const entry = consentOf(event);
    this.consents.record(person.index, entry);
    this.pending.consents.push(consentRow(person.id, entry));
  }
}

interface SealedRow {
  readonly person_id: string;
  readonly field: string;
  readonly sealed: Uint8Array;
  readonly wrapped_key: Uint8Array;
}

/** The identifier that a sealed field `kind:TOKEN` names; undefined for a field of another sort. */
function identifierOf(field: string): Identifier | undefined {
  const colon = field.indexOf(':');
  return colon < 0 ? undefined : { kind: field.slice(0, colon) as IdentifierKind, token: field.slice(colon + 1) };
}
