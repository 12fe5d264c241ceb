import { exp, sigmoid, type Rng } from '#base';
import type { Country } from '../country.ts';
import type { DayBook } from '../day-book.ts';
import { accountOf, nationalIdOf } from '../identifiers.ts';
import { incomeOf, marginOf, stressOn } from '../month.ts';
import { employment, housings } from '../people.ts';
import { at, bits, clamp, purpose } from '../random.ts';
import { roundShare } from '../signals.ts';
import { shareOfForm, shopFormsOf } from './sham.ts';

const banks = ['ICBC', 'CCB', 'ABC', 'BOC', 'CMB', 'Postal', 'City'];

/** What a statement is made of: the person's real income and how tight his budget is. */
interface Budget {
  readonly income: number;
  readonly margin: number;
  readonly rng: Rng;
}

/**
 * The person's account of the last 30 days. It shows real income and hidden solvency; default depends on the application's own
 * facts and fresh noise, so given those the statement says nothing more about it.
 */
export function writeStatement(
  country: Country,
  person: number,
  moment: { book: DayBook; at: number; rng: Rng },
): void {
  const { people, seed } = country;
  const { book, rng } = moment;
  const budget = {
    income: incomeOf(people, person),
    margin: marginOf(people, person, stressOn(country, book.day)),
    rng,
  };
  book.write({
    kind: 'bank.flow_reported',
    aside: true,
    at: moment.at,
    source: 'vendor:bank',
    identifiers: [
      { kind: 'national_id', value: nationalIdOf(country, person) },
      { kind: 'account', value: accountOf(country, person) },
    ],
    data: {
      bank: banks[bits(seed, purpose.sharing, at(people.serial, person), 1) % banks.length],
      ...earned(country, person, budget),
      ...spent(country, person, budget),
      ...kept(budget),
      ...traded(country, person, rng),
      ...counterpartiesOf(country, person, rng),
    },
  });
}

function earned({ people, seed }: Country, person: number, { income, margin, rng }: Budget): Record<string, number> {
  const job = at(people.employment, person);
  const isPaid = job === employment.salaried || job === employment.retired;
  const impulse = at(people.impulse, person);
  const borrows = rng.chance(clamp(0.06 * exp(0.5 * impulse - 0.35 * margin), 0, 0.5));
  return {
    salaryMinor: isPaid ? Math.round(income * (0.97 + 0.06 * rng.uniform())) : 0,
    salaryDay: isPaid ? 5 + (bits(seed, purpose.sharing, at(people.serial, person), 2) % 20) : 0,
    otherInMinor: Math.round((isPaid ? 0.05 : 0.95) * income * exp(0.35 * rng.normal())),
    loanProceedsMinor: borrows ? Math.round(income * (0.5 + 2 * rng.exponential())) : 0,
    transfersInMinor: Math.round(0.15 * income * exp(0.7 * rng.normal() - 0.15 * margin)),
  };
}

const rentShares: Readonly<Record<string, number>> = { rent: 0.25, mortgage: 0.3, dormitory: 0.05 };

function spent({ people }: Country, person: number, { income, margin, rng }: Budget): Record<string, number> {
  const impulse = at(people.impulse, person);
  const gambles = rng.chance(sigmoid(-3.2 + 0.8 * impulse));
  const bounced = Math.min(20, rng.poisson(clamp(exp(-1.4 - 0.9 * margin), 0, 6)));
  const housing = housings[at(people.housing, person)] ?? '';
  return {
    transfersOutMinor: Math.round(0.2 * income * exp(0.6 * rng.normal() + 0.15 * impulse)),
    rentMinor: Math.round((rentShares[housing] ?? 0) * income * (0.95 + 0.1 * rng.uniform())),
    billsMinor: Math.round(0.1 * income * exp(0.3 * rng.normal())),
    gamblingMinor: gambles ? Math.round(0.08 * income * exp(0.8 * rng.normal() + 0.3 * impulse)) : 0,
    loanRepaymentMinor: Math.round(
      (at(people.debtMinor, person) + at(people.ownDebtMinor, person)) * (0.9 + 0.1 * rng.uniform()),
    ),
    cashMinor: 10_000 * rng.poisson(income / 100_000),
    feesMinor: 200 + 1500 * bounced,
    bounced,
  };
}

function kept({ income, margin, rng }: Budget): Record<string, number> {
  const end = income * exp(clamp(0.7 * margin, -4, 3) - 0.6 + 0.5 * rng.normal());
  return {
    balanceEndMinor: Math.round(end),
    balanceLowMinor: Math.round(end * rng.uniform() ** 2),
  };
}

/** Money that goes round needs friends: few counterparties, one of them large. */
function counterpartiesOf(country: Country, person: number, rng: Rng): Record<string, number> {
  const { shopForm } = shopFormsOf(country, person);
  const isCircle = shopForm === 'circular' && rng.chance(0.7);
  const transactions = 8 + rng.poisson(32);
  return {
    transactions,
    counterparties: 1 + Math.min(transactions, rng.poisson(isCircle ? 5 : 14)),
    topCounterpartyShare: roundShare((isCircle ? 0.4 : 0.2) + 0.3 * rng.uniform()),
  };
}

/** Business on the same account; what goes round within days is what a circular shop feigns. */
function traded(country: Country, person: number, rng: Rng): Record<string, number> {
  const { people } = country;
  if (at(people.employment, person) !== employment.shopOwner) {
    return { businessInMinor: 0, businessOutMinor: 0, roundTripMinor: 0 };
  }
  const real = at(people.turnoverMinor, person) * at(people.incomeFactor, person) * exp(0.15 * rng.normal());
  const usual = 0.03 * rng.uniform();
  const share = clamp(usual + shareOfForm(country, person, 'circular') * exp(0.25 * rng.normal()), 0, 0.9);
  const all = real / (1 - share);
  return {
    businessInMinor: Math.round(all),
    businessOutMinor: Math.round(all * (0.82 + 0.1 * rng.uniform())),
    roundTripMinor: Math.round(all * share),
  };
}
