import { NOWHERE, transitions, type CommunityChange } from '#graph';
import { integers, words } from '../history/columns.ts';

/** The end of a day: groups as they stand until the next. */
export interface Closing {
  /** Days since 1970. */
  readonly day: number;
  /** The tick from which reads see it. */
  readonly tick: number;
}

/** What became of a group on a day. */
export interface DatedChange {
  readonly day: number;
  readonly change: CommunityChange;
}

/** Which group each node was in at the end of each day; only changes are kept. */
export class CommunityJournal {
  readonly closings: Closing[] = [];
  private readonly nodes = integers();
  private readonly groups = words();
  private readonly since = words();
  private readonly nextOfNode = integers();
  private readonly headOfNode = integers();
  private readonly nextOfGroup = integers();
  private readonly headOfGroup = integers();
  private readonly sizes = new Map<number, { readonly closing: number; readonly size: number }[]>();
  private readonly changes = new Map<number, DatedChange[]>();
  private told: Uint32Array = new Uint32Array(0);

  get bytes(): number {
    const columns = [this.nodes, this.groups, this.since, this.nextOfNode, this.nextOfGroup];
    return columns.reduce((sum, column) => sum + column.bytes, this.headOfNode.bytes + this.headOfGroup.bytes);
  }

  /** Groups that ever were. */
  get everSeen(): number {
    return this.sizes.size;
  }

  /**
   * Writes the groups of a day's end: ids by number, `NOWHERE` for those alone, and the node of each number. Answers what changed, of the
   * groups touched.
   */
  close(closing: Closing, ids: Uint32Array, nodeAt: (number: number) => number = (node) => node): CommunityChange[] {
    const place = this.closings.push(closing) - 1;
    const before = this.told;
    const touched = new Set<number>();
    for (let node = 0; node < ids.length; node++) {
      const [old, now] = [before[node] ?? NOWHERE, ids[node] as number];
      if (old === now) continue;
      this.note(nodeAt(node), now, place);
      if (old !== NOWHERE) touched.add(old);
      if (now !== NOWHERE) touched.add(now);
    }
    this.told = ids;
    if (touched.size === 0) return [];
    const [past, present]: [number[], number[]] = [[], []];
    const counts = new Map<number, number>([...touched].map((id) => [id, 0]));
    for (let node = 0; node < ids.length; node++) {
      const [old, now] = [before[node] ?? NOWHERE, ids[node] as number];
      if (counts.has(now)) counts.set(now, (counts.get(now) ?? 0) + 1);
      if (!touched.has(old) && !touched.has(now)) continue;
      past.push(old);
      present.push(now);
    }
    for (const [id, size] of counts) this.resize(id, place, size);
    const found = transitions(Uint32Array.from(past), Uint32Array.from(present));
    for (const change of found) this.keep(change.id, { day: closing.day, change });
    return found;
  }

  /** The newest closing that a tick sees; -1 for none. */
  closingAt(tick: number): number {
    let [low, high] = [-1, this.closings.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.closings[middle] as Closing).tick <= tick) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** The newest closing of a day or before; -1 for none. */
  closingOf(day: number): number {
    let [low, high] = [-1, this.closings.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.closings[middle] as Closing).day <= day) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** The group of a node at a closing; undefined for none. */
  groupOf(node: number, closing: number): number | undefined {
    if (closing < 0) return undefined;
    for (let entry = this.headOfNode.get(node) - 1; entry >= 0; entry = this.nextOfNode.get(entry)) {
      if (this.since.get(entry) > closing) continue;
      const group = this.groups.get(entry);
      return group === NOWHERE ? undefined : group;
    }
    return undefined;
  }

  /** Members of a group at a closing, those that came last first, `limit` at most. */
  membersOf(group: number, closing: number, limit = Infinity): number[] {
    const found = new Set<number>();
    for (let entry = this.headOfGroup.get(group) - 1; entry >= 0; entry = this.nextOfGroup.get(entry)) {
      const node = this.nodes.get(entry);
      if (found.size >= limit) break;
      if (this.since.get(entry) <= closing && this.groupOf(node, closing) === group) found.add(node);
    }
    return [...found];
  }

  /** Members of a group at a closing. */
  sizeOf(group: number, closing: number): number {
    const sizes = this.sizes.get(group) ?? [];
    for (let i = sizes.length - 1; i >= 0; i--) {
      const entry = sizes[i] as (typeof sizes)[number];
      if (entry.closing <= closing) return entry.size;
    }
    return 0;
  }

  /** The day on which a group came to be, undefined for one that never was. */
  bornOn(group: number): number | undefined {
    const [first] = this.sizes.get(group) ?? [];
    return first === undefined ? undefined : this.closings[first.closing]?.day;
  }

  /** Sizes of a group by day, where they changed. */
  sizesOf(group: number): { readonly day: number; readonly size: number }[] {
    return (this.sizes.get(group) ?? []).map(({ closing, size }) => ({
      day: (this.closings[closing] as Closing).day,
      size,
    }));
  }

  /** What became of a group. */
  changesOf(group: number): readonly DatedChange[] {
    return this.changes.get(group) ?? [];
  }

  /** Groups of two or more at a closing. */
  groupsAt(closing: number): { readonly id: number; readonly size: number }[] {
    return [...this.sizes.keys()].flatMap((id) => {
      const size = this.sizeOf(id, closing);
      return size < 2 ? [] : [{ id, size }];
    });
  }

  image() {
    const { nodes, groups, since, nextOfNode, headOfNode, nextOfGroup, headOfGroup } = this;
    return {
      columns: {
        ...{ nodes: nodes.used(), groups: groups.used(), since: since.used(), told: this.told },
        ...{ nextOfNode: nextOfNode.used(), headOfNode: headOfNode.used() },
        ...{ nextOfGroup: nextOfGroup.used(), headOfGroup: headOfGroup.used() },
      },
      closings: [...this.closings],
      sizes: [...this.sizes],
      changes: [...this.changes],
    };
  }

  restore({ columns, closings, sizes, changes }: ReturnType<CommunityJournal['image']>): void {
    this.nodes.replace(columns.nodes);
    this.groups.replace(columns.groups);
    this.since.replace(columns.since);
    this.nextOfNode.replace(columns.nextOfNode);
    this.headOfNode.replace(columns.headOfNode);
    this.nextOfGroup.replace(columns.nextOfGroup);
    this.headOfGroup.replace(columns.headOfGroup);
    this.told = columns.told;
    for (const closing of closings) this.closings.push(closing);
    for (const [id, entries] of sizes) this.sizes.set(id, [...entries]);
    for (const [id, entries] of changes) this.changes.set(id, [...entries]);
  }

  private note(node: number, group: number, closing: number): void {
    const entry = this.nodes.length;
    this.nodes.push(node);
    this.groups.push(group);
    this.since.push(closing);
    this.nextOfNode.push(this.headOfNode.get(node) - 1);
    this.headOfNode.set(node, entry + 1);
    if (group === NOWHERE) {
      this.nextOfGroup.push(-1);
      return;
    }
    this.nextOfGroup.push(this.headOfGroup.get(group) - 1);
    this.headOfGroup.set(group, entry + 1);
  }

  private resize(group: number, closing: number, size: number): void {
    const entries = this.sizes.get(group) ?? [];
    if ((entries.at(-1)?.size ?? 0) !== size) entries.push({ closing, size });
    if (entries.length > 0) this.sizes.set(group, entries);
  }

  private keep(group: number, change: DatedChange): void {
    const known = this.changes.get(group);
    if (known === undefined) this.changes.set(group, [change]);
    else known.push(change);
  }
}
