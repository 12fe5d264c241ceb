import { createHash } from 'node:crypto';
import { must } from '#base';
import type { Identifier, IdentifierKind } from '#stream';

/** Kinds that belong to one person, strongest first. Two of them in one event mean the same person. */
const STRONG: readonly IdentifierKind[] = ['application', 'loan', 'national_id', 'account', 'phone', 'email'];
const JOINING: ReadonlySet<IdentifierKind> = new Set(['national_id', 'account', 'phone', 'email']);

/** A person as the resolver keeps it; `index` is dense and stable, for typed arrays. */
export interface Person {
  readonly index: number;
  readonly id: string;
  /** The person this one was merged into, or itself. */
  into: number;
  /** Token of the national id, or empty. Two persons with different ones are never merged. */
  nationalId: string;
  /** True while nothing but cookies and devices is known. */
  anonymous: boolean;
}

export interface Link {
  readonly kind: IdentifierKind;
  readonly token: string;
  readonly personId: string;
}

export interface Resolution {
  readonly person: Person;
  readonly created: boolean;
  readonly links: readonly Link[];
  /** Persons that this event showed to be the same: `from` now counts as `into`. */
  readonly merged: readonly { readonly from: Person; readonly into: Person }[];
  /** Identifiers that point at someone else with another national id; they stay where they are. */
  readonly conflicts: number;
}

/** Deterministic id mapping: who does this set of identifiers belong to? One instance a tenant. */
export interface Resolver {
  resolve(identifiers: readonly Identifier[]): Resolution;
  /** The person behind an identifier, or undefined. */
  find(identifier: Identifier): Person | undefined;
  byId(id: string): Person | undefined;
  byIndex(index: number): Person;
  /** The dense index under which a person was made, merged since or not; undefined for an unknown id. */
  indexOf(id: string): number | undefined;
  /** Puts back what was stored; call in the order of recording. */
  restorePerson(id: string): void;
  restoreMerge(from: string, into: string): void;
  restoreLink(link: Link): void;
  size(): number;
  /** All of it as plain data; nothing but person ids and tokens is in it. */
  image(): ResolverImage;
}

/** People and what points at them. */
export interface ResolverImage {
  readonly ids: readonly string[];
  readonly into: readonly number[];
  readonly nationalIds: readonly string[];
  readonly anonymous: readonly boolean[];
  readonly owners: readonly (readonly [IdentifierKind, readonly string[], readonly number[]])[];
  readonly devices: readonly (readonly [string, readonly number[]])[];
}

/**
 * Rules, in order: the strongest identifier that is known decides; other strong identifiers of the event that belong to
 * someone else merge the two unless both have a national id; a cookie merges only an anonymous visitor; a device
 * points at a person only while that person alone has used it.
 */
export function createResolver(image?: ResolverImage): Resolver {
  return new MapResolver(image);
}

class MapResolver implements Resolver {
  private readonly persons: Person[] = [];
  private readonly ids = new Map<string, Person>();
  private readonly owners = new Map<IdentifierKind, Map<string, number>>();
  private readonly devices = new Map<string, number[]>();

  constructor(image?: ResolverImage) {
    if (image === undefined) return;
    for (let i = 0; i < image.ids.length; i++) {
      const person = this.add(image.ids[i] as string);
      person.into = image.into[i] as number;
      person.nationalId = image.nationalIds[i] as string;
      person.anonymous = image.anonymous[i] as boolean;
    }
    for (const [kind, tokens, persons] of image.owners) {
      this.owners.set(kind, new Map(tokens.map((token, i) => [token, persons[i] as number])));
    }
    for (const [token, users] of image.devices) this.devices.set(token, [...users]);
  }

  resolve(identifiers: readonly Identifier[]): Resolution {
    const merged: { from: Person; into: Person }[] = [];
    const national = identifiers.find(({ kind }) => kind === 'national_id')?.token ?? '';
    const strong = this.knownStrong(identifiers);
    // Whoever has another national id is somebody else, whatever he shares with this one.
    const known = strong.filter((person) => !differs(person.nationalId, national));
    let conflicts = strong.length - known.length;
    const visitor = this.visitor(identifiers, strong.length > 0);
    const created = known.length === 0 && visitor === undefined;
    let person = known[0] ?? visitor ?? this.create(identifiers);
    for (const other of visitor === undefined ? known : [...known, visitor]) {
      const candidate = this.current(other);
      person = this.current(person);
      if (candidate === person) continue;
      if (differs(person.nationalId, candidate.nationalId)) conflicts++;
      else merged.push(this.merge(candidate, person));
    }
    person = this.current(person);
    const links = identifiers.flatMap((identifier) => this.link(identifier, person));
    return { person, created, links, merged, conflicts };
  }

