import { EdgeStore, INWARD, type CommunityChange } from '#graph';
import { Bonds } from './groups/bonds.ts';
import { Communities } from './groups/communities.ts';
import { NodeBook } from './history/node-book.ts';
import { PersonRecords } from './history/person-records.ts';
import { Ticks, type NetworkInstant } from './history/ticks.ts';
import type { LinkEvent } from './link-event.ts';
import { linksOf, type Link } from './links/links-of.ts';
import { placeOfRecord, recordsOf, type Mark, type Told } from './links/records-of.ts';
import { placeOfRelation, relations } from './links/relations.ts';
import { moveHistory } from './move-history.ts';

const DAY_MS = 86_400_000;

/** What was wrong with events; none of it stops the intake. */
export interface NetworkFaults {
  /** At or before an offset that was taken in already. */
  repeated: number;
  /** Recorded before one that came earlier: counted as recorded with it. */
  late: number;
  /** Happened after it was recorded. */
  future: number;
  unreadableTimes: number;
  /** Of people who were erased. */
  erased: number;
}

/** Persons (by their index of identity) whose events become another's. */
export interface PersonMove {
  readonly from: number;
  readonly into: number;
  /** Offsets of the events that move; all when left out. */
  readonly offsets?: Pick<ReadonlySet<number>, 'has'>;
  /** When that became known; with the next event when left out. */
  readonly at?: NetworkInstant;
}

/** An outcome that is told of a person outside of events, such as an analyst's verdict. */
export interface ToldMark {
  readonly person: number;
  readonly mark: Mark;
  readonly recorded: number;
  readonly position?: number;
}

/** The parts of a network; a snapshot brings its own. */
export interface NetworkParts {
  readonly nodes: NodeBook;
  readonly edges: EdgeStore;
  readonly ticks: Ticks;
  readonly records: PersonRecords;
  readonly bonds: Bonds;
  readonly groups: Communities;
}

/** What an event told the network. */
export interface TakenEvent {
  readonly event: LinkEvent;
  /** Its tick. */
  readonly tick: number;
  /** Links, known ones too, three numbers each: place of the relation, nodes of the near and the far end. */
  readonly links: readonly number[];
  readonly records: readonly Told[];
}

/** Told when a day ends: figures of the watch are made of it. */
export type DayListener = (day: number, changes: readonly CommunityChange[]) => void;

/**
 * Who is linked to whom, as events told it, and what happened to people. One writer takes events in recorded order; every read
 * speaks of an instant and sees nothing that was recorded later. `edges` keeps ticks where it would keep when edges were recorded.
 */
export class Network implements NetworkParts {
  readonly nodes: NodeBook;
  readonly edges: EdgeStore;
  readonly ticks: Ticks;
  readonly records: PersonRecords;
  readonly bonds: Bonds;
  readonly groups: Communities;
  readonly faults: NetworkFaults = { repeated: 0, late: 0, future: 0, unreadableTimes: 0, erased: 0 };
  /** Links by relation that were taken in. */
  readonly linkCounts = new Float64Array(relations.length);
  private readonly waiting: PersonMove[] = [];
  private readonly erasedPersons = new Set<number>();
  /** Persons that are another now, by that one. */
  private readonly formerly = new Map<number, number[]>();
  private readonly listeners: DayListener[] = [];
  private readonly eventListeners: ((taken: TakenEvent) => void)[] = [];
  private day = -1;
  /** The newest day whose end was written. */
  private closed = -1;

  constructor(parts?: NetworkParts) {
    this.nodes = parts?.nodes ?? new NodeBook();
    this.edges = parts?.edges ?? new EdgeStore({ type: true, time: true, isDirected: true });
    this.ticks = parts?.ticks ?? new Ticks();
    this.records = parts?.records ?? new PersonRecords();
    this.bonds = parts?.bonds ?? new Bonds();
    this.groups = parts?.groups ?? new Communities(this.bonds);
  }

  /** Offset of the newest event; a feed goes on behind it. */
  get position(): number {
    return this.ticks.positionOf(this.ticks.last);
  }

