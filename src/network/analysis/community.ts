import { TallyError } from '#base';
import type { CommunityChange } from '#graph';
import { placeOfRecord } from '../links/records-of.ts';
import type { NetworkParts } from '../network.ts';
import { nodeView, type NetworkNode } from './views.ts';
import type { NetworkInstant } from '../history/ticks.ts';

/** What a group is at an instant. */
export interface CommunityFigures {
  readonly id: number;
  readonly members: number;
  readonly people: number;
  /** People of whom each was known. */
  readonly applied: number;
  readonly rejected: number;
  readonly overdue: number;
  readonly bad: number;
  readonly frauds: number;
  /** Bonds among the members as a share of those that a tree and a complete group lie between: 0 a tree, 1 complete. */
  readonly density: number;
  readonly growth1d: number;
  readonly growth7d: number;
  /** Days since 1970. */
  readonly bornOn: number;
}

export interface CommunityView extends CommunityFigures {
  /** The first 1,000. */
  readonly nodes: readonly NetworkNode[];
  /** Members by day, where that changed. */
  readonly history: readonly { readonly day: number; readonly members: number }[];
  readonly changes: readonly { readonly day: number; readonly change: CommunityChange }[];
}

/** Members that figures look at. */
const LOOKED_AT = 2000;
const SHOWN = 1000;

/** Figures of a group as they were known; groups are those of the last day's end. */
export function communityFigures(network: NetworkParts, id: number, at: NetworkInstant): CommunityFigures {
  const { nodes, records, bonds, ticks } = network;
  const { journal } = network.groups;
  const tick = ticks.at(at);
  const closing = journal.closingAt(tick);
  const members = journal.membersOf(id, closing, LOOKED_AT);
  const isIn = new Set(members);
  const people = members.filter((node) => nodes.kindOf(node) === 'person');
  const counts = new Map<number, number>();
  let inside = 0;
  for (const node of members) {
    bonds.visit(node, { asOf: tick }, (end) => {
      if (isIn.has(end)) inside++;
      return true;
    });
  }
  for (const person of people) {
    const seen = new Set<number>();
    records.visit(person, tick, (place) => {
      seen.add(records.kindAt(place));
      return true;
    });
    for (const kind of seen) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  const of = (kind: string): number => counts.get(placeOfRecord(kind) ?? -1) ?? 0;
  const day = journal.closings[closing]?.day ?? 0;
  const size = journal.sizeOf(id, closing);
  const before = (days: number): number => journal.sizeOf(id, journal.closingOf(day - days));
  return {
    ...{ id, members: size, people: people.length, applied: of('applied'), rejected: of('rejected') },
    ...{ overdue: of('overdue'), bad: of('bad'), frauds: of('confirmed') },
    density: densityOf(members.length, people.length, inside / 2),
    ...{ growth1d: size - before(1), growth7d: size - before(7), bornOn: journal.bornOn(id) ?? 0 },
  };
}

/** People and things are two sides: complete is every person with everything. */
function densityOf(members: number, people: number, edges: number): number {
  const [least, most] = [members - 1, people * (members - people)];
  return most <= least ? 0 : Math.min(1, Math.max(0, (edges - least) / (most - least)));
}

/**
 * A group with its members and what became of it.
 *
 * @throws TallyError `NETWORK_COMMUNITY` for an id that no group ever had.
 */
export function community(network: NetworkParts, id: number, at: NetworkInstant): CommunityView {
  const { journal } = network.groups;
  if (journal.bornOn(id) === undefined) {
    throw new TallyError('NETWORK_COMMUNITY', `there never was a group ${id}`, {
      hint: 'ids of groups are in the views of nodes',
      status: 404,
    });
  }
  const closing = journal.closingAt(network.ticks.at(at));
  const day = journal.closings[closing]?.day ?? -1;
  return {
    ...communityFigures(network, id, at),
    nodes: journal.membersOf(id, closing, SHOWN).map((node) => nodeView(network, node, at)),
    history: journal.sizesOf(id).flatMap((one) => (one.day <= day ? [{ day: one.day, members: one.size }] : [])),
    changes: journal.changesOf(id).filter((one) => one.day <= day),
  };
}

/** Groups at an instant by one figure, the first `limit`; of the largest 2,000. */
export function communities(
  network: NetworkParts,
  {
    order,
    limit,
    at,
  }: { readonly order: 'risk' | 'size' | 'growth'; readonly limit: number; readonly at: NetworkInstant },
): CommunityFigures[] {
  const { journal } = network.groups;
  const all = journal.groupsAt(journal.closingAt(network.ticks.at(at)));
  const largest = all.sort((a, b) => b.size - a.size || a.id - b.id).slice(0, LOOKED_AT);
  const figures = largest.map(({ id }) => communityFigures(network, id, at));
  // A share of few says little: two people are added that are neither good nor bad.
  const risk = (one: CommunityFigures): number => (one.bad + 2 * one.frauds) / (one.people + 2);
  const by = { risk, size: (one: CommunityFigures) => one.members, growth: (one: CommunityFigures) => one.growth7d }[
    order
  ];
  return figures.sort((a, b) => by(b) - by(a) || a.id - b.id).slice(0, limit);
}
