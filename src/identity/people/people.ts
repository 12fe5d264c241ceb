import { deserialize, serialize } from 'node:v8';
import type { StoredEvent } from '#stream';
import type { ConsentLedger } from '../consent.ts';
import {
  compileCondition,
  never,
  READS,
  type CompiledCondition,
  type ConditionSources,
} from '../segment/compile-condition.ts';
import type { Condition } from '../segment/condition.ts';
import { ForwardFactors } from '../segment/forward-factors.ts';
import { Membership } from '../segment/membership.ts';
import type { Segment, Transition } from '../segment/segment.ts';
import { lifeCycleTags, type LifeCycleTag } from '../value/activity/life-cycle.ts';
import { dimensions } from './dimensions.ts';
import { DueQueue } from './due-queue.ts';
import { byteColumn } from './number-column.ts';
import type { People, Profile } from './people-options.ts';
import { PersonEvents, type PersonEventsImage } from './person-events.ts';
import { Population, type PopulationState } from './population.ts';
import { ProfileColumns, type ProfileImage } from './profile-columns.ts';
import type { CustomerSample, ValueModels } from './value-models.ts';
import { profileOf } from './profile-of.ts';

export interface PeopleOptions {
  /** Asked at each look at a condition of consent. */
  readonly consents: () => ConsentLedger;
  /** From {@link People.snapshot}; of another program: refused. */
  readonly snapshot?: Uint8Array | undefined;
}

/** Opens people, empty or as a snapshot has them. Segments are put to work by `define`. */
export function createPeople(options: PeopleOptions): People {
  return new LivePeople(options);
}

interface ActiveSegment {
  readonly segment: Segment;
  readonly condition: CompiledCondition;
}

interface PeopleImage {
  readonly format: number;
  readonly profiles: ProfileImage;
  readonly events: PersonEventsImage;
  readonly tags: Uint8Array;
  readonly due: Float64Array;
  readonly members: readonly Int32Array[];
  readonly defined: readonly (readonly [segmentId: string, version: number])[];
  readonly slots: number;
  readonly population: PopulationState | undefined;
}

const FORMAT = 1;
const EVERYTHING = -1;
/** Kinds that tell of what this engine or identity did: they say nothing about the person's own doings. */
const OWN_KINDS: ReadonlySet<string> = new Set([
  'segment.entered',
  'segment.left',
  'identity.merged',
  'identity.split',
]);

class LivePeople implements People {
  private readonly profiles = new ProfileColumns();
  private readonly events = new PersonEvents();
  private readonly comparison = new Population(this.profiles);
  private readonly queue = new DueQueue();
  private readonly membership = new Membership();
  /** Place of the tag + 1; 0 for who was never seen. */
  private readonly tags = byteColumn();
  private readonly counts = new Int32Array(lifeCycleTags.length + 1);
  private readonly sources: ConditionSources;
  private active: ActiveSegment[] = [];
  private readonly saved = new Map<string, number>();
  private transitions: Transition[] = [];
  /** The next person to be looked at because all customers were compared anew; at the end: nobody. */
  private sweep = Infinity;

  constructor({ consents, snapshot }: PeopleOptions) {
    this.sources = {
      profiles: this.profiles,
      consents,
      population: this.comparison,
      tagOf: (person) => (this.tags.values[person] as number) - 1,
      factors: new ForwardFactors(),
    };
    if (snapshot !== undefined) this.restore(snapshot);
  }

  ingest(event: StoredEvent, person: number): void {
    this.events.add(person, event.offset);
    if (OWN_KINDS.has(event.kind)) return;
    const dimension = this.profiles.add(person, event);
    const bits = (dimension === undefined ? 0 : 1 << dimensions.indexOf(dimension)) | READS.times | READS.lifeCycle;
    const consent = event.kind === 'consent.changed' ? READS.consent : 0;
    const money = event.kind === 'loan.disbursed' || event.kind === 'payment.received' ? READS.money : 0;
    this.look(person, event.recordedAt, bits | consent | money);
  }

