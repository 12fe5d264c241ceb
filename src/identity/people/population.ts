import { TallyError } from '#base';
import { gradeCuts, gradeOf } from '../value/activity/rfm-grades.ts';
import { bgNbd, fitBgNbd, type BgNbdParameters } from '../value/models/bg-nbd.ts';
import { fitGammaGamma, gammaGamma, type GammaGammaParameters, type SpendModel } from '../value/models/gamma-gamma.ts';
import type { PurchaseModel } from '../value/models/purchase-model.ts';
import type { Purchases } from '../value/purchase-summary.ts';
import type { RfmPart } from '../segment/condition.ts';
import type { ProfileColumns } from './profile-columns.ts';

const DAY = 86_400_000;
/** How far ahead a customer's value looks. */
const HORIZON_DAYS = 365;
/** Customers that a fit looks at: at most so many, spread evenly. */
const FIT_SAMPLE = 2000;
const GRADES = 5;

/** What is known of all customers together: where grades begin, how they buy. Plain data. */
export interface PopulationState {
  readonly at: number;
  readonly customers: number;
  /** Cuts on minus the time since the last loan or payment, on loans, on the money lent. */
  readonly cuts: Readonly<Record<RfmPart, readonly number[]>>;
  readonly purchases: BgNbdParameters | undefined;
  readonly spend: GammaGammaParameters | undefined;
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

  /** Compares all customers anew: cuts by quantiles, BG/NBD and Gamma-Gamma over a sample of them. */
  refresh(now: number): void {
    const customers: number[] = [];
    for (let person = 0; person < this.profiles.people; person++) {
      if (this.profiles.amount(person, 'loans') > 0) customers.push(person);
    }
    const cutsOf = (part: RfmPart): number[] =>
      customers.length === 0
        ? []
        : gradeCuts(
            Float64Array.from(customers, (person) => this.measure(part, person, now)),
            GRADES,
          );
    const models = this.fit(customers, now);
    const cuts = { recency: cutsOf('recency'), frequency: cutsOf('frequency'), monetary: cutsOf('monetary') };
    this.restore({ at: now, customers: customers.length, cuts, ...models });
  }

  restore(state: PopulationState | undefined): void {
    this.state = state;
    this.purchases = state?.purchases === undefined ? undefined : bgNbd(state.purchases);
    this.spend = state?.spend === undefined ? undefined : gammaGamma(state.spend);
  }

  private fit(customers: readonly number[], now: number): Pick<PopulationState, 'purchases' | 'spend'> {
    const step = Math.max(1, customers.length / FIT_SAMPLE);
    const sample = Array.from(
      { length: Math.floor(customers.length / step) },
      (_, i) => customers[Math.floor(i * step)] as number,
    );
    const summaries = sample.map((person) => this.summaryOf(person, now) ?? { frequency: 0, recency: 0, age: 0 });
    const column = (name: keyof Purchases): Float64Array => Float64Array.from(summaries, (summary) => summary[name]);
    try {
      const monetary = Float64Array.from(sample, (person) => this.repeatMean(person));
      const spend = fitGammaGamma(column('frequency'), monetary).parameters;
      const fitted = fitBgNbd({ frequency: column('frequency'), recency: column('recency'), age: column('age') });
      return { spend, purchases: fitted.parameters as unknown as BgNbdParameters };
    } catch (error) {
      // Too few came back yet: values are unknown until they do.
      if (error instanceof TallyError) return { spend: undefined, purchases: undefined };
      throw error;
    }
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
