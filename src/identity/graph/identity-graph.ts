import { TallyError } from '#base';
import {
  GRAPH_LIMITS,
  type FactTimes,
  type GraphIdentifier,
  type GraphLimits,
  type IdentityFact,
} from './identity-fact.ts';
import { buildView, type IdentityView } from './identity-view.ts';

/** At which instant, in the world and in our knowledge; absent: now, all of it. */
export interface ViewTimes {
  readonly validAt?: number;
  readonly knownAt?: number;
}

/**
 * What was ever believed about which identifiers are one person. Nothing is changed in place: a split, a merge by hand and
 * an undo are facts with two times, so "who did we believe this was on that day" has an answer for every day.
 *
 * @example
 * const graph = createIdentityGraph();
 * graph.link(phone, device, 2, { occurredAt, recordedAt });
 * graph.viewAt({ knownAt: lastMonday }).personOf(device);
 */
export interface IdentityGraph {
  /** Two identifiers seen together; answers the number of the fact. */
  link(a: GraphIdentifier, b: GraphIdentifier, at: FactTimes & { readonly strength: number }): number;
  /** They are two persons from now on, whatever links them. */
  apart(a: GraphIdentifier, b: GraphIdentifier, at: FactTimes): number;
  /** Takes a fact back; taking back a retraction brings the fact back. */
  retract(fact: number, at: FactTimes): number;
  viewAt(times?: ViewTimes): IdentityView;
  readonly facts: readonly IdentityFact[];
}

/** A graph of nothing, or of facts that were kept. */
export function createIdentityGraph(
  limits: GraphLimits = GRAPH_LIMITS,
  kept: readonly IdentityFact[] = [],
): IdentityGraph {
  const facts = [...kept];
  const add = (make: (number: number) => IdentityFact): number => facts.push(make(facts.length)) - 1;
  return {
    facts,
    link: (a, b, { strength, occurredAt, recordedAt }) =>
      add((number) => ({ kind: 'link', number, a, b, strength, occurredAt, recordedAt })),
    apart: (a, b, { occurredAt, recordedAt }) =>
      add((number) => ({ kind: 'apart', number, a, b, occurredAt, recordedAt })),
    retract: (fact, { occurredAt, recordedAt }) => {
      if (facts[fact] === undefined) {
        throw new TallyError('IDENTITY_GRAPH_FACT', `there is no fact ${fact} to take back`, {
          hint: `facts are numbered 0 to ${facts.length - 1}`,
        });
      }
      return add((number) => ({ kind: 'retract', number, fact, occurredAt, recordedAt }));
    },
    viewAt: (times = {}) => buildView(holding(facts, times), limits),
  };
}

/** The facts, in the order of their numbers, that hold at the times: known, begun, and not taken back by one that holds itself. */
export function holding(
  facts: readonly IdentityFact[],
  { validAt = Infinity, knownAt = Infinity }: ViewTimes = {},
): IdentityFact[] {
  const inTime = facts.filter(({ occurredAt, recordedAt }) => occurredAt <= validAt && recordedAt <= knownAt);
  const gone = new Set<number>();
  // A later fact decides over an earlier one, so the last retraction is looked at first.
  for (const fact of inTime.toReversed()) if (fact.kind === 'retract' && !gone.has(fact.number)) gone.add(fact.fact);
  return inTime.filter(({ number }) => !gone.has(number));
}
