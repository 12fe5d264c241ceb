import type { BureauReport } from './bureau.ts';
import { failuresOf } from './bureau.ts';
import type { Country } from './country.ts';
import { creditLogit, honestDefaultProbability, type CreditView } from './credit-risk.ts';
import type { Evidence } from './evidence.ts';
import { countClass, fraudProbability } from './fraud-posterior.ts';
import { accountOf } from './identifiers.ts';
import type { Market } from './market.ts';
import { incomeOf, marginOf, stressOn } from './month.ts';
import { fraudForms, lookAlikeForms, NEVER, segment } from './people.ts';
import { at } from './random.ts';
import { drawFate } from './trajectory.ts';
import { ageOf, jobMonthsOf, type Visit } from './visit.ts';
import type { Wish } from './wish.ts';

/** Customers are known when they applied longer ago than any wave of fraud lasts. */
const KNOWN_DAYS = 30;

/** What the day's events said, besides what the person's row holds. */
export interface Seen {
  readonly report: BureauReport;
  readonly wish: Wish;
  readonly nightShare: number;
  readonly praiseRate: number;
  readonly fieldsRevisited: number;
}

/** Collects what a lender sees of the applicant's credit. */
export function viewOf(country: Country, { person, book, atNight }: Visit, seen: Seen): CreditView {
  const { people, pack } = country;
  const { report, wish } = seen;
  const income = Math.max(wish.declaredIncomeMinor, 10_000);
  const instalment = wish.amountMinor * (1 / wish.termMonths + (0.55 * pack.aprBps[wish.productId]) / 120_000);
  return {
    burden: (report.monthlyDebtMinor + instalment) / income,
    amountToIncome: wish.amountMinor / income,
    worstDpd12m: report.worstDpd12m,
    delinquentLoans24m: report.delinquentLoans24m,
    utilisation: report.cardUtilisation,
    enquiries30d: report.enquiries30d,
    lenders90d: report.lenders90d,
    historyMonths: report.historyMonths,
    age: ageOf(country, person, book.day),
    jobMonths: jobMonthsOf(country, person, book.day),
    employment: at(people.employment, person),
    housing: at(people.housing, person),
    dependents: at(people.dependents, person),
    nightShare: seen.nightShare,
    atNight,
    fieldsRevisited: seen.fieldsRevisited,
    failed180d: failuresOf(people, person, book.day),
    paidInstalments: at(people.paidInstalments, person),
    praiseRate: seen.praiseRate,
    stress: stressOn(country, book.day),
  };
}

export interface Judged {
  readonly evidence: Evidence;
  readonly view: CreditView;
  readonly wish: Wish;
}

/** Draws the application's hidden fate and writes down the truth about it. */
export function decideFate(
  { country, state }: Market,
  { person, number, book }: Visit,
  { evidence, view, wish }: Judged,
): void {
  const { people, pack } = country;
  const kind = at(people.segment, person);
  const fraud = kind >= segment.deviceFarm;
  const logit = creditLogit(view, pack);
  const fate = drawFate(country, number, { logit, fraud });
  const known =
    book.day - at(people.lastApplication, person) > KNOWN_DAYS && at(people.lastApplication, person) !== NEVER;
  const suspicion = fraudProbability(country, evidence, { counts: state.classCounts, known });
  countClass(state.classCounts, country, { person, known });
  const honest = honestDefaultProbability(logit, pack.credit.noise);
  const fraudForm = fraudForms[kind] ?? '';
  const applicationId = `w-${number}`;
  const serial = at(people.serial, person);
  const { amountMinor } = wish;
  const account = accountOf(country, person);
  const { defaults, ...trajectory } = fate;
  state.pending.set(applicationId, {
    applicationId,
    number,
    day: book.day,
    person,
    serial,
    account,
    amountMinor,
    fraudForm,
    trajectory,
  });
  state.truth.push({
    applicationId,
    day: book.day,
    personIndex: serial,
    fraudForm,
    lookAlikeForm: lookAlikeForms[kind] ?? '',
    camouflaged: at(people.hidden, person) === 1,
    trueDefaultProbability: suspicion * pack.fraud.defaultProbability + (1 - suspicion) * honest,
    trueFraudProbability: suspicion,
    defaultsIfGranted: defaults ? 1 : 0,
    hiddenSolvency: marginOf(people, person, stressOn(country, book.day)),
    hiddenImpulse: at(people.impulse, person),
    realIncomeMinor: Math.round(incomeOf(people, person)),
  });
}