  /** Takes an event in; call in recorded order. What it tells is seen by reads as of its instant. */
  take(event: LinkEvent): void {
    if (event.position <= this.position) {
      this.faults.repeated++;
      return;
    }
    if (!Number.isFinite(event.recorded) || !Number.isFinite(event.occurred)) {
      this.faults.unreadableTimes++;
      return;
    }
    if (event.recorded < this.ticks.instantOf(this.ticks.last)) this.faults.late++;
    if (event.occurred > event.recorded) this.faults.future++;
    const tick = this.begin(event.recorded, event.position);
    const person = personOf(event);
    if (person !== undefined && this.erasedPersons.has(person)) {
      this.faults.erased++;
      return;
    }
    const occurred = secondsOf(event.occurred);
    const ends: number[] = [];
    const links: number[] = [];
    const known = new Map<number, Set<number>>();
    for (const link of linksOf(event)) this.link(link, { occurred, tick, ends, known, links });
    if (ends.length > 0) this.groups.update(ends, 'added');
    const records = person === undefined ? [] : recordsOf(event);
    if (person !== undefined) this.tell(person, records, { occurred, tick });
    for (const listener of this.eventListeners) listener({ event, tick, links, records });
  }

  /** Says an outcome of a person. */
  mark({ person, mark, recorded, position = this.position }: ToldMark): void {
    const tick = this.begin(recorded, position);
    this.tell(person, [{ kind: mark, value: 1 }], { occurred: secondsOf(recorded), tick });
  }

  /** Two persons turned out to be one: reads of before still see both. */
  merge(from: number, into: number, at?: NetworkInstant): void {
    this.move({ from, into, ...(at === undefined ? {} : { at }) });
  }

  /** Events of one person turned out to be another's. Without `at` it is known together with the next event. */
  move(move: PersonMove): void {
    this.waiting.push(move);
    if (move.at !== undefined) this.begin(move.at.asOf, move.at.position ?? this.position);
  }

  /** Takes a person out of every read, past ones included, and forgets his name and those of what only he had. */
  erase(person: number): void {
    this.erasedPersons.add(person);
    for (const other of this.formerly.get(person) ?? []) if (!this.isErased(other)) this.erase(other);
    const node = this.personNode(person);
    if (node === undefined) return;
    for (const end of this.partnersOf(node)) {
      if (this.nodes.kindOf(end) !== 'person' && this.partnersOf(end).length < 2) this.nodes.blank(end);
    }
    const ends = this.bonds.erase(node);
    this.edges.erase(node);
    this.records.erase(node);
    this.nodes.blank(node);
    this.groups.update([node, ...ends]);
  }

  /** Whether a person was erased. */
  isErased(person: number): boolean {
    return this.erasedPersons.has(person);
  }

  /** Persons who counted as this one at some time, himself first, by their index of identity. */
  mergedInto(person: number, found: Set<number> = new Set()): ReadonlySet<number> {
    if (found.has(person)) return found;
    found.add(person);
    for (const other of this.formerly.get(person) ?? []) this.mergedInto(other, found);
    return found;
  }

  /** The node of a person by his index of identity. */
  personNode(person: number): number | undefined {
    return this.nodes.find({ kind: 'person', token: String(person) });
  }

  /** The newest tick that a read sees. */
  tickAt(at: NetworkInstant): number {
    return this.ticks.at(at);
  }

  /** Ends the day that is on its way: its groups are written and listeners told. Happens by itself when the next one begins. */
  closeDay(): void {
    if (this.day < 0 || this.closed === this.day) return;
    const tick = this.ticks.next(this.ticks.instantOf(this.ticks.last), this.position);
    this.closeAt(this.day, tick);
  }

  /** Joins what was added to rows that stand still: less memory, the same answers. */
  compact(): void {
    this.edges.merge();
    this.bonds.store.merge();
  }

  /** Is told of each event once it is in; the listener keeps nothing of it that is an object. */
  onEvent(listener: (taken: TakenEvent) => void): void {
    this.eventListeners.push(listener);
  }

  /** Is told of the end of each day. */
  onDay(listener: DayListener): void {
    this.listeners.push(listener);
  }

  /** Bytes of memory, about. */
  get bytes(): number {
    const { nodes, edges, ticks, records, bonds, groups } = this;
    return [nodes, edges, ticks, records, bonds.store, groups.journal].reduce((sum, part) => sum + part.bytes, 0);
  }

  /** State that belongs to no part. */
  image() {
    const { day, closed, faults, linkCounts, waiting, erasedPersons, formerly } = this;
    const copies = { linkCounts: [...linkCounts], erased: [...erasedPersons], formerly: [...formerly] };
    return { day, closed, faults: { ...faults }, waiting: waiting.map((move) => this.plain(move)), ...copies };
  }

