import type { Identifier, IdentifierKind } from '#stream';
import { LINK_LIMITS, REFERENCES, type LinkLimits } from './link-rules.ts';
import type { ResolverImage } from './person.ts';

/** An identifier that so many persons were seen with that it says nothing about who it is. */
export interface SharedIdentifier extends Identifier {
  readonly persons: number;
}

/** Up to here a newcomer is compared with the persons known, merges followed; a larger crowd is only counted. */
const FOLLOWED = 64;

/**
 * Who was seen with which identifier, as indices of persons: the first owns it, the others are kept apart because few
 * identifiers have any. An identifier costs one map entry.
 */
export class OwnerBook {
  private readonly owners = new Map<IdentifierKind, Map<string, number>>();
  private readonly others = new Map<IdentifierKind, Map<string, Set<number>>>();
  private readonly limits: LinkLimits;

  constructor(limits: LinkLimits = LINK_LIMITS) {
    this.limits = limits;
  }

  /** The index of the first person that was seen with it, whoever came later. */
  owner({ kind, token }: Identifier): number | undefined {
    return this.owners.get(kind)?.get(token);
  }

  isShared({ kind, token }: Identifier): boolean {
    const more = this.others.get(kind)?.get(token)?.size ?? 0;
    return more > 0 && more + 1 > this.limits.users[kind];
  }

  /** Everyone seen with it, the owner first. */
  users(identifier: Identifier): number[] {
    const owner = this.owner(identifier);
    if (owner === undefined) return [];
    return [owner, ...(this.others.get(identifier.kind)?.get(identifier.token) ?? [])];
  }

  /** Notes a person: the first owns it. `current` follows merges. */
  add({ kind, token }: Identifier, person: number, current: (index: number) => number): 'known' | 'owner' | 'other' {
    const owners = inner(this.owners, kind, newOwners);
    const owner = owners.get(token);
    if (owner === undefined) {
      owners.set(token, person);
      return 'owner';
    }
    if (owner === person || REFERENCES.has(kind) || current(owner) === person) return 'known';
    const more = inner(this.others, kind, newOthers);
    const known = more.get(token);
    if (known === undefined) {
      more.set(token, new Set([person]));
      return 'other';
    }
    if (known.has(person)) return 'known';
    if (known.size <= FOLLOWED) for (const user of known) if (current(user) === person) return 'known';
    known.add(person);
    return 'other';
  }

  /** Replaces who was seen with it; nobody: it is forgotten. */
  set({ kind, token }: Identifier, [owner, ...more]: readonly number[]): void {
    const owners = inner(this.owners, kind, newOwners);
    if (owner === undefined) owners.delete(token);
    else owners.set(token, owner);
    const others = inner(this.others, kind, newOthers);
    if (more.length === 0) others.delete(token);
    else others.set(token, new Set(more));
  }

  /** Identifiers of too many persons, the most shared first. */
  shared(limit: number): SharedIdentifier[] {
    const found: SharedIdentifier[] = [];
    for (const [kind, tokens] of this.others) {
      for (const [token, more] of tokens) {
        if (more.size + 1 > this.limits.users[kind]) found.push({ kind, token, persons: more.size + 1 });
      }
    }
    return found.sort((a, b) => b.persons - a.persons || (a.token < b.token ? -1 : 1)).slice(0, limit);
  }

  image(): Pick<ResolverImage, 'owners' | 'others'> {
    return {
      owners: [...this.owners].map(([kind, held]) => [kind, [...held.keys()], [...held.values()]] as const),
      others: [...this.others].map(
        ([kind, held]) => [kind, [...held.keys()], [...held.values()].map((users) => [...users])] as const,
      ),
    };
  }

  restore({ owners, others }: Pick<ResolverImage, 'owners' | 'others'>): void {
    for (const [kind, tokens, persons] of owners) {
      this.owners.set(kind, new Map(tokens.map((token, i) => [token, persons[i] as number])));
    }
    for (const [kind, tokens, users] of others) {
      this.others.set(kind, new Map(tokens.map((token, i) => [token, new Set(users[i])])));
    }
  }
}

const newOwners = (): Map<string, number> => new Map();
const newOthers = (): Map<string, Set<number>> => new Map();

function inner<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
