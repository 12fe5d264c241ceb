import { DAY_MS, exp, type Rng } from '#base';
import { reportOf, failuresOf, type BureauReport } from './bureau.ts';
import { bookEdition, contactBook } from './contact-book.ts';
import { creditLogit, honestDefaultProbability, type CreditView } from './credit-risk.ts';
import type { DayBook } from './day-book.ts';
import { publish, showEvidence, type Evidence } from './evidence.ts';
import { countClass, fraudProbability } from './fraud-posterior.ts';
import { warm } from './heat.ts';
import { accountOf, cookieOf, deviceOf, homeNetworkIndex, nationalIdOf, phoneOf, shopOf } from './identifiers.ts';
import type { Market } from './market.ts';
import { incomeOf, marginOf, stressOn } from './month.ts';
import { addressOf, employerOf, fullNameOf } from './names.ts';
import { educations, employment, employments, fraudForms, housings, lookAlikeForms, maritalStatuses, NEVER, segment } from './people.ts';
import { formatCell } from './places.ts';
import { at, clamp, pick } from './random.ts';
import { writePhoneProfile, writeSession } from './signals.ts';
import { drawFate } from './trajectory.ts';

const MINUTE = 60_000;
const YUAN_1000 = 100_000;
/** Customers are known when they applied longer ago than any wave of fraud lasts. */
const KNOWN_DAYS = 30;

/** What the person asks for. */
interface Wish {
  readonly productId: 'cash-loan' | 'shop-loan';
  readonly amountMinor: number;
  readonly termMonths: number;
  readonly declaredIncomeMinor: number;
  readonly purpose: string;
}

interface Visit {
  readonly person: number;
  readonly number: number;
  readonly at: number;
  readonly atNight: boolean;
  readonly rng: Rng;
  readonly book: DayBook;
}

/** Person `person` applies today: every signal on the way, the application itself, and its hidden fate. */
export function apply(market: Market, person: number, book: DayBook): void {
  const { country, state } = market;
  const number = ++state.applications;
  const rng = country.rng.fork('application', number);
  const atNight = rng.chance(Math.min(0.8, 1.3 * at(country.people.nightHabit, person)));
  const hour = atNight ? rng.uniform() * 5 + 0.6 : 8 + rng.uniform() * 14;
  const visit: Visit = { person, number, at: Math.floor(hour * 60 * MINUTE), atNight, rng, book };
  const evidence = gather(market, visit);
  arrive(market, visit, evidence);
  const nightShare = writePhoneProfile(country, person, { book, at: visit.at - 4 * MINUTE, rng, evidence });
  const report = writeBureau(market, visit);
  const wish = wishOf(market, visit);
  const praiseRate = wish.productId === 'shop-loan' ? writeShop(market, visit) : 0;
  const fieldsRevisited = rng.poisson(exp(0.35 + 0.3 * at(country.people.impulse, person)));
  submit(market, visit, { evidence, wish, fieldsRevisited });
  const view = viewOf(market, visit, { report, wish, nightShare, praiseRate, fieldsRevisited });
  decideFate(market, visit, { evidence, view, wish });
  country.people.lastApplication[person] = book.day;
}

function gather({ country, state }: Market, { person, rng, book }: Visit): Evidence {
  const networkBucket = warm(state.networkHeat, homeNetworkIndex(country, person), book.day);
  const cellBucket = warm(state.cellHeat, at(country.people.cell, person), book.day);
  const young = ageOf(country, person, book.day) < 29;
  return showEvidence(country, person, { day: book.day, rng, young, networkBucket, cellBucket });
}

function arrive({ country }: Market, visit: Visit, evidence: Evidence): void {
  const { person, rng, book } = visit;
  if (at(country.people.registered, person) === 0) register(country, person, { ...visit, at: visit.at - 20 * MINUTE });
  writeSession(country, person, { book, at: visit.at - 12 * MINUTE, rng, shown: evidence });
  const edition = bookEdition(country, person, book.day);
  if (at(country.people.syncedBook, person) === edition) return;
  country.people.syncedBook[person] = edition;
  const contacts = contactBook(country, person, book.day);
  book.write({
    kind: 'contacts.synced',
    at: visit.at - 10 * MINUTE,
    source: 'app',
    identifiers: [
      { kind: 'account', value: accountOf(country, person) },
      { kind: 'phone', value: phoneOf(country, person, book.day) },
    ],
    data: { contacts, total: contacts.length },
  });
}

