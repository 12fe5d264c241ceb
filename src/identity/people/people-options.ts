import type { StoredEvent } from '#stream';
import type { Segment, Transition } from '../segment/segment.ts';
import type { Condition } from '../segment/condition.ts';
import type { LifeCycleTag } from '../value/activity/life-cycle.ts';
import type { Dimension } from './dimensions.ts';
import type { PopulationState } from './population.ts';
import type { CustomerSample, ValueModels } from './value-models.ts';

/** What is known of a person at an instant. */
export interface Profile {
  readonly tag: LifeCycleTag;
  readonly firstSeenAt: number;
  readonly lastSeenAt: number;
  /** Decayed weight of each subject domain: an event counts 1 when it happens and half after the half-life. */
  readonly dimensions: readonly { readonly name: Dimension; readonly weight: number; readonly halfLifeDays: number }[];
  readonly loans: number;
  readonly payments: number;
  readonly lentMinor: number;
  readonly paidMinor: number;
  /** Grades 1 (worst) to 5 among all customers; 0 for who never had a loan. Not known of the past. */
  readonly rfm: { readonly recency: number; readonly frequency: number; readonly monetary: number } | undefined;
  /** What the customer is expected to borrow in the year to come, and the chance that he comes back; NaN when unknown. */
  readonly value: { readonly expectedMinor: number; readonly alive: number } | undefined;
}

/** Profiles, tags and segments of one tenant's people, kept by events, in memory. */
export interface People {
  /** Takes in an event of a person (a dense index); an instant of the event is the time of all that follows from it. */
  ingest(event: StoredEvent, person: number): void;
  /** Takes in an event that was lived before: what it led to is in the log too. */
  replay(event: StoredEvent, person: number): void;
  merge(from: number, into: number, now: number): void;
  /** Joins what was known of two persons before an offset of the log; whatever came later is with its owner already. */
  replayMerge(from: number, into: number, before: number): void;
  /** Events of one person turned out to be another's; rebuild both afterwards. */
  move(from: number, into: number, offsets: ReadonlySet<number>): void;
  /** Replaces what is known of a person by what these events tell. */
  rebuild(person: number, events: readonly StoredEvent[], now: number): void;
  /** Offsets of a person's events, the oldest first. */
  eventsOf(person: number): readonly number[];
  /** Looks at up to `limit` persons whom the passing of time concerns; answers how many it was. */
  passTime(now: number, limit: number): number;
  /** True when {@link passTime} would look at somebody. */
  isDue(now: number): boolean;
  /** Who entered or left which segment since the last call. */
  drain(): readonly Transition[];
  profile(person: number, now: number): Profile;
  /** The profile that these events give, as it was known at an instant. */
  profileFrom(events: readonly StoredEvent[], at: number): Profile;
  tagCounts(): Readonly<Record<LifeCycleTag, number>>;
  readonly segments: readonly Segment[];
  segmentsOf(person: number): readonly Segment[];
  count(segmentId: string): number;
  members(segmentId: string, from: number, limit: number): readonly number[];
  /** How many would be in, now. */
  preview(condition: Condition, now: number): number;
  /** Puts a new version of a segment to work; who is in at once is not told as transitions. */
  define(segment: Segment, now: number): void;
  /** Loans of a sample of customers, for a fit of the models of value. */
  sample(now: number): CustomerSample;
  /** Compares all customers anew: grades follow, and values when models are given. O(persons). */
  refresh(now: number, models?: ValueModels): void;
  readonly population: PopulationState | undefined;
  stats(): { readonly people: number; readonly bytes: number; readonly waiting: number };
  snapshot(): Uint8Array;
}
