import { placeOfRecord } from '../links/records-of.ts';
import { placeOfKind } from '../links/node-kinds.ts';
import type { NetworkParts } from '../network.ts';
import type { GroupMeasure } from './measures.ts';
import type { PartnerSummaries } from './partner-summary.ts';

const DAY = 86_400;
/** Members that a look takes: those that came last. */
const MOST = 400;
const PERSON = placeOfKind('person') ?? 0;

export interface GroupCell {
  readonly place: number;
  readonly measure: GroupMeasure;
}

interface At {
  readonly node: number | undefined;
  readonly tick: number;
  /** Seconds. */
  readonly until: number;
}

/** The group of a node: of the last day's end, or for one that came later that of most of what it is bound to. */
export function groupOf(
  { groups, bonds }: NetworkParts,
  { node, tick }: Pick<At, 'node' | 'tick'>,
): number | undefined {
  if (node === undefined) return undefined;
  const { journal } = groups;
  const closing = journal.closingAt(tick);
  const own = journal.groupOf(node, closing);
  if (own !== undefined) return own;
  const votes = new Map<number, number>();
  bonds.visit(node, { asOf: tick, limit: 64 }, (end) => {
    const group = journal.groupOf(end, closing);
    if (group !== undefined) votes.set(group, (votes.get(group) ?? 0) + 1);
    return true;
  });
  let [best, most]: [number | undefined, number] = [undefined, 0];
  for (const [group, count] of votes) {
    if (count > most || (count === most && group < (best ?? Infinity))) [best, most] = [group, count];
  }
  return best;
}

/** Fills in the factors of the person's group; missing for who is in none. */
export function readGroup(
  network: NetworkParts,
  cells: readonly GroupCell[],
  { into, at, summaries }: { readonly into: Float64Array; readonly at: At; readonly summaries: PartnerSummaries },
): void {
  const group = groupOf(network, at);
  if (group === undefined) return;
  const { journal } = network.groups;
  const closing = journal.closingAt(at.tick);
  const day = journal.closings[closing]?.day ?? 0;
  const size = journal.sizeOf(group, closing);
  const members = journal.membersOf(group, closing, MOST);
  const people = members.filter((node) => network.nodes.kindPlace(node) === PERSON && node !== at.node);
  const grown = (days: number): number => size - journal.sizeOf(group, journal.closingOf(day - days));
  const values: Record<GroupMeasure, () => number> = {
    size: () => size,
    people: () => people.length,
    density: () => densityOf(network, members, { tick: at.tick, people: people.length }),
    applied_share: () => share('applied'),
    rejected_share: () => share('rejected'),
    overdue_share: () => share('overdue'),
    bad_share: () => share('bad'),
    confirmed_share: () => share('confirmed'),
    growth_1d: () => grown(1),
    growth_7d: () => grown(7),
    age: () => Math.floor(at.until / DAY) - (journal.bornOn(group) ?? 0),
  };
  for (const { place, measure } of cells) into[place] = values[measure]();

  function share(kind: string): number {
    const mark = placeOfRecord(kind) ?? 0;
    let known = 0;
    for (const person of people) {
      const when = summaries.of(person).newest[mark] as number;
      if (when === when) known++;
    }
    return people.length === 0 ? NaN : known / people.length;
  }
}

/** Bonds beyond a tree, as a share of those that every person with every thing would have. */
function densityOf(
  { bonds }: NetworkParts,
  members: readonly number[],
  { tick, people }: { readonly tick: number; readonly people: number },
): number {
  const isIn = new Set(members);
  let ends = 0;
  for (const node of members) {
    bonds.visit(node, { asOf: tick }, (end) => {
      if (isIn.has(end)) ends++;
      return true;
    });
  }
  const [least, most] = [members.length - 1, people * (members.length - people)];
  return most <= least ? 0 : Math.min(1, Math.max(0, (ends / 2 - least) / (most - least)));
}