  /** A move as JSON keeps it: of the offsets those that were taken in so far, the only ones that it can move. */
  private plain({ offsets, ...move }: PersonMove): Omit<PersonMove, 'offsets'> & { readonly offsets?: number[] } {
    if (offsets === undefined) return move;
    const taken = Array.from({ length: this.position + 1 }, (_, offset) => offset);
    return { ...move, offsets: taken.filter((offset) => offsets.has(offset)) };
  }

  restore({ day, closed, faults, linkCounts, waiting, erased, formerly }: ReturnType<Network['image']>): void {
    this.day = day;
    this.closed = closed;
    Object.assign(this.faults, faults);
    this.linkCounts.set(linkCounts.slice(0, relations.length));
    for (const { offsets, ...move } of waiting) {
      this.waiting.push(offsets === undefined ? move : { ...move, offsets: new Set(offsets) });
    }
    for (const person of erased) this.erasedPersons.add(person);
    for (const [into, others] of formerly) this.formerly.set(into, others);
  }

  /** A new tick, behind what waited for it and the days that ended. */
  private begin(recorded: number, position: number): number {
    for (const move of this.waiting.splice(0)) {
      moveHistory(this, move, () => this.ticks.next(recorded, position, -1));
      if (move.offsets === undefined) {
        this.formerly.set(move.into, [...(this.formerly.get(move.into) ?? []), move.from]);
      }
    }
    const tick = this.ticks.next(recorded, position);
    const day = Math.floor(this.ticks.instantOf(tick) / DAY_MS);
    if (this.day >= 0 && day > this.day) this.closeAt(this.day, tick);
    this.day = Math.max(day, this.day);
    return tick;
  }

  private closeAt(day: number, tick: number): void {
    if (day === this.closed) return;
    this.closed = day;
    const changes = this.groups.close(day, tick);
    for (const listener of this.listeners) listener(day, changes);
  }

  private link(
    { relation: name, from, to }: Link,
    told: {
      readonly occurred: number;
      readonly tick: number;
      readonly ends: number[];
      readonly known: Map<number, Set<number>>;
      readonly links: number[];
    },
  ): void {
    const relation = placeOfRelation(name) ?? 0;
    if (to.kind === 'person' && this.erasedPersons.has(Number(to.token))) return;
    const [source, target] = [this.nodes.intern(from), this.nodes.intern(to)];
    told.links.push(relation, source, target);
    if (relations[relation]?.kept === 'first') {
      const known = told.known.get(relation) ?? this.endsBy(source, relation);
      told.known.set(relation, known);
      if (known.has(target)) return;
      known.add(target);
    }
    this.linkCounts[relation] = (this.linkCounts[relation] as number) + 1;
    this.edges.insert({ source, target, type: relation, occurred: told.occurred, recorded: told.tick });
    if (this.bonds.add(source, target, { relation, tick: told.tick })) told.ends.push(source, target);
  }

  private endsBy(node: number, type: number): Set<number> {
    const found = new Set<number>();
    if (node >= this.edges.nodes) return found;
    this.edges.visit(node, { type, direction: 'out' }, ({ ends }, place) => {
      found.add(ends[place] as number);
      return true;
    });
    return found;
  }

  private partnersOf(node: number): number[] {
    const found = new Set<number>();
    this.edges.visit(node, {}, ({ ends }, place) => {
      found.add(ends[place] as number);
      return true;
    });
    return [...found];
  }

  private tell(
    person: number,
    told: readonly Told[],
    when: { readonly occurred: number; readonly tick: number },
  ): void {
    if (told.length === 0) return;
    const node = this.nodes.intern({ kind: 'person', token: String(person) });
    for (const { kind, value } of told) this.records.add(node, { kind: placeOfRecord(kind) ?? 0, value, ...when });
  }
}

/** Whether an arc of a directed store is the one at the far end of its link. */
export function isInward(type: number): boolean {
  return (type & INWARD) !== 0;
}

/** Whole seconds since 1970, as the store keeps them. */
export function secondsOf(instant: number): number {
  return Math.min(0xffff_ffff, Math.max(0, Math.floor(instant / 1000)));
}

function personOf({ fields }: LinkEvent): number | undefined {
  const person = fields['person'];
  return person === undefined ? undefined : Number(person);
}