const channels = ['feed', 'search', 'app-store', 'partner', 'agent'] as const;

function register(country: Market['country'], person: number, { rng, book, at: when }: Visit): void {
  const channel = channels[pick([4, 3, 2, 1.5, 0.5], rng.uniform())] ?? 'feed';
  const campaignId = `cmp-${channel}-${1 + rng.below(4)}`;
  const cookie = { kind: 'cookie', value: cookieOf(country, person) } as const;
  const device = { kind: 'device', value: deviceOf(country, person) } as const;
  const data = { campaignId, channel, costMinor: 80 + rng.below(400) };
  if (rng.chance(0.6)) book.write({ kind: 'ad.clicked', at: when - 3 * MINUTE, source: 'app', identifiers: [cookie, device], data });
  country.people.registered[person] = 1;
  book.write({
    kind: 'account.registered',
    at: when,
    source: 'app',
    identifiers: [
      { kind: 'account', value: accountOf(country, person) },
      { kind: 'phone', value: phoneOf(country, person, book.day) },
      device,
      cookie,
    ],
    data: { channel, campaignId },
  });
}

function writeBureau({ country }: Market, { person, book, at: when }: Visit): BureauReport {
  const report = reportOf(country.people, person, book.day);
  book.write({
    kind: 'bureau.reported',
    at: when - 2 * MINUTE,
    source: 'vendor:bureau',
    identifiers: [
      { kind: 'national_id', value: nationalIdOf(country, person) },
      { kind: 'phone', value: phoneOf(country, person, book.day) },
    ],
    data: { ...report },
  });
  return report;
}

const shopCategories = ['food', 'clothing', 'electronics', 'household', 'beauty', 'toys'];

function writeShop({ country }: Market, { person, book, at: when, rng }: Visit): number {
  const { people } = country;
  const season = 1 + 0.25 * (((Math.floor(book.day / 30) + person) % 12) / 6 - 1);
  const turnover = at(people.turnoverMinor, person) * season * at(people.incomeFactor, person) * exp(0.1 * rng.normal());
  const praiseRate = Math.round(clamp(at(people.praise, person), 0.3, 1) * 1000) / 1000;
  book.write({
    kind: 'shop.reported',
    at: when - MINUTE,
    source: 'vendor:sales-platform',
    identifiers: [
      { kind: 'shop', value: shopOf(country, person) },
      { kind: 'account', value: accountOf(country, person) },
    ],
    data: {
      category: shopCategories[person % shopCategories.length],
      region: `region-${country.places[at(people.place, person)]?.region ?? 0}`,
      goods: 10 + (person % 300),
      orders30d: Math.round(turnover / 12_000),
      turnover30dMinor: Math.round(turnover),
      praiseRate,
      depositMinor: 100_000 * (1 + (person % 10)),
      ageMonths: Math.floor((book.day - at(people.shopOpened, person)) / 30.4),
    },
  });
  return praiseRate;
}

const purposes = ['consumption', 'rent', 'education', 'medical', 'travel', 'renovation', 'farming', 'turnover'];
const terms = [3, 6, 9, 12];

function wishOf({ country }: Market, { person, rng }: Visit): Wish {
  const { people } = country;
  const income = incomeOf(people, person);
  const isOwner = at(people.employment, person) === employment.shopOwner;
  const productId = isOwner && rng.chance(0.65) ? 'shop-loan' : 'cash-loan';
  const scale = productId === 'shop-loan' ? 3 : 1.7;
  const wanted = income * scale * exp(0.55 * rng.normal() + 0.12 * at(people.impulse, person));
  const rural = country.places[at(people.place, person)]?.kind !== 'town';
  const weights = productId === 'shop-loan' ? [0, 0, 0, 0, 0, 1, 0, 9] : [5, 2, 1.5, 1.5, 1.5, 1.5, rural ? 16 : 0, 0];
  return {
    productId,
    amountMinor: clamp(Math.round(wanted / YUAN_1000), 1, 50) * YUAN_1000,
    termMonths: terms[pick([2, 3, 1.5, 3.5], rng.uniform())] ?? 6,
    declaredIncomeMinor: Math.round((income * at(people.overstatement, person)) / 10_000) * 10_000,
    purpose: purposes[pick(weights, rng.uniform())] ?? 'consumption',
  };
}