  replay(event: StoredEvent, person: number): void {
    this.events.add(person, event.offset);
    if (event.kind === 'segment.entered' || event.kind === 'segment.left') {
      const found = this.active.find(({ segment }) => segment.segmentId === event.data['segmentId']);
      if (found !== undefined) this.membership.set(found.segment.slot, person, event.kind === 'segment.entered');
    } else if (!OWN_KINDS.has(event.kind)) {
      this.profiles.add(person, event);
      this.noteTag(person, event.recordedAt);
      // Looked at once everything is in: what time alone changed while nobody watched is told then.
      this.queue.set(person, 0);
    }
  }

  merge(from: number, into: number, now: number): void {
    if (from === into) return;
    this.events.merge(from, into);
    this.profiles.merge(from, into);
    this.forget(from);
    this.look(into, now, EVERYTHING);
  }

  replayMerge(from: number, into: number, before: number): void {
    if (from === into) return;
    this.events.move(from, into, { has: (offset) => offset < before });
    this.profiles.merge(from, into);
    this.forget(from);
    this.queue.set(into, 0);
  }

  move(from: number, into: number, offsets: ReadonlySet<number>): void {
    this.events.move(from, into, offsets);
  }

  rebuild(person: number, events: readonly StoredEvent[], now: number): void {
    this.profiles.clear(person);
    const own = events.filter(({ kind }) => !OWN_KINDS.has(kind));
    for (const event of own) this.profiles.add(person, event);
    if (own.length === 0) this.forget(person);
    else this.look(person, now, EVERYTHING);
  }

  eventsOf(person: number): readonly number[] {
    return this.events.of(person);
  }

  passTime(now: number, limit: number): number {
    let looked = 0;
    for (; looked < limit; looked++) {
      const person = this.queue.take(now);
      if (person < 0) break;
      this.look(person, now, EVERYTHING);
    }
    for (; looked < limit && this.sweep < this.profiles.people; looked++, this.sweep++) {
      if (this.isKnown(this.sweep)) this.look(this.sweep, now, READS.population);
    }
    return looked;
  }

  isDue(now: number): boolean {
    return this.queue.next() <= now || this.sweep < this.profiles.people;
  }

  drain(): readonly Transition[] {
    if (this.transitions.length === 0) return NOBODY;
    const drained = this.transitions;
    this.transitions = [];
    return drained;
  }

  profile(person: number, now: number): Profile {
    return profileOf({ profiles: this.profiles, population: this.comparison }, person, now);
  }

  profileFrom(events: readonly StoredEvent[], at: number): Profile {
    const profiles = new ProfileColumns();
    profiles.reserve(0);
    for (const event of events) if (event.recordedAt <= at && !OWN_KINDS.has(event.kind)) profiles.add(0, event);
    return profileOf({ profiles }, 0, at);
  }

  tagCounts(): Readonly<Record<LifeCycleTag, number>> {
    return Object.fromEntries(lifeCycleTags.map((tag, i) => [tag, this.counts[i + 1]])) as Record<LifeCycleTag, number>;
  }

  get segments(): readonly Segment[] {
    return this.active.map(({ segment }) => segment);
  }

  segmentsOf(person: number): readonly Segment[] {
    return this.segments.filter(({ slot }) => this.membership.has(slot, person));
  }

  count(segmentId: string): number {
    const found = this.find(segmentId);
    return found === undefined ? 0 : this.membership.count(found.segment.slot);
  }

  members(segmentId: string, from: number, limit: number): readonly number[] {
    const found = this.find(segmentId);
    return found === undefined ? [] : this.membership.members(found.segment.slot, from, limit);
  }

  preview(condition: Condition, now: number): number {
    const compiled = compileCondition(condition, this.sources);
    let count = 0;
    for (let person = 0; person < this.profiles.people; person++) {
      if (this.isKnown(person) && compiled.test(person, now)) count++;
    }
    return count;
  }

  define(segment: Segment, now: number): void {
    this.active = this.active.filter((each) => each.segment.segmentId !== segment.segmentId);
    if (!segment.retired) {
      this.active.push({ segment, condition: compileCondition(segment.condition, this.sources) });
    }
    const isSaved = this.saved.get(segment.segmentId) === segment.version && !segment.retired;
    this.saved.delete(segment.segmentId);
    if (!isSaved) this.fill(segment, now);
  }

  sample(now: number): CustomerSample {
    return this.comparison.sample(now);
  }

  refresh(now: number, models?: ValueModels): void {
    this.comparison.refresh(now, models);
    this.sweep = 0;
  }

