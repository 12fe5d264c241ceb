import type { Rng } from '#base';
import { clickedCampaign } from './ads/clicked-campaign.ts';
import { campaignName, CAMPAIGNS_PER_CHANNEL, channels } from './ads/plan.ts';
import { apply } from './apply.ts';
import type { Country } from './country.ts';
import type { DayBook } from './day-book.ts';
import { parametersOf } from './evidence.ts';
import { accountOf, cookieOf, deviceOf, nationalIdOf } from './identifiers.ts';
import type { Market } from './market.ts';
import { recordEnquiry } from './credit-file.ts';
import { LENDERS } from './month.ts';
import { segment } from './people.ts';
import { at, pick, purpose, uniformOf } from './random.ts';
import { dayOfYear } from './rings.ts';
import { writeSession } from './signals.ts';
import { writeInterest } from './touch/interest.ts';
import { writeLocation } from './touch/location.ts';

const MINUTE = 60_000;
/** Days after an application in which the person does not apply again unprompted. */
const REST_DAYS = 12;
const HARVEST_DAYS = 28;
/** Share of the harvest rate that is left during the rest of the year. */
const OFF_SEASON = 0.1;

/** The day of everybody, ring members in waiting too: who does anything at all is one draw per head. */
export function liveDay(market: Market, book: DayBook): void {
  const { seed, people } = market.country;
  const { rate, size } = people;
  for (let i = 0; i < size; i++) {
    const chance = rate[i] as number;
    const draw = uniformOf(seed, purpose.activity, book.day, i);
    if (draw < chance) act(market, i, { book, share: draw / chance });
  }
}

function act(market: Market, person: number, { book, share }: { book: DayBook; share: number }): void {
  const { country } = market;
  const { people, pack } = country;
  const { browsing, sessions, adsShown } = pack.activity;
  const { applicationRate, enquiryRate } = people;
  const weights = [365 * at(applicationRate, person), 365 * at(enquiryRate, person), browsing, sessions, adsShown];
  const rng = country.rng.fork('act', person * 65_536 + (book.day - country.startDay));
  const kind = pick(weights, share);
  if (kind === 0) wantLoan(market, person, { book, rng });
  else if (kind === 1) enquire(country, person, { book, rng });
  else if (kind === 2) browse(country, person, { book, rng });
  else if (kind === 3) visit(country, person, { book, rng });
  else seeAdvertisement(country, person, { book, rng });
}

export interface Moment {
  readonly book: DayBook;
  readonly rng: Rng;
}

function wantLoan(market: Market, person: number, { book, rng }: Moment): void {
  const { country } = market;
  // Members of rings apply on their operator's plan alone.
  if (person >= country.people.citizens) return;
  if (book.day - at(country.people.lastApplication, person) < REST_DAYS) return;
  if (!isSeason(country, person, book.day) && !rng.chance(OFF_SEASON)) return;
  apply(market, person, book);
  if (rng.chance(0.3)) enquire(country, person, { book, rng });
}

/* Harvest villages borrow when the harvest has to be paid for; everybody else all year. */
function isSeason({ people, places }: Country, person: number, day: number): boolean {
  if (people.segment[person] !== segment.harvestVillage) return true;
  const begin = places[at(people.place, person)]?.harvestDay ?? 0;
  return (dayOfYear(day) - begin + 365) % 365 < HARVEST_DAYS;
}

/** Another lender asks about somebody. */
export function enquire(country: Country, person: number, { book, rng }: Moment): void {
  const lender = rng.below(LENDERS);
  recordEnquiry(country.people, person, { day: book.day, lender });
  book.write({
    kind: 'lender.enquired',
    at: (8 + 14 * rng.uniform()) * 60 * MINUTE,
    source: 'vendor:industry-feed',
    identifiers: [{ kind: 'national_id', value: nationalIdOf(country, person) }],
    data: { lender: `lender-${lender}`, amountMinor: 100_000 * (1 + rng.below(30)) },
  });
}

const channelShares = channels.map(({ share }) => share);

function placement(rng: Rng): { campaignId: string; channel: string; costMinor: number } {
  const channel = channels[pick(channelShares, rng.uniform())]?.name ?? 'feed';
  const campaignId = campaignName(channel, rng.below(CAMPAIGNS_PER_CHANNEL));
  return { campaignId, channel, costMinor: 50 + rng.below(500) };
}

function seeAdvertisement(country: Country, person: number, { book, rng }: Moment): void {
  const identifiers = [{ kind: 'cookie', value: cookieOf(country, person) }] as const;
  const data = placement(rng);
  const at = (8 + 15 * rng.uniform()) * 60 * MINUTE;
  book.write({
    kind: 'ad.shown',
    at,
    source: 'app',
    identifiers,
    data: { ...data, costMinor: Math.round(data.costMinor / 50) },
  });
}

const purposes = ['consumption', 'rent', 'education', 'medical', 'travel', 'renovation'];

function browse(country: Country, person: number, { book, rng }: Moment): void {
  const start = (8 + 14 * rng.uniform()) * 60 * MINUTE;
  const registered = at(country.people.registered, person) === 1;
  const cookie = { kind: 'cookie', value: cookieOf(country, person) } as const;
  const identifiers = registered ? [cookie, { kind: 'account', value: accountOf(country, person) } as const] : [cookie];
  if (rng.chance(0.5)) {
    const device = { kind: 'device', value: deviceOf(country, person) } as const;
    const { costMinor } = placement(rng);
    // A stream of its own: what somebody likes changes nothing that he does.
    const clicker = { person, day: book.day, hour: Math.floor(start / (60 * MINUTE)) };
    const data = { ...clickedCampaign(country, clicker, rng.fork('clicked')), costMinor };
    book.write({ kind: 'ad.clicked', at: start, source: 'app', identifiers: [cookie, device], data });
  }
  writeInterest({ book, start, rng: rng.fork('interest'), identifiers });
  if (!rng.chance(0.7)) return;
  const data = {
    purpose: purposes[rng.below(purposes.length)] ?? 'consumption',
    amountMinor: 100_000 * (1 + rng.below(30)),
    termMonths: 3 * (1 + rng.below(4)),
  };
  book.write({ kind: 'search.performed', at: start + 2 * MINUTE, source: 'app', identifiers, data });
}

/** A registered customer opens the app. */
export function visit(country: Country, person: number, { book, rng }: Moment): void {
  if (at(country.people.registered, person) === 0) return;
  const kind = at(country.people.segment, person);
  const usual = parametersOf(country, kind);
  const shown = {
    emulator: rng.chance(usual.emulator),
    rooted: rng.chance(usual.rooted),
    proxy: rng.chance(usual.proxy),
    foreignTimezone: rng.chance(usual.foreignTimezone),
    charging: rng.chance(usual.charging),
    apps: usual.apps[0] + usual.apps[1] * rng.normal(),
    form: 3 + rng.normal(),
  };
  const when = (8 + 14 * rng.uniform()) * 60 * MINUTE;
  writeSession(country, person, { book, at: when, rng, shown });
  const seen = rng.fork('seen');
  if (seen.chance(0.25)) writeLocation(country, person, { book, at: when + MINUTE, rng: seen, proxy: shown.proxy });
}
