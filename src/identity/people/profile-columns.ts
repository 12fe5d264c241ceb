import type { StoredEvent } from '#stream';
import { forwardWeight, forwardWeightAt } from '../value/activity/decayed-weight.ts';
import {
  LIFE_CYCLE_LIMITS,
  lifeCycleTags,
  nextTagChange,
  tagOf,
  type LifeCycleEvent,
  type LifeCycleState,
  type LifeCycleTag,
} from '../value/activity/life-cycle.ts';
import { dimensions, HALF_LIFE_MS, meaningOf, type Dimension } from './dimensions.ts';
import { floatColumn } from './number-column.ts';

/** Instants that are kept of a person; 0 stands for never. */
const TIMES = [
  'first',
  'last',
  'registered',
  'credited',
  'firstUsed',
  'used',
  'returned',
  'overdue',
  'cured',
  'firstLoan',
  'lastLoan',
] as const;
type Time = (typeof TIMES)[number];

/** Amounts that are kept of a person, minor units: all lent, the first loan, all paid; and numbers of loans and payments. */
const AMOUNTS = ['lentMinor', 'firstMinor', 'paidMinor', 'loans', 'payments'] as const;
type Amount = (typeof AMOUNTS)[number];

const TIME = Object.fromEntries(TIMES.map((name, i) => [name, i])) as Readonly<Record<Time, number>>;
const AMOUNT = Object.fromEntries(AMOUNTS.map((name, i) => [name, i])) as Readonly<Record<Amount, number>>;
const DIMENSION = Object.fromEntries(dimensions.map((name, i) => [name, i])) as Readonly<Record<Dimension, number>>;

const TAG_PLACE = Object.fromEntries(lifeCycleTags.map((tag, i) => [tag, i])) as Readonly<Record<LifeCycleTag, number>>;

export interface ProfileImage {
  readonly people: number;
  readonly weights: Float64Array;
  readonly times: Float64Array;
  readonly amounts: Float64Array;
}

/**
 * Profiles of all persons in typed arrays, 192 bytes each. An event costs O(1); weights decay without being touched; two
 * profiles add; what is read at an instant depends on nothing but the events taken in.
 */
export class ProfileColumns {
  people = 0;
  private readonly state = { registered: 0, credited: 0, used: 0, returned: 0, overdue: 0, cured: 0 };
  private readonly weights = floatColumn(dimensions.length);
  private readonly times = floatColumn(TIMES.length);
  private readonly amounts = floatColumn(AMOUNTS.length);

  /** Makes room for a person. */
  reserve(person: number): void {
    if (person < this.people) return;
    this.people = person + 1;
    for (const column of [this.weights, this.times, this.amounts]) column.reserve(this.people);
  }

  /** Takes in an event; answers which dimension it counted for. */
  add(person: number, event: StoredEvent): Dimension | undefined {
    this.reserve(person);
    const { dimension, step, money } = meaningOf(event);
    const at = event.occurredAt;
    this.earliest(person, 'first', at);
    this.latest(person, 'last', at);
    if (dimension !== undefined) {
      const place = person * dimensions.length + DIMENSION[dimension];
      this.weights.values[place] = (this.weights.values[place] as number) + forwardWeight(at, HALF_LIFE_MS[dimension]);
    }
    if (step !== undefined) this.step(person, step, at);
    if (money === 'lent') this.lent(person, at, Number(event.data['principalMinor'] ?? 0));
    if (money === 'paid') {
      this.plus(person, 'paidMinor', Number(event.data['amountMinor'] ?? 0));
      this.plus(person, 'payments', 1);
    }
    return dimension;
  }

  /** Two persons are one: counts and weights add, instants are the outer ones. */
  merge(from: number, into: number): void {
    this.reserve(Math.max(from, into));
    const [used, other] = [this.time(into, 'used'), this.time(from, 'used')];
    const [earlier, later] = used <= other ? [into, from] : [from, into];
    const woke =
      this.time(earlier, 'used') > 0 &&
      this.time(later, 'firstUsed') - this.time(earlier, 'used') > LIFE_CYCLE_LIMITS.dormantMs;
    const returned = Math.max(
      this.time(from, 'returned'),
      this.time(into, 'returned'),
      woke ? this.time(later, 'firstUsed') : 0,
    );
    if (
      this.time(from, 'firstLoan') > 0 &&
      !(this.time(into, 'firstLoan') > 0 && this.time(into, 'firstLoan') <= this.time(from, 'firstLoan'))
    ) {
      this.setAmount(into, 'firstMinor', this.amount(from, 'firstMinor'));
    }
    for (const name of TIMES) {
      const at = this.time(from, name);
      if (at === 0) continue;
      if (name === 'first' || name === 'firstUsed' || name === 'firstLoan') this.earliest(into, name, at);
      else this.latest(into, name, at);
    }
    this.setTime(into, 'returned', returned);
    for (const name of AMOUNTS) {
      if (name !== 'firstMinor') this.setAmount(into, name, this.amount(into, name) + this.amount(from, name));
    }
    for (let k = 0; k < dimensions.length; k++) {
      const [source, target] = [from * dimensions.length + k, into * dimensions.length + k];
      this.weights.values[target] = (this.weights.values[target] as number) + (this.weights.values[source] as number);
    }
    this.clear(from);
  }

