import { DisjointSets } from '../linkage/cluster/components.ts';
import { identifierKey, type GraphLimits, type IdentityFact } from './identity-fact.ts';

interface Held {
  size: number;
  /** Exclusive identifiers, by kind. */
  readonly exclusive: Map<string, string>;
  /** Persons, by representative, that must not be this one; looked up through the sets. */
  readonly apart: Set<number>;
}

/** Identifiers that join into persons unless something keeps them apart. */
export class Persons {
  readonly sets: DisjointSets;
  private readonly held: Held[];
  private readonly placeOf: ReadonlyMap<string, number>;
  private readonly limits: GraphLimits;

  constructor(keys: readonly string[], facts: readonly IdentityFact[], limits: GraphLimits) {
    this.sets = new DisjointSets(keys.length);
    this.limits = limits;
    this.placeOf = new Map(keys.map((key, place) => [key, place]));
    this.held = keys.map((key) => {
      const kind = key.slice(0, key.indexOf(':'));
      const exclusive = new Map(limits.exclusive.includes(kind) ? [[kind, key]] : []);
      return { size: 1, exclusive, apart: new Set<number>() };
    });
    for (const fact of facts) {
      if (fact.kind !== 'apart') continue;
      const a = this.place(identifierKey(fact.a));
      const b = this.place(identifierKey(fact.b));
      this.held[a]?.apart.add(b);
      this.held[b]?.apart.add(a);
    }
  }

  /** Joins the persons of two identifiers; false when they must stay two. */
  join(a: string, b: string): boolean {
    const left = this.sets.find(this.place(a));
    const right = this.sets.find(this.place(b));
    if (left === right) return true;
    const one = this.held[left] as Held;
    const other = this.held[right] as Held;
    if (one.size + other.size > this.limits.personSize || this.isApart(one, right) || this.isApart(other, left))
      return false;
    for (const [kind, key] of other.exclusive) if ((one.exclusive.get(kind) ?? key) !== key) return false;
    this.sets.join(left, right);
    this.held[this.sets.find(left)] = {
      size: one.size + other.size,
      exclusive: new Map([...one.exclusive, ...other.exclusive]),
      apart: new Set([...one.apart, ...other.apart]),
    };
    return true;
  }

  private isApart({ apart }: Held, root: number): boolean {
    for (const place of apart) if (this.sets.find(place) === root) return true;
    return false;
  }

  private place(key: string): number {
    return this.placeOf.get(key) as number;
  }
}
