import { DisjointSets } from '../linkage/cluster/components.ts';
import { identifierKey, type GraphIdentifier, type GraphLimits, type IdentityFact } from './identity-fact.ts';
import { Persons } from './persons.ts';

type LinkFact = Extract<IdentityFact, { kind: 'link' }>;

/** Who is who, as believed at some instant. */
export interface IdentityView {
  /** The person of an identifier: the key of the identifier of theirs that is known longest; undefined for an unknown one. */
  personOf(identifier: GraphIdentifier): string | undefined;
  /** Keys of the identifiers of a person, in order. */
  members(person: string): readonly string[];
  /** Keys of identifiers that too many others are linked to: they join nobody. */
  readonly overused: readonly string[];
  /** Links that would have joined persons whom an exclusive identifier, a split or a limit keeps apart. */
  readonly refused: readonly LinkFact[];
  readonly persons: readonly string[];
}

/**
 * Builds the view of facts that hold. Links join in the order of their strength, and one is refused where it would bring
 * together what must stay apart: so a chain always breaks at its weakest link, whatever the order of the facts.
 */
export function buildView(facts: readonly IdentityFact[], limits: GraphLimits): IdentityView {
  const links = facts.filter((fact) => fact.kind === 'link');
  const first = firstSeen(facts);
  const keys = [...first.keys()].sort();
  const overused = overusedKeys(links, limits);
  const persons = new Persons(keys, facts, limits);
  const order = [...links].sort((a, b) => b.strength - a.strength || a.occurredAt - b.occurredAt || textOrder(a, b));
  const refused = order.filter((link) => {
    const isOverused = overused.has(identifierKey(link.a)) || overused.has(identifierKey(link.b));
    return !isOverused && !persons.join(identifierKey(link.a), identifierKey(link.b));
  });
  const members = membersByName(keys, persons.sets, first);
  const personOf = new Map([...members].flatMap(([person, held]) => held.map((key) => [key, person] as const)));
  return {
    personOf: (identifier) => personOf.get(identifierKey(identifier)),
    members: (person) => members.get(person) ?? [],
    overused: [...overused].sort(),
    refused,
    persons: [...members.keys()].sort(),
  };
}

function textOrder(a: LinkFact, b: LinkFact): number {
  const left = `${identifierKey(a.a)} ${identifierKey(a.b)}`;
  const right = `${identifierKey(b.a)} ${identifierKey(b.b)}`;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** When each identifier was first seen in the world. */
function firstSeen(facts: readonly IdentityFact[]): Map<string, number> {
  const first = new Map<string, number>();
  for (const fact of facts) {
    if (fact.kind === 'retract') continue;
    for (const key of [identifierKey(fact.a), identifierKey(fact.b)]) {
      first.set(key, Math.min(first.get(key) ?? Infinity, fact.occurredAt));
    }
  }
  return first;
}

function overusedKeys(links: readonly LinkFact[], limits: GraphLimits): Set<string> {
  const neighbours = new Map<string, { kind: string; others: Set<string> }>();
  const note = (from: GraphIdentifier, to: GraphIdentifier): void => {
    const key = identifierKey(from);
    const known = neighbours.get(key) ?? { kind: from.kind, others: new Set<string>() };
    known.others.add(identifierKey(to));
    neighbours.set(key, known);
  };
  for (const { a, b } of links) {
    note(a, b);
    note(b, a);
  }
  const isOver = (kind: string, size: number): boolean => size > (limits.neighbours[kind] ?? limits.otherNeighbours);
  return new Set([...neighbours].filter(([, { kind, others }]) => isOver(kind, others.size)).map(([key]) => key));
}

function membersByName(
  keys: readonly string[],
  sets: DisjointSets,
  first: ReadonlyMap<string, number>,
): Map<string, string[]> {
  const groups = new Map<number, string[]>();
  for (const [at, key] of keys.entries()) {
    const root = sets.find(at);
    groups.set(root, [...(groups.get(root) ?? []), key]);
  }
  const seen = (key: string): number => first.get(key) ?? Infinity;
  const oldest = (held: readonly string[]): string => held.reduce((best, key) => (seen(key) < seen(best) ? key : best));
  return new Map([...groups.values()].map((held) => [oldest(held), held]));
}
