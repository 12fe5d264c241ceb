import { createHash } from 'node:crypto';
import { must } from '#base';
import type { Identifier } from '#stream';
import { JOINING, LINK_LIMITS, LINK_STRENGTH, STRONG, type LinkLimits } from './mapping/link-rules.ts';
import { OwnerBook, type SharedIdentifier } from './mapping/owner-book.ts';
import type { ComponentState, Link, Merge, Person, ResolverImage } from './mapping/person.ts';

export interface Resolution {
  readonly person: Person;
  readonly created: boolean;
  readonly links: readonly Link[];
  /** Persons that this event showed to be the same. */
  readonly merged: readonly Merge[];
  /** Persons that the event speaks for and that stayed two: another national id, kept apart by hand, or grown too large. */
  readonly conflicts: number;
}

/** Deterministic id mapping: who does this set of identifiers belong to? One instance a tenant. */
export interface Resolver {
  resolve(identifiers: readonly Identifier[]): Resolution;
  /** The person behind an identifier; undefined when nobody is, or too many are. */
  find(identifier: Identifier): Person | undefined;
  /** Everyone who was seen with an identifier, the owner first. */
  users(identifier: Identifier): readonly Person[];
  /** The same as persons were made, merged since or not: their ids. */
  usersAsMade(identifier: Identifier): readonly string[];
  /**
   * Whose a past event is by what is believed now, by the rules of `resolve`, an identifier of too many persons last. Makes
   * and merges nobody; undefined when no identifier is known.
   */
  ownerOf(identifiers: readonly Identifier[]): Person | undefined;
  byId(id: string): Person | undefined;
  /** Ids under which a person was made that count as this one, the own one first. Looks at all persons. */
  aliases(person: Person): readonly string[];
  byIndex(index: number): Person;
  /** The person that was made under an index, whoever it counts as now. */
  asMade(index: number): Person;
  /** The dense index under which a person was made, merged since or not; undefined for an unknown id. */
  indexOf(id: string): number | undefined;
  /** Puts back what was stored; call in the order of recording. */
  restorePerson(id: string): void;
  restoreMerge(from: string, into: string): void;
  restoreLink(link: Link): void;
  /** Takes over what a correction says of the persons it touched. */
  apply(state: ComponentState): void;
  size(): number;
  /** Identifiers of too many persons, the most shared first. */
  shared(limit: number): readonly SharedIdentifier[];
  /** All of it as plain data; nothing but person ids and tokens is in it. */
  image(): ResolverImage;
}

export interface ResolverOptions {
  readonly image?: ResolverImage | undefined;
  readonly limits?: LinkLimits | undefined;
}

/**
 * Rules, in order: the strongest identifier that is known decides; other strong identifiers of the event that belong to
 * someone else merge the two unless both have a national id, were set apart by hand or would become too large; a cookie
 * merges only an anonymous visitor; an identifier that too many persons were seen with decides nothing.
 */
export function createResolver(options: ResolverOptions = {}): Resolver {
  return new MapResolver(options);
}

interface Known {
  readonly person: Person;
  readonly strength: number;
}

class MapResolver implements Resolver {
  private readonly persons: Person[] = [];
  private readonly ids = new Map<string, Person>();
  private readonly book: OwnerBook;
  private readonly limits: LinkLimits;
  private readonly currentIndex = (index: number): number => this.byIndex(index).index;
  /** Pairs that stay two; few, so a list is enough. */
  private apart: (readonly [number, number])[] = [];

  constructor({ image, limits = LINK_LIMITS }: ResolverOptions) {
    this.limits = limits;
    this.book = new OwnerBook(limits);
    if (image === undefined) return;
    for (let i = 0; i < image.ids.length; i++) {
      const person = this.add(image.ids[i] as string);
      person.into = image.into[i] as number;
      person.nationalId = image.nationalIds[i] as string;
      person.anonymous = image.anonymous[i] as boolean;
      person.size = image.sizes[i] as number;
    }
    this.book.restore(image);
    this.apart = [...image.apart];
  }

  resolve(identifiers: readonly Identifier[]): Resolution {
    const merged: Merge[] = [];
    const strong = this.knownStrong(identifiers);
    const known = this.possible(strong, identifiers);
    let conflicts = strong.length - known.length;
    const visitor = this.visitor(identifiers, strong.length > 0);
    const created = known.length === 0 && visitor === undefined;
    const first = known[0] ?? visitor ?? { person: this.create(identifiers), strength: 0 };
    let { person } = first;
    for (const other of visitor === undefined ? known : [...known, visitor]) {
      const candidate = this.current(other.person);
      person = this.current(person);
      if (candidate === person) continue;
      if (this.mustStayTwo(person, candidate)) conflicts++;
      else merged.push(this.merge(candidate, person, Math.min(first.strength, other.strength)));
    }
    person = this.current(person);
    const links: Link[] = [];
    for (const identifier of identifiers) this.link(identifier, person, links);
    return { person, created, links, merged, conflicts };
  }

  find(identifier: Identifier): Person | undefined {
    const index = this.book.owner(identifier);
    return index === undefined || this.book.isShared(identifier) ? undefined : this.byIndex(index);
  }

  users(identifier: Identifier): Person[] {
    return [...new Set(this.book.users(identifier).map((index) => this.byIndex(index)))];
  }

  usersAsMade(identifier: Identifier): string[] {
    return this.book.users(identifier).map((index) => must(this.persons[index], `person ${index}`).id);
  }

