import type { BureauReport } from './bureau.ts';
import { failuresOf } from './bureau.ts';
import type { Country } from './country.ts';
import { creditLogit, honestDefaultProbability, type CreditView } from './credit-risk.ts';
import type { Evidence } from './evidence.ts';
import { countClass, fraudProbability } from './fraud-posterior.ts';
import { accountOf } from './identifiers.ts';
import type { Pending } from './loan.ts';
import type { Market } from './market.ts';
import { incomeOf, marginOf, stressOn } from './month.ts';
import { fraudForms, lookAlikeForms, NEVER, segment, type FraudForm } from './people.ts';
import { actingGuise } from './planted/stage.ts';
import { at } from './random.ts';
import { drawFate } from './trajectory.ts';
import type { TruthRow } from './truth.ts';
import { shopFormsOf } from './books/sham.ts';
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
export function decideFate(market: Market, visit: Visit, judged: Judged): void {
  const { country, state } = market;
  const { person, number, book } = visit;
  const fraudForm = formOf(country, person);
  const logit = creditLogit(judged.view, country.pack);
  const { defaults, ...trajectory } = drawFate(country, number, { logit, fraud: fraudForm !== '' });
  const pending: Pending = {
    applicationId: `w-${number}`,
    number,
    day: book.day,
    person,
    serial: at(country.people.serial, person),
    account: accountOf(country, person),
    amountMinor: judged.wish.amountMinor,
    fraudForm,
    trajectory,
    ...(country.stage?.isRehearsing() === true ? { rehearsed: true as const } : {}),
  };
  state.pending.set(pending.applicationId, pending);
  const suspicion = suspect(market, pending, judged.evidence);
  const honest = honestDefaultProbability(logit, country.pack.credit.noise);
  const risk = suspicion * country.pack.fraud.defaultProbability + (1 - suspicion) * honest;
  state.truth.push({
    ...hiddenSide(country, pending),
    trueDefaultProbability: risk,
    trueFraudProbability: suspicion,
    defaultsIfGranted: defaults ? 1 : 0,
  });
}

/* The form of the fraud that the application is, if it is one. */
function formOf(country: Country, person: number): FraudForm {
  const guise = actingGuise(country, person);
  if (guise !== undefined) return guise.lookAlike ? '' : guise.pattern;
  return fraudForms[at(country.people.segment, person)] ?? '';
}

/* P(fraud) as of now; then the application counts among those of its class. */
function suspect({ country, state }: Market, { person, day, fraudForm }: Pending, evidence: Evidence): number {
  const last = at(country.people.lastApplication, person);
  const known = last !== NEVER && day - last > KNOWN_DAYS;
  const suspicion = fraudProbability(country, evidence, { counts: state.classCounts, known });
  countClass(state.classCounts, country, { person, known, isFraud: fraudForm !== '' });
  return suspicion;
}

type Outcome = 'trueDefaultProbability' | 'trueFraudProbability' | 'defaultsIfGranted';

function hiddenSide(
  country: Country,
  { applicationId, day, person, serial, fraudForm }: Pending,
): Omit<TruthRow, Outcome> {
  const { people } = country;
  const guise = actingGuise(country, person);
  return {
    applicationId,
    day,
    personIndex: serial,
    fraudForm,
    lookAlikeForm: guise?.lookAlike === true ? guise.pattern : (lookAlikeForms[at(people.segment, person)] ?? ''),
    camouflaged: guise?.camouflaged ?? at(people.hidden, person) === 1,
    company: guise?.company?.company ?? '',
    group: guise?.group ?? groupOf(country, person),
    hiddenSolvency: marginOf(people, person, stressOn(country, day)),
    hiddenImpulse: at(people.impulse, person),
    realIncomeMinor: Math.round(incomeOf(people, person)),
    ...shopFormsOf(country, person),
  };
}

/* The ring and its wave, the shared group, or the village of the season; empty where one stands alone. */
function groupOf({ people, stage }: Country, person: number): string {
  if (stage !== undefined) return '';
  const kind = at(people.segment, person);
  const wave = Math.floor(at(people.serial, person) / people.size);
  if (person >= people.citizens) return `ring-${at(people.group, person)}-${wave}`;
  if (kind === segment.sharedDevice) return `shared-${at(people.group, person)}`;
  return kind === segment.harvestVillage ? `village-${at(people.place, person)}` : '';
}