  clear(person: number): void {
    this.reserve(person);
    for (const { values, width } of [this.weights, this.times, this.amounts])
      values.fill(0, person * width, (person + 1) * width);
  }

  time(person: number, name: Time): number {
    return this.times.values[person * TIMES.length + TIME[name]] ?? 0;
  }

  amount(person: number, name: Amount): number {
    return this.amounts.values[person * AMOUNTS.length + AMOUNT[name]] ?? 0;
  }

  /** The same by the place of the dimension. */
  sumAt(person: number, place: number): number {
    return this.weights.values[person * dimensions.length + place] as number;
  }

  /** Place of the tag among {@link lifeCycleTags}. */
  tagPlace(person: number, now: number): number {
    return TAG_PLACE[tagOf(this.lifeCycle(person), now)];
  }

  /** The first instant after `now` at which time alone changes the tag. */
  nextTagChange(person: number, now: number): number {
    return nextTagChange(this.lifeCycle(person), now);
  }

  /** The sum of forward weights of a dimension. */
  sum(person: number, dimension: Dimension): number {
    return this.weights.values[person * dimensions.length + DIMENSION[dimension]] ?? 0;
  }

  weight(person: number, dimension: Dimension, now: number): number {
    return forwardWeightAt(this.sum(person, dimension), now, HALF_LIFE_MS[dimension]);
  }

  /** What the tag depends on; the object is the same at each call and holds until the next. */
  lifeCycle(person: number): LifeCycleState {
    const base = person * TIMES.length;
    const { values } = this.times;
    const state = this.state;
    state.registered = values[base + TIME.registered] || -Infinity;
    state.credited = values[base + TIME.credited] || -Infinity;
    state.used = values[base + TIME.used] || -Infinity;
    state.returned = values[base + TIME.returned] || -Infinity;
    state.overdue = values[base + TIME.overdue] || -Infinity;
    state.cured = values[base + TIME.cured] || -Infinity;
    return state;
  }

  bytes(): number {
    return [this.weights, this.times, this.amounts].reduce((sum, { values }) => sum + values.byteLength, 0);
  }

  image(): ProfileImage {
    const { people } = this;
    const [weights, times, amounts] = [this.weights, this.times, this.amounts].map((column) =>
      column.trimmed(people),
    ) as [Float64Array, Float64Array, Float64Array];
    return { people, weights, times, amounts };
  }

  restore({ people, weights, times, amounts }: ProfileImage): void {
    this.people = people;
    this.weights.replace(weights);
    this.times.replace(times);
    this.amounts.replace(amounts);
  }

  private step(person: number, step: LifeCycleEvent['kind'], at: number): void {
    if (step === 'used') {
      const last = this.time(person, 'used');
      if (last > 0 && at - last > LIFE_CYCLE_LIMITS.dormantMs) this.latest(person, 'returned', at);
      this.earliest(person, 'firstUsed', at);
    }
    if (step !== 'seen') this.latest(person, step, at);
  }

  private lent(person: number, at: number, principalMinor: number): void {
    const first = this.time(person, 'firstLoan');
    if (first === 0 || at < first) this.setAmount(person, 'firstMinor', principalMinor);
    this.earliest(person, 'firstLoan', at);
    this.latest(person, 'lastLoan', at);
    this.plus(person, 'lentMinor', principalMinor);
    this.plus(person, 'loans', 1);
  }

  private plus(person: number, name: Amount, more: number): void {
    this.setAmount(person, name, this.amount(person, name) + more);
  }

  private earliest(person: number, name: Time, at: number): void {
    const known = this.time(person, name);
    if (known === 0 || at < known) this.setTime(person, name, at);
  }

  private latest(person: number, name: Time, at: number): void {
    if (at > this.time(person, name)) this.setTime(person, name, at);
  }

  private setTime(person: number, name: Time, at: number): void {
    this.times.values[person * TIMES.length + TIME[name]] = at;
  }

  private setAmount(person: number, name: Amount, value: number): void {
    this.amounts.values[person * AMOUNTS.length + AMOUNT[name]] = value;
  }
}
