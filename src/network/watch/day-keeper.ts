import type { CommunityChange } from '#graph';
import { graphFactors } from '../factors/graph-factor.ts';
import { GraphReader } from '../factors/provider.ts';
import { recordKinds } from '../links/records-of.ts';
import { relations } from '../links/relations.ts';
import type { Network, TakenEvent } from '../network.ts';
import { bondStructure } from './bond-structure.ts';
import type { DayFigures } from './day-figures.ts';
import { DayNotes, FIRST_FIGURE, type DayApplicant, type DayNotesImage, type DayTouch } from './day-notes.ts';
import { deepFactors, nearFactors, watchedDegrees } from './figure-names.ts';

/** Holders of a thing beyond which they are not counted. */
const MOST_HOLDERS = 64;
/** A group that grew by this share, and at least so many, burst. */
const [BURST, LEAST] = [0.5, 4];
/** One applicant in so many is read in depth too. */
const IN_DEPTH = 16;
/** Structure is looked at when bonds grew by this share, or after so many days. */
const [GROWN, DAYS] = [0.05, 7];
const DAY_MS = 86_400_000;

/** What a keeper goes on from in the middle of a day: plain values, the same after JSON. */
export interface DayKeeperImage {
  readonly notes: DayNotesImage;
  /** People at the day's beginning. */
  readonly people: number;
  /** When structure was looked at last, and arcs of bonds then. */
  readonly lookedAt: { readonly day: number; readonly arcs: number };
}

/**
 * Gathers the figures of each day of a network, and tells them when it ends. While events come it only notes what is to be read: reads
 * are as of an instant, so they give the same bits later, when `drain` or the day's end makes them.
 */
export class DayKeeper {
  private readonly network: Network;
  private readonly near: GraphReader;
  private readonly deep: GraphReader;
  private readonly tell: (figures: DayFigures) => void;
  private notes: DayNotes;
  private people: number;
  private lookedAt: DayKeeperImage['lookedAt'];

  constructor(network: Network, tell: (figures: DayFigures) => void, image?: DayKeeperImage) {
    this.network = network;
    this.tell = tell;
    const specs = new Map(graphFactors().map(({ definition, spec }) => [definition.name, spec]));
    const readerOf = (names: readonly string[]): GraphReader =>
      new GraphReader(
        network,
        names.map((name) => specs.get(name)),
      );
    [this.near, this.deep] = [readerOf(nearFactors), readerOf(deepFactors)];
    this.notes = new DayNotes(image?.notes);
    this.people = image?.people ?? this.countPeople();
    this.lookedAt = image?.lookedAt ?? { day: -DAYS, arcs: 0 };
    network.onEvent((taken) => this.see(taken));
    network.onDay((day, changes) => this.close(day, changes));
  }

  /** Makes up to `limit` of the reads that wait; true while there are more. */
  drain(limit: number): boolean {
    let left = limit;
    for (const applicant of this.notes.applicants.items) {
      if (applicant.values !== undefined) continue;
      if (left-- <= 0) return true;
      applicant.values = this.read(applicant);
    }
    return false;
  }

  /** Ends the day that is on its way. */
  end(): void {
    this.drain(Infinity);
    this.network.closeDay();
  }

  /** All there is to go on from, the day on its way included. */
  image(): DayKeeperImage {
    return { notes: this.notes.image(), people: this.people, lookedAt: this.lookedAt };
  }

  private see(taken: TakenEvent): void {
    this.notes.note(taken, Math.floor(this.network.ticks.instantOf(taken.tick) / DAY_MS));
  }

  private close(day: number, changes: readonly CommunityChange[]): void {
    const people = this.countPeople();
    const counts = { ...this.countsOf(changes), 'nodes.person': people - this.people };
    this.tell({ day, counts, levels: this.levelsOf(day), samples: this.samples() });
    this.people = people;
    this.notes = new DayNotes();
  }

  private countsOf(changes: readonly CommunityChange[]): Record<string, number> {
    const { links, records } = this.notes;
    const counts: Record<string, number> = {};
    relations.forEach(({ name }, place) => {
      if ((links[place] as number) > 0) counts[`links.${name}`] = links[place] as number;
    });
    // A day without any is a day with none.
    for (const [place, { kind }] of recordKinds.slice(0, FIRST_FIGURE).entries()) {
      counts[`outcome.${kind}`] = records[place] as number;
    }
    this.notes.busiest().forEach((most, slot) => (counts[`busiest.${watchedDegrees[slot] as string}`] = most));
    // When all groups were made anew the changes are not of this day alone.
    const { wasRefreshed } = this.network.groups;
    const told = (count: number): number => (wasRefreshed ? NaN : count);
    const of = (kind: CommunityChange['kind']): number => told(changes.filter((change) => change.kind === kind).length);
    const grown = changes.flatMap((change) =>
      change.kind === 'growth' ? [[change.size, change.before] as const] : [],
    );
    const bursts = grown.filter(([size, before]) => size - before >= Math.max(LEAST, BURST * before)).length;
    const most = grown.reduce((known, [size, before]) => Math.max(known, size - before), 0);
    const births = { 'groups.births': of('birth'), 'groups.merges': of('merge'), 'groups.splits': of('split') };
    return { ...counts, ...births, 'groups.bursts': told(bursts), 'groups.largest_growth': told(most) };
  }

  private levelsOf(day: number): Record<string, number> {
    const { arcs } = this.network.bonds.store;
    const isDue = arcs >= (1 + GROWN) * this.lookedAt.arcs || day - this.lookedAt.day >= DAYS;
    if (!isDue) return {};
    this.lookedAt = { day, arcs };
    return bondStructure(this.network);
  }

  private samples(): Record<string, number[]> {
    const samples: Record<string, number[]> = {};
    recordKinds.forEach(({ kind }, place) => {
      const values = this.notes.values[place]?.sample() ?? [];
      if (values.length > 0) samples[`attribute.${kind}`] = values.map(({ value }) => value);
    });
    watchedDegrees.forEach((relation, slot) => {
      const touched = this.notes.touched[slot]?.sample() ?? [];
      if (touched.length > 0) samples[`degree.${relation}`] = touched.map((touch) => this.degree(touch));
    });
    const read = this.notes.applicants.sample().map((one) => one.values ?? this.read(one));
    if (read.length === 0) return samples;
    nearFactors.forEach((name, i) => (samples[name] = read.map((values) => values[i] ?? NaN)));
    const deep = read.filter(({ length }) => length > nearFactors.length);
    if (deep.length === 0) return samples;
    deepFactors.forEach((name, i) => (samples[name] = deep.map((values) => values[nearFactors.length + i] ?? NaN)));
    return samples;
  }

  private read({ hash, person, asOf, position }: DayApplicant): (number | null)[] {
    const request = { keys: { person }, at: { asOf, position } };
    const values = [...this.near.read(request)];
    if (hash % IN_DEPTH === 0) values.push(...this.deep.read(request));
    return values.map((value) => (Number.isNaN(value) ? null : value));
  }

  private degree({ node, tick }: DayTouch): number {
    const found = new Set<number>();
    this.network.edges.visit(node, { direction: 'in', limit: 4 * MOST_HOLDERS, asOf: tick }, ({ ends }, place) => {
      found.add(ends[place] as number);
      return found.size < MOST_HOLDERS;
    });
    return found.size;
  }

  private countPeople(): number {
    return this.network.nodes.figures().find(({ kind }) => kind === 'person')?.nodes ?? 0;
  }
}