  get population(): PopulationState | undefined {
    return this.comparison.state;
  }

  stats(): { readonly people: number; readonly bytes: number; readonly waiting: number } {
    const parts = [this.profiles, this.events, this.queue, this.membership];
    const bytes = parts.reduce((sum, part) => sum + part.bytes(), this.tags.values.byteLength);
    return { people: this.profiles.people, bytes, waiting: this.queue.length };
  }

  snapshot(): Uint8Array {
    const { people } = this.profiles;
    const image: PeopleImage = {
      format: FORMAT,
      profiles: this.profiles.image(),
      events: this.events.image(),
      tags: this.tags.trimmed(people),
      due: Float64Array.from({ length: people }, (_, person) => this.queue.of(person)),
      members: this.membership.image(people),
      defined: this.segments.map(({ segmentId, version }) => [segmentId, version] as const),
      slots: Math.max(0, ...this.segments.map(({ slot }) => slot + 1)),
      population: this.comparison.state,
    };
    return serialize(image);
  }

  private restore(bytes: Uint8Array): void {
    const image = deserialize(bytes) as PeopleImage;
    if (image.format !== FORMAT) return;
    this.profiles.restore(image.profiles);
    this.events.restore(image.events);
    this.tags.replace(image.tags);
    for (const tag of image.tags) this.counts[tag] = (this.counts[tag] as number) + 1;
    this.membership.restore(image.members, image.slots);
    for (const [segmentId, version] of image.defined) this.saved.set(segmentId, version);
    this.comparison.restore(image.population);
    image.due.forEach((at, person) => this.queue.set(person, at));
  }

  private fill({ slot, retired }: Segment, now: number): void {
    this.membership.clear(slot);
    const found = this.active.find(({ segment }) => segment.slot === slot);
    if (retired || found === undefined) return;
    for (let person = 0; person < this.profiles.people; person++) {
      if (!this.isKnown(person)) continue;
      if (found.condition.test(person, now)) this.membership.set(slot, person, true);
      const due = found.condition.due(person, now);
      if (due < this.queue.of(person)) this.queue.set(person, due);
    }
  }

  private find(segmentId: string): ActiveSegment | undefined {
    return this.active.find(({ segment }) => segment.segmentId === segmentId);
  }

  private isKnown(person: number): boolean {
    return (this.tags.values[person] ?? 0) > 0;
  }

  /** Looks at what changed about a person, and at everything when time has passed that concerns him. */
  private look(person: number, now: number, changed: number): void {
    const wasDue = this.queue.of(person);
    const reads = wasDue <= now ? EVERYTHING : changed;
    this.noteTag(person, now);
    // What is not looked at is due no earlier than it was; an instant that passes for nothing costs a look.
    let due = reads === EVERYTHING ? Infinity : wasDue;
    for (const each of this.active) {
      const { segment, condition } = each;
      if ((condition.reads & reads) === 0) continue;
      this.enter(segment, { person, now, entered: condition.test(person, now) });
      if (condition.due !== never) due = Math.min(due, condition.due(person, now));
    }
    this.queue.set(person, Math.min(due, this.profiles.nextTagChange(person, now)));
  }

  private enter(
    { segmentId, version, slot }: Segment,
    { person, now, entered }: { readonly person: number; readonly now: number; readonly entered: boolean },
  ): void {
    if (entered === this.membership.has(slot, person)) return;
    this.membership.set(slot, person, entered);
    this.transitions.push({ segmentId, version, person, entered, at: now });
  }

  private noteTag(person: number, now: number): void {
    this.setTag(person, this.profiles.tagPlace(person, now) + 1);
  }

  /** Nobody is behind the index any more. */
  private forget(person: number): void {
    this.setTag(person, 0);
    for (const { segment } of this.active) this.membership.set(segment.slot, person, false);
    this.queue.set(person, Infinity);
  }

  private setTag(person: number, tag: number): void {
    this.tags.reserve(person + 1);
    const before = this.tags.values[person] as number;
    if (before === tag) return;
    this.counts[before] = (this.counts[before] as number) - 1;
    this.counts[tag] = (this.counts[tag] as number) + 1;
    this.tags.values[person] = tag;
  }
}

const NOBODY: readonly Transition[] = [];
