import { log } from '#base';
import { triangles } from '../features/triangles.ts';
import type { Motif } from './motif.ts';
import { arcTo, dealingsOf, meeting, type Dealings } from './dealings.ts';
import type { Rarity } from './rarity.ts';
import type { TimedRows } from './timed-edges.ts';

export interface GroupLimits {
  readonly window: number;
  readonly minScore: number;
  /** Accounts with more partners are in no group. */
  readonly hub: number;
}

/** Accounts of a group at most. */
const LARGEST = 12;
/** Of a group's accounts so large a share may be in one better group. */
const SHARED = 0.5;

interface Group {
  readonly members: readonly number[];
  readonly score: number;
}

/**
 * Few accounts that deal with each other more than chance would have it, whatever the directions and the order in time. Each grows
 * from two accounts by whoever adds most. Score: minus the decimal logarithm of how many such groups there would be by chance: the
 * choices of two accounts and of who joins them, times for every link beyond those that hold the group together the chance that two of so
 * many partners meet, times how rare each link's amounts are.
 */
export function groups(rows: TimedRows, rarity: Rarity | undefined, limits: GroupLimits): readonly Motif[] {
  const dealings = dealingsOf(rows, rarity);
  const found = new Map<string, Group>();
  for (const [a, b] of starts(dealings, limits.hub)) {
    const group = grown(dealings, { start: [a, b], hub: limits.hub });
    if (group.members.length > 2 && group.score >= limits.minScore) found.set(group.members.join(' '), group);
  }
  const best = [...found.values()].sort((x, y) => y.score - x.score || compared(x.members, y.members));
  return apart(best)
    .map((group) => motifOf(rows, group))
    .filter(({ start, end }) => end - start <= limits.window);
}

function compared(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((v, i) => v !== b[i]);
  return at < 0 ? a.length - b.length : (a[at] as number) - (b[at] ?? -1);
}

/** Pairs that share a partner, or whose dealings are rarer than the choice of partners. */
function* starts(dealings: Dealings, hub: number): Generator<readonly [number, number]> {
  const { offsets, targets, rare } = dealings;
  const nodes = offsets.length - 1;
  const closed = triangles({ nodes, isDirected: false, out: dealings, in: dealings });
  const degree = (v: number): number => (offsets[v + 1] as number) - (offsets[v] as number);
  for (let v = 0; v < nodes; v++) {
    if (degree(v) > hub) continue;
    for (let a = offsets[v] as number; a < (offsets[v + 1] as number); a++) {
      const w = targets[a] as number;
      if (w < v || degree(w) > hub) continue;
      const isRare = (rare[a] as number) > log(Math.max(degree(v), degree(w)));
      if (isRare || ((closed[v] as number) > 0 && (closed[w] as number) > 0)) yield [v, w];
    }
  }
}

/** An account beside a group. */
interface Candidate {
  /** What its links to members tell. */
  told: number;
  /** What the most telling meeting among them tells: one link holds the account to the group and is no coincidence. */
  held: number;
}

function grown(
  dealings: Dealings,
  { start, hub }: { readonly start: readonly [number, number]; readonly hub: number },
): Group {
  const { offsets, targets, rare } = dealings;
  const members = [...start];
  const beside = new Map<number, Candidate>();
  const welcome = (v: number): void => {
    for (let a = offsets[v] as number; a < (offsets[v + 1] as number); a++) {
      const w = targets[a] as number;
      if (members.includes(w) || (offsets[w + 1] as number) - (offsets[w] as number) > hub) continue;
      const meets = meeting(dealings, v, w);
      const { told, held } = beside.get(w) ?? { told: 0, held: 0 };
      beside.set(w, { told: told + (rare[a] as number) + meets, held: Math.max(held, meets) });
    }
  };
  let score = (rare[arcTo(dealings, start[0], start[1])] as number) - log(targets.length / 2);
  for (const v of start) welcome(v);
  while (members.length < LARGEST) {
    // Whoever comes is the best of all that are beside the group, and chance alone tells 1 on average.
    const choice = log(Math.max(1, beside.size)) + 1;
    let [best, gain] = [-1, 0];
    for (const [w, { told, held }] of beside) {
      const own = told - held - choice;
      if (own > gain || (own === gain && best >= 0 && w < best)) [best, gain] = [w, own];
    }
    if (best < 0) break;
    members.push(best);
    beside.delete(best);
    score += gain;
    welcome(best);
  }
  return { members: members.sort((a, b) => a - b), score: score / log(10) };
}

/** Groups without those that mostly repeat better ones. */
function apart(best: readonly Group[]): readonly Group[] {
  const groupsOf = new Map<number, number[]>();
  return best.filter(({ members }, place) => {
    const shared = new Map<number, number>();
    for (const v of members) for (const other of groupsOf.get(v) ?? []) shared.set(other, (shared.get(other) ?? 0) + 1);
    if (Math.max(0, ...shared.values()) > SHARED * members.length) return false;
    for (const v of members) groupsOf.set(v, [...(groupsOf.get(v) ?? []), place]);
    return true;
  });
}

function motifOf(rows: TimedRows, { members, score }: Group): Motif {
  const inside = new Set(members);
  const edges = members.flatMap((v) =>
    [...rows.outEdges.subarray(rows.outStarts[v], rows.outStarts[v + 1])].filter((e) =>
      inside.has(rows.targets[e] as number),
    ),
  );
  const times = edges.map((e) => rows.times[e] as number);
  const amounts = edges.map((e) => rows.amounts?.[e] ?? NaN);
  return {
    kind: 'group',
    members,
    edges: edges.map((e) => rows.edgeAt[e] as number),
    start: Math.min(...times),
    end: Math.max(...times),
    amount: amounts.reduce((a, b) => a + b, 0),
    evenness: Math.min(...amounts) / Math.max(...amounts),
    isOrdered: false,
    score,
  };
}