  ownerOf(identifiers: readonly Identifier[]): Person | undefined {
    const strong = this.knownStrong(identifiers);
    const national = nationalOf(identifiers);
    const known = strong.find(({ person }) => !differs(person.nationalId, national));
    const decided = known ?? this.visitor(identifiers, strong.length > 0);
    if (decided !== undefined) return decided.person;
    const owners = identifiers.flatMap((identifier) => this.book.owner(identifier) ?? []);
    return owners[0] === undefined ? undefined : this.byIndex(owners[0]);
  }

  byId(id: string): Person | undefined {
    const person = this.ids.get(id);
    return person === undefined ? undefined : this.current(person);
  }

  aliases(person: Person): string[] {
    const others = this.persons.filter((each) => each !== person && this.current(each) === person);
    return [person.id, ...others.map(({ id }) => id)];
  }

  byIndex(index: number): Person {
    return this.current(must(this.persons[index], `person ${index}`));
  }

  asMade(index: number): Person {
    return must(this.persons[index], `person ${index}`);
  }

  indexOf(id: string): number | undefined {
    return this.ids.get(id)?.index;
  }

  restorePerson(id: string): void {
    this.add(id);
  }

  restoreMerge(from: string, into: string): void {
    this.merge(must(this.byId(from), from), must(this.byId(into), into), 0);
  }

  restoreLink({ kind, token, personId }: Link): void {
    this.link({ kind, token }, must(this.byId(personId), personId), []);
  }

  apply({ persons, roots, links, apart }: ComponentState): void {
    const touched = new Set<number>();
    const indexOf = (id: string): number => must(this.ids.get(id), id).index;
    for (const [id, root] of persons) {
      const person = must(this.ids.get(id), id);
      person.into = indexOf(root);
      touched.add(person.index);
    }
    for (const { id, ...traits } of roots) Object.assign(must(this.ids.get(id), id), traits);
    for (const [kind, token, users] of links) this.book.set({ kind, token }, users.map(indexOf));
    const outside = this.apart.filter(([a, b]) => !touched.has(a) || !touched.has(b));
    this.apart = [...outside, ...apart.map(([a, b]) => [indexOf(a), indexOf(b)] as const)];
  }

  size(): number {
    return this.persons.length;
  }

  shared(limit: number): SharedIdentifier[] {
    return this.book.shared(limit);
  }

  image(): ResolverImage {
    return {
      ids: this.persons.map(({ id }) => id),
      into: this.persons.map(({ into }) => into),
      nationalIds: this.persons.map(({ nationalId }) => nationalId),
      anonymous: this.persons.map(({ anonymous }) => anonymous),
      sizes: this.persons.map(({ size }) => size),
      ...this.book.image(),
      apart: this.apart,
    };
  }

  private knownStrong(identifiers: readonly Identifier[]): Known[] {
    const found: Known[] = [];
    for (const kind of STRONG) {
      for (const identifier of identifiers) {
        const person = identifier.kind === kind ? this.find(identifier) : undefined;
        if (person === undefined || found.some((known) => known.person === person)) continue;
        found.push({ person, strength: LINK_STRENGTH[kind] });
      }
    }
    return found;
  }

  /** Whoever has another national id is somebody else, whatever he shares; and who has grown too large takes no more. */
  private possible(strong: readonly Known[], identifiers: readonly Identifier[]): readonly Known[] {
    if (strong.length === 0) return strong;
    const national = nationalOf(identifiers);
    return strong.filter(({ person }) => {
      if (differs(person.nationalId, national)) return false;
      if (person.size < this.limits.personSize) return true;
      return !identifiers.some(
        (identifier) => JOINING.has(identifier.kind) && this.book.owner(identifier) === undefined,
      );
    });
  }

  /** Who a cookie or device points at: anybody when nothing stronger is known, otherwise only an anonymous visitor. */
  private visitor(identifiers: readonly Identifier[], strongKnown: boolean): Known | undefined {
    const strongGiven = strongKnown || identifiers.some(({ kind }) => JOINING.has(kind));
    for (const identifier of identifiers) {
      if (identifier.kind !== 'cookie' && (identifier.kind !== 'device' || strongGiven)) continue;
      const person = this.find(identifier);
      if (person === undefined || (strongGiven && !person.anonymous)) continue;
      return { person, strength: LINK_STRENGTH[identifier.kind] };
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
    const person: Person = { index, id, into: index, nationalId: '', anonymous: true, size: 0 };
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

  private mustStayTwo(a: Person, b: Person): boolean {
    if (differs(a.nationalId, b.nationalId) || a.size + b.size > this.limits.personSize) return true;
    return this.apart.some(([x, y]) => {
      const [left, right] = [this.byIndex(x), this.byIndex(y)];
      return (left === a && right === b) || (left === b && right === a);
    });
  }

  private merge(from: Person, into: Person, strength: number): Merge {
    from.into = into.index;
    if (into.nationalId === '') into.nationalId = from.nationalId;
    into.anonymous = into.anonymous && from.anonymous;
    into.size += from.size;
    return { from, into, strength };
  }

  private link(identifier: Identifier, person: Person, links: Link[]): void {
    const noted = this.book.add(identifier, person.index, this.currentIndex);
    if (noted === 'known') return;
    if (noted === 'owner') this.own(identifier, person);
    links.push({ kind: identifier.kind, token: identifier.token, personId: person.id });
  }

  private own({ kind, token }: Identifier, person: Person): void {
    if (!JOINING.has(kind)) return;
    person.anonymous = false;
    person.size++;
    if (kind === 'national_id' && person.nationalId === '') person.nationalId = token;
  }
}

function nationalOf(identifiers: readonly Identifier[]): string {
  return identifiers.find(({ kind }) => kind === 'national_id')?.token ?? '';
}

/** Two national ids, both known, that are not the same. */
function differs(a: string, b: string): boolean {
  return a !== '' && b !== '' && a !== b;
}
