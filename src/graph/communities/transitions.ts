/** No community. */
export const NOWHERE = 0xffff_ffff;

/** What became of a community between two looks. */
export type CommunityChange =
  | { readonly kind: 'birth'; readonly id: number; readonly size: number }
  /** Its members went different ways. */
  | { readonly kind: 'death'; readonly id: number; readonly before: number }
  /** Most of it is in `into` now. */
  | { readonly kind: 'merge'; readonly id: number; readonly before: number; readonly into: number }
  /** It came out of `from`, which lives on. */
  | { readonly kind: 'split'; readonly id: number; readonly size: number; readonly from: number }
  /** It has at least a tenth more or fewer members. */
  | { readonly kind: 'growth' | 'shrinkage'; readonly id: number; readonly before: number; readonly size: number };

/** Change of size that is told. */
const SHARE = 0.1;

/** Compares ids of communities by node at two instants (`NOWHERE` for none), in the order of ids. */
export function transitions(before: Uint32Array, after: Uint32Array): CommunityChange[] {
  const [old, now] = [membersOf(before), membersOf(after)];
  const found: CommunityChange[] = [];
  for (const [id, members] of old) {
    const size = now.get(id)?.length;
    if (size === undefined) found.push(ended(id, members, after));
    else if (Math.abs(size - members.length) >= SHARE * members.length) {
      found.push({ kind: size > members.length ? 'growth' : 'shrinkage', id, before: members.length, size });
    }
  }
  for (const [id, members] of now) {
    if (old.has(id)) continue;
    const [size, from] = [members.length, majority(members, before)];
    const isSplit = from !== NOWHERE && now.has(from);
    found.push(isSplit ? { kind: 'split', id, size, from } : { kind: 'birth', id, size });
  }
  return found.sort((a, b) => a.id - b.id);
}

function membersOf(ids: Uint32Array): Map<number, number[]> {
  const members = new Map<number, number[]>();
  ids.forEach((id, v) => {
    const known = members.get(id);
    if (known !== undefined) known.push(v);
    else if (id !== NOWHERE) members.set(id, [v]);
  });
  return members;
}

function ended(id: number, members: readonly number[], after: Uint32Array): CommunityChange {
  const [before, into] = [members.length, majority(members, after)];
  return into === NOWHERE ? { kind: 'death', id, before } : { kind: 'merge', id, before, into };
}

/** The community that more than half of the members are in. */
function majority(members: readonly number[], there: Uint32Array): number {
  const counts = new Map<number, number>();
  for (const v of members) {
    const other = there[v] ?? NOWHERE;
    const count = (counts.get(other) ?? 0) + 1;
    if (other !== NOWHERE && 2 * count > members.length) return other;
    counts.set(other, count);
  }
  return NOWHERE;
}

/**
 * Hands ids on to new groups: pairs of an old community and a new group are taken by falling overlap (Greene, Doyle and Cunningham,
 * 2010), each id and each group once. Groups without one get `NOWHERE`.
 */
export function inherited(before: Uint32Array, groupOf: Uint32Array, groups: number): Uint32Array {
  const overlaps = new Map<number, Map<number, number>>();
  for (let v = 0; v < groupOf.length; v++) {
    const [id, group] = [before[v] ?? NOWHERE, groupOf[v] as number];
    if (id === NOWHERE) continue;
    const row = overlaps.get(group) ?? new Map<number, number>();
    overlaps.set(group, row.set(id, (row.get(id) ?? 0) + 1));
  }
  const pairs = [...overlaps].flatMap(([group, row]) => [...row].map(([id, count]) => ({ group, id, count })));
  pairs.sort((a, b) => b.count - a.count || a.id - b.id || a.group - b.group);
  const ids = new Uint32Array(groups).fill(NOWHERE);
  const taken = new Set<number>();
  for (const { group, id } of pairs) {
    if (ids[group] !== NOWHERE || taken.has(id)) continue;
    ids[group] = id;
    taken.add(id);
  }
  return ids;
}