  find({ kind, token }: Identifier): Person | undefined {
    if (kind === 'device') {
      const users = this.devices.get(token) ?? [];
      return users.length === 1 ? this.byIndex(users[0] ?? 0) : undefined;
    }
    const index = this.owners.get(kind)?.get(token);
    return index === undefined ? undefined : this.byIndex(index);
  }

  byId(id: string): Person | undefined {
    const person = this.ids.get(id);
    return person === undefined ? undefined : this.current(person);
  }

  byIndex(index: number): Person {
    return this.current(must(this.persons[index], `person ${index}`));
  }

  indexOf(id: string): number | undefined {
    return this.ids.get(id)?.index;
  }

  restorePerson(id: string): void {
    this.add(id);
  }

  restoreMerge(from: string, into: string): void {
    this.merge(must(this.ids.get(from), from), must(this.byId(into), into));
  }

  restoreLink({ kind, token, personId }: Link): void {
    this.link({ kind, token }, must(this.byId(personId), personId));
  }

  size(): number {
    return this.persons.length;
  }

  image(): ResolverImage {
    return {
      ids: this.persons.map(({ id }) => id),
      into: this.persons.map(({ into }) => into),
      nationalIds: this.persons.map(({ nationalId }) => nationalId),
      anonymous: this.persons.map(({ anonymous }) => anonymous),
      owners: [...this.owners].map(([kind, owners]) => [kind, [...owners.keys()], [...owners.values()]] as const),
      devices: [...this.devices],
    };
  }

  private knownStrong(identifiers: readonly Identifier[]): Person[] {
    const found: Person[] = [];
    for (const kind of STRONG) {
      for (const identifier of identifiers) {
        const person = identifier.kind === kind ? this.find(identifier) : undefined;
        if (person !== undefined && !found.includes(person)) found.push(person);
      }
    }
    return found;
  }

  /** Who a cookie or device points at: anybody when nothing stronger is known, otherwise only an anonymous visitor. */
  private visitor(identifiers: readonly Identifier[], strongKnown: boolean): Person | undefined {
    const strongGiven = strongKnown || identifiers.some(({ kind }) => JOINING.has(kind));
    for (const identifier of identifiers) {
      if (identifier.kind !== 'cookie' && (identifier.kind !== 'device' || strongGiven)) continue;
      const person = this.find(identifier);
      if (person !== undefined && (!strongGiven || person.anonymous)) return person;
    }
    return undefined;
  }

  private create(identifiers: readonly Identifier[]): Person {
    const first = STRONG.map((kind) => identifiers.find((identifier) => identifier.kind === kind)).find(Boolean);
    const { kind, token } = first ?? must(identifiers[0], 'an identifier');
    const digest = createHash('sha256').update(`${kind}:${token}:${this.persons.length}`).digest('hex');
    return this.add(`per_${digest.slice(0, 24)}`);
  }

  private add(id: string): Person {
    const index = this.persons.length;
    const person: Person = { index, id, into: index, nationalId: '', anonymous: true };
    this.persons.push(person);
    this.ids.set(id, person);
    return person;
  }

  private current(person: Person): Person {
    let at = person;
    while (at.into !== at.index) at = must(this.persons[at.into], 'the merged person');
    if (person.into !== at.index) person.into = at.index;
    return at;
  }

  private merge(from: Person, into: Person): { from: Person; into: Person } {
    from.into = into.index;
    if (into.nationalId === '') into.nationalId = from.nationalId;
    into.anonymous = into.anonymous && from.anonymous;
    return { from, into };
  }

  private link({ kind, token }: Identifier, person: Person): Link[] {
    if (kind === 'device') return this.linkDevice(token, person);
    const owners = this.owners.get(kind) ?? new Map<string, number>();
    this.owners.set(kind, owners);
    if (owners.has(token)) return [];
    owners.set(token, person.index);
    if (kind === 'national_id' && person.nationalId === '') person.nationalId = token;
    if (JOINING.has(kind)) person.anonymous = false;
    return [{ kind, token, personId: person.id }];
  }

  private linkDevice(token: string, person: Person): Link[] {
    const users = this.devices.get(token) ?? [];
    this.devices.set(token, users);
    if (users.some((index) => this.byIndex(index) === person)) return [];
    users.push(person.index);
    return [{ kind: 'device', token, personId: person.id }];
  }
}

/** Two national ids, both known, that are not the same. */
function differs(a: string, b: string): boolean {
  return a !== '' && b !== '' && a !== b;
}
