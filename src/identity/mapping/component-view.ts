import type { IdentityFact } from '../graph/identity-fact.ts';
import { holding, type ViewTimes } from '../graph/identity-graph.ts';
import { buildView } from '../graph/identity-view.ts';

type LinkFact = Extract<IdentityFact, { kind: 'link' }>;

/** Who counts as whom in a component, and which links of identifiers hold. */
export interface ComponentView {
  /** The person each person counts as. */
  readonly roots: ReadonlyMap<string, string>;
  /** Links of identifiers that hold, oldest number first; the first of an identifier owns it. */
  readonly links: readonly LinkFact[];
  /** Pairs that are kept apart by hand. */
  readonly apart: readonly (readonly [string, string])[];
  /** Links that would join what must stay two. */
  readonly refused: readonly LinkFact[];
}

/** The guards of the live map are asked when an event comes in; what was believed then stands until it is corrected. */
const LIMITS = { exclusive: ['national_id'], neighbours: {}, otherNeighbours: Infinity, personSize: Infinity };

const isMerge = (fact: LinkFact): boolean => fact.a.kind === 'person';
const isNational = (fact: LinkFact): boolean => fact.a.kind === 'national_id';

/**
 * What the facts of a component mean at an instant, by the same rule as the graph of beliefs: strongest links first, none
 * that joins two national ids or a pair kept apart, so a chain breaks at its weakest link.
 */
export function viewComponent(
  facts: readonly IdentityFact[],
  persons: readonly string[],
  times: ViewTimes = {},
): ComponentView {
  const held = holding(facts, times);
  const links = held.filter((fact) => fact.kind === 'link');
  const { refused } = buildView(
    held.filter((fact) => fact.kind !== 'link' || isMerge(fact) || isNational(fact)),
    LIMITS,
  );
  const cut = new Set(refused.map(({ number }) => number));
  const into = new Map<string, string>();
  for (const { a, b, number } of links.filter(isMerge)) {
    const [from, to] = [rootOf(a.token, into), rootOf(b.token, into)];
    if (from !== to && !cut.has(number)) into.set(from, to);
  }
  return {
    roots: new Map(persons.map((id) => [id, rootOf(id, into)])),
    links: links.filter((link) => !isMerge(link)),
    apart: held.filter((fact) => fact.kind === 'apart').map(({ a, b }) => [a.token, b.token] as const),
    refused,
  };
}

function rootOf(id: string, into: ReadonlyMap<string, string>): string {
  let at = id;
  for (let next = into.get(at); next !== undefined; next = into.get(at)) at = next;
  return at;
}