interface Submission {
  readonly evidence: Evidence;
  readonly wish: Wish;
  readonly fieldsRevisited: number;
}

function submit({ country }: Market, visit: Visit, submission: Submission): void {
  const { person, number, book } = visit;
  book.write({
    kind: 'application.submitted',
    at: visit.at,
    source: 'app',
    identifiers: [
      { kind: 'application', value: `w-${number}` },
      { kind: 'national_id', value: nationalIdOf(country, person) },
      { kind: 'phone', value: phoneOf(country, person, book.day) },
      { kind: 'device', value: deviceOf(country, person) },
      { kind: 'account', value: accountOf(country, person) },
    ],
    data: { applicationId: `w-${number}`, currency: 'CNY', ...submission.wish, ...whoIs(country, visit), form: formOf(visit, submission) },
  });
}

function formOf({ rng }: Visit, { evidence, fieldsRevisited }: Submission): Record<string, number> {
  const { durationS, idleS } = publish(evidence);
  return { durationS, edits: rng.poisson(3), pastes: evidence.pastes, idleS, fieldsRevisited };
}

function ageOf(country: Market['country'], person: number, day: number): number {
  return Math.floor((day - at(country.people.birthDay, person)) / 365.25);
}

function jobMonthsOf({ people }: Market['country'], person: number, day: number): number {
  return Math.max(0, Math.floor((day - at(people.jobStart, person)) / 30.4));
}

function whoIs(country: Market['country'], { person, book }: Visit): Record<string, unknown> {
  const { people } = country;
  const job = at(people.employment, person);
  return {
    employment: employments[job],
    ...(job === employment.salaried ? { employer: employerOf(country, person) } : {}),
    jobMonths: jobMonthsOf(country, person, book.day),
    education: educations[at(people.education, person)],
    maritalStatus: maritalStatuses[at(people.marital, person)],
    dependents: at(people.dependents, person),
    housing: housings[at(people.housing, person)],
    age: ageOf(country, person, book.day),
    sex: at(people.female, person) === 1 ? 'female' : 'male',
    cell: formatCell(at(people.cell, person)),
    latitude: Math.round(at(people.latitude, person) * 1e5) / 1e5,
    longitude: Math.round(at(people.longitude, person) * 1e5) / 1e5,
    fullName: fullNameOf(country, person),
    address: addressOf(country, person),
  };
}

interface Seen {
  readonly report: BureauReport;
  readonly wish: Wish;
  readonly nightShare: number;
  readonly praiseRate: number;
  readonly fieldsRevisited: number;
}

function viewOf({ country }: Market, { person, book, atNight }: Visit, seen: Seen): CreditView {
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

interface Judged {
  readonly evidence: Evidence;
  readonly view: CreditView;
  readonly wish: Wish;
}

function decideFate({ country, state }: Market, { person, number, book }: Visit, { evidence, view, wish }: Judged): void {
  const { people, pack } = country;
  const kind = at(people.segment, person);
  const fraud = kind >= segment.deviceFarm;
  const logit = creditLogit(view, pack);
  const fate = drawFate(country, number, { logit, fraud });
  const known = book.day - at(people.lastApplication, person) > KNOWN_DAYS && at(people.lastApplication, person) !== NEVER;
  const suspicion = fraudProbability(country, evidence, { counts: state.classCounts, known });
  countClass(state.classCounts, country, { person, known });
  const honest = honestDefaultProbability(logit, pack.credit.noise);
  const fraudForm = fraudForms[kind] ?? '';
  const applicationId = `w-${number}`;
  const serial = at(people.serial, person);
  const { amountMinor } = wish;
  const account = accountOf(country, person);
  const { defaults, ...trajectory } = fate;
  state.pending.set(applicationId, { applicationId, number, day: book.day, person, serial, account, amountMinor, fraudForm, trajectory });
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

/** The last millisecond at which a day's visits may begin. */
export const LAST_VISIT = DAY_MS - MINUTE;
