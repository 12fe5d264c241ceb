import { must } from '#base';
import { forTenant, rowWrite, type Database, type Row, type UnitPart } from '#store';
import type { InboundEvent, LogEvent } from '#stream';
import { createConsentLedger, type ConsentLedger } from './consent.ts';
import { restoreJournal } from './journal.ts';
import { createResolver, type Person, type Resolver, type ResolverImage } from './resolver.ts';
import {
  consentTable,
  identifierTable,
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
  readonly merged: readonly { readonly from: Person; readonly into: Person }[];
  readonly conflicts: number;
}

/** Identity of one tenant: says who an event belongs to, keeps personal values sealed, remembers consent. */
export interface IdentityService {
  readonly resolver: Resolver;
  readonly consents: ConsentLedger;
  tokenise(event: InboundEvent): TokenisedEvent;
  /** Resolves an event and collects the rows that make it lasting; `part` hands them to the unit of the event. */
  observe(event: LogEvent, sealed: readonly SealedValue[]): Sighting;
  /** The rows collected since the last call. */
  part(): UnitPart;
  /** Who is who as of now, for the next opening; call while nothing is on its way to the store. */
  save(): SavedIdentity;
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
  keys: Row[];
  sealed: Map<string, Row>;
  consents: Row[];
}

const nothing = (): Pending => ({ persons: [], merges: [], links: [], keys: [], sealed: new Map(), consents: [] });

/** As text, many in a row, like the journal. Keys are never saved beside the store: an erased one must be gone. */
const PERSON_KEYS = `
  select string_agg(person_id || ' ' || encode(wrapped_key, 'hex'), E'\\n') as lines
  from person_key where tenant = $1 group by left(person_id, 6)`;

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
    this.resolver = createResolver(options.saved?.people);
    this.ordinal = options.saved?.next ?? 0;
    this.tokeniser = createTokeniser(options.vault.derive(`token:${options.tenant}`));
  }

  tokenise(event: InboundEvent): TokenisedEvent {
    return tokeniseEvent(event, this.tokeniser);
  }

  observe(event: LogEvent, sealed: readonly SealedValue[]): Sighting {
    const { person, created, links, merged, conflicts } = this.resolver.resolve(event.identifiers);
    const at = event.recordedAt;
    if (created) {
      this.pending.persons.push({ person_id: person.id, ordinal: this.ordinal++, created_at: at });
    }
    for (const { from, into } of merged) {
      this.consents.merge(from.index, into.index);
      const row = { from_person_id: from.id, into_person_id: into.id, ordinal: this.ordinal++, merged_at: at };
      this.pending.merges.push(row);
    }
    for (const { kind, token, personId } of links) {
      this.pending.links.push({ kind, token, person_id: personId, ordinal: this.ordinal++, first_seen_at: at });
    }
    // An identifier is sealed once, when it is first linked to the person.
    const linked = new Set(links.map(({ kind, token }) => `${kind}:${token}`));
    for (const value of sealed) {
      if (!value.field.includes(':') || linked.has(value.field)) this.seal(person.id, value, at);
    }
    if (event.kind === 'consent.changed') this.recordConsent(event, person);
    return { person, merged, conflicts };
  }

  part(): UnitPart {
    const { persons, merges, links, keys, sealed, consents } = this.pending;
    this.pending = nothing();
    const { tenant } = this.options;
    return {
      writes: [
        rowWrite({ table: personTable, mode: 'insert', rows: persons, tenant }),
        rowWrite({ table: personMergeTable, mode: 'insert', rows: merges, tenant }),
        rowWrite({ table: identifierTable, mode: 'insert', rows: links, tenant }),
        rowWrite({ table: personKeyTable, mode: 'insert-ignore', rows: keys, tenant }),
        rowWrite({ table: sealedValueTable, mode: 'upsert', rows: [...sealed.values()], tenant }),
        rowWrite({ table: consentTable, mode: 'insert-ignore', rows: consents, tenant }),
      ],
    };
  }

  save(): SavedIdentity {
    return { next: this.ordinal, people: this.resolver.image() };
  }

  async reveal(personId: string): Promise<ReadonlyMap<string, string>> {
    const read = forTenant(this.options.db, this.options.tenant);
    const rows = await read.query<{ person_id: string; field: string; sealed: Uint8Array; wrapped_key: Uint8Array }>(
      `select v.person_id, v.field, v.sealed, k.wrapped_key from sealed_value v
       join person_key k on k.tenant = v.tenant and k.person_id = v.person_id
       where v.tenant = $1 and (v.person_id = $2
         or v.person_id in (select from_person_id from person_merge where tenant = $1 and into_person_id = $2))
       order by v.recorded_at`,
      [personId],
    );
    return new Map(rows.map((row) => [row.field, this.options.vault.open(row.wrapped_key, row.person_id, row.sealed)]));
  }

  async load(): Promise<void> {
    const read = forTenant(this.options.db, this.options.tenant);
    this.ordinal = await restoreJournal(read, this.resolver, this.ordinal);
    for (const { lines } of await read.query<{ lines: string }>(PERSON_KEYS)) {
      for (const line of lines.split('\n')) {
        const [personId = '', key = ''] = line.split(' ');
        this.personKeys.set(personId, new Uint8Array(Buffer.from(key, 'hex')));
      }
    }
    const consents = await read.query<{ person_id: string; scope: string; at: number; granted: boolean }>(
      'select person_id, scope, at, granted from consent where tenant = $1 order by at',
    );
    for (const { person_id, scope, at, granted } of consents) {
      this.consents.record({ person: must(this.resolver.byId(person_id), person_id).index, scope, at, granted });
    }
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

  private recordConsent({ data, recordedAt: at }: LogEvent, person: Person): void {
    const scope = String(data['scope']);
    const granted = data['granted'] === true;
    this.consents.record({ person: person.index, scope, at, granted });
    this.pending.consents.push({ person_id: person.id, scope, at, granted });
  }
}
