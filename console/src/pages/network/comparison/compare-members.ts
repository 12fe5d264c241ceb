import type { NetworkNode } from '../../../api/contract.ts';

/** Days as dates. */
export interface TwoDays {
  readonly before: string;
  readonly after: string;
}

/** Members of a group on two days. */
export interface Comparison {
  /** In it on both days, as they are on the later. */
  readonly stayed: readonly NetworkNode[];
  readonly came: readonly NetworkNode[];
  /** As they were on the earlier day. */
  readonly left: readonly NetworkNode[];
}

export function compareMembers(before: readonly NetworkNode[], after: readonly NetworkNode[]): Comparison {
  const [earlier, later] = [before, after].map((nodes) => new Set(nodes.map(({ id }) => id)));
  return {
    stayed: after.filter(({ id }) => earlier?.has(id) === true),
    came: after.filter(({ id }) => earlier?.has(id) !== true),
    left: before.filter(({ id }) => later?.has(id) !== true),
  };
}

/** Of so many members, the group that they were in on the other day; null for none. */
export interface Move {
  readonly community: string | null;
  readonly members: number;
}

/** The groups that nodes are in as another day's picture tells, the most frequent first. */
export function movesOf(members: readonly NetworkNode[], otherDay: readonly NetworkNode[]): Move[] {
  const known = new Map(otherDay.map(({ id, community }) => [id, community]));
  const counts = new Map<string | null, number>();
  for (const { id } of members) {
    const community = known.get(id) ?? null;
    counts.set(community, (counts.get(community) ?? 0) + 1);
  }
  return [...counts]
    .map(([community, count]) => ({ community, members: count }))
    .toSorted((a, b) => b.members - a.members || Number(a.community) - Number(b.community));
}

/** Characters of ids that one reading takes. */
const MOST = 3900;

/** Everybody who was in it on either day: those who came or left first. */
export function peopleOf({ stayed, came, left }: Comparison): string[] {
  return [...came, ...left, ...stayed].flatMap(({ id, kind }) => (kind === 'person' ? [id] : []));
}

/** The first of some nodes, as many as one reading takes. */
export function readable(ids: readonly string[]): string[] {
  let length = 0;
  return ids.filter((id) => (length += id.length + 1) <= MOST);
}

/** The day before a day, both as dates. */
export function daysBefore(day: string, days: number): string {
  return dateAt(Date.parse(day) - days * DAY_MS);
}

/** The last day that was over at an instant. */
export function dayEndedAt(instant: string): string {
  return dateAt(Date.parse(instant) - 1);
}

const DAY_MS = 86_400_000;

function dateAt(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

/** The instant at which a day is over. */
export function endOf(day: string): string {
  return `${day}T23:59:59.999Z`;
}
