import { gradeCuts, gradeOf } from '../value/activity/rfm-grades.ts';
import { bgNbd } from '../value/models/bg-nbd.ts';
import { gammaGamma, type SpendModel } from '../value/models/gamma-gamma.ts';
import type { PurchaseModel } from '../value/models/purchase-model.ts';
import type { Purchases } from '../value/purchase-summary.ts';
import type { RfmPart } from '../segment/condition.ts';
import type { ProfileColumns } from './profile-columns.ts';
import type { CustomerSample, ValueModels } from './value-models.ts';

const DAY = 86_400_000;
/** How far ahead a customer's value looks. */
const HORIZON_DAYS = 365;
/** Customers that a fit looks at: at most so many, spread evenly. */
const FIT_SAMPLE = 2000;
const GRADES = 5;

/** What is known of all customers together: where grades begin, how they buy. Plain data. */
export interface PopulationState extends ValueModels {
  readonly at: number;
  readonly customers: number;
  /** Cuts on minus the time since the last loan or payment, on loans, on the money lent. */
  readonly cuts: Readonly<Record<RfmPart, readonly number[]>>;
}

/**
 * Grades and values by comparison with all customers (persons with a loan). What the comparison is made with is renewed
 * by `refresh`, O(persons), now and then; a read is O(1).
 */
export class Population {
  state: PopulationState | undefined;
  private readonly profiles: ProfileColumns;
  private purchases: PurchaseModel | undefined;
  private spend: SpendModel | undefined;

  constructor(profiles: ProfileColumns) {
    this.profiles = profiles;
  }

  /** Grade 1 to 5; 0 for who never had a loan, or before the first refresh. */
  grade(part: RfmPart, person: number, now: number): number {
    if (this.state === undefined || this.profiles.amount(person, 'loans') === 0) return 0;
    return gradeOf(this.measure(part, person, now), this.state.cuts[part]);
  }

  /** When the recency grade falls next by the passing of time. */
  nextRecency(person: number, now: number): number {
    const used = this.profiles.time(person, 'used');
    if (this.state === undefined || used === 0) return Infinity;
    let next = Infinity;
    for (const cut of this.state.cuts.recency) if (used - cut > now) next = Math.min(next, used - cut);
    return next;
  }

  /** What a customer is expected to borrow in a year, minor units; NaN when it cannot be told. */
  expectedMinor(person: number, now: number): number {
    const summary = this.summaryOf(person, now);
    if (summary === undefined || this.purchases === undefined || this.spend === undefined) return NaN;
    const mean = summary.frequency === 0 ? 0 : this.repeatMean(person);
    return this.purchases.expectedPurchases(HORIZON_DAYS, summary) * this.spend.expectedSpend(summary.frequency, mean);
  }

  probabilityAlive(person: number, now: number): number {
    const summary = this.summaryOf(person, now);
    return summary === undefined ? NaN : (this.purchases?.probabilityAlive(summary) ?? NaN);
  }

  /** Compares all customers anew; models stay until others are given. O(customers log customers). */
  refresh(now: number, models?: ValueModels): void {
    const customers = this.customers();
    const cutsOf = (part: RfmPart): number[] =>
      customers.length === 0
        ? []
        : gradeCuts(
            Float64Array.from(customers, (person) => this.measure(part, person, now)),
            GRADES,
          );
    const cuts = { recency: cutsOf('recency'), frequency: cutsOf('frequency'), monetary: cutsOf('monetary') };
    const { purchases, spend } = models ?? this.state ?? { purchases: undefined, spend: undefined };
    this.restore({ at: now, customers: customers.length, cuts, purchases, spend });
  }

  restore(state: PopulationState | undefined): void {
    this.state = state;
    this.purchases = state?.purchases === undefined ? undefined : bgNbd(state.purchases);
    this.spend = state?.spend === undefined ? undefined : gammaGamma(state.spend);
  }

  /** Loans of customers, spread evenly over all of them, for a fit. */
  sample(now: number): CustomerSample {
    const customers = this.customers();
    const step = Math.max(1, customers.length / FIT_SAMPLE);
    const chosen = Array.from(
      { length: Math.floor(customers.length / step) },
      (_, i) => customers[Math.floor(i * step)] as number,
    );
    const summaries = chosen.map((person) => this.summaryOf(person, now) ?? { frequency: 0, recency: 0, age: 0 });
    const column = (name: keyof Purchases): Float64Array => Float64Array.from(summaries, (summary) => summary[name]);
    const monetary = Float64Array.from(chosen, (person) => this.repeatMean(person));
    return { frequency: column('frequency'), recency: column('recency'), age: column('age'), monetary };
  }

  private customers(): number[] {
    const customers: number[] = [];
    for (let person = 0; person < this.profiles.people; person++) {
      if (this.profiles.amount(person, 'loans') > 0) customers.push(person);
    }
    return customers;
  }

  /** Loans of a person in the form of Fader and Hardie, in days. */
  private summaryOf(person: number, now: number): Purchases | undefined {
    const loans = this.profiles.amount(person, 'loans');
    if (loans === 0) return undefined;
    const first = this.profiles.time(person, 'firstLoan');
    const recency = (this.profiles.time(person, 'lastLoan') - first) / DAY;
    return { frequency: loans - 1, recency, age: Math.max(recency, (now - first) / DAY) };
  }

  private repeatMean(person: number): number {
    const loans = this.profiles.amount(person, 'loans');
    const repeats = this.profiles.amount(person, 'lentMinor') - this.profiles.amount(person, 'firstMinor');
    return loans > 1 ? repeats / (loans - 1) : 0;
  }

  private measure(part: RfmPart, person: number, now: number): number {
    if (part === 'recency') return this.profiles.time(person, 'used') - now;
    return this.profiles.amount(person, part === 'frequency' ? 'loans' : 'lentMinor');
  }
}
