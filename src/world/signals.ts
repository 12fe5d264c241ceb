import type { Rng } from '#base';
import type { Country } from './country.ts';
import type { DayBook } from './day-book.ts';
import type { Evidence } from './evidence.ts';
import { accountOf, deviceOf, homeNetworkOf, phoneOf } from './identifiers.ts';
import { formatCell } from './places.ts';
import { publish, publishApps, publishForm } from './published.ts';
import { at, clamp } from './random.ts';

/** A share with three decimals. */
export function roundShare(value: number): number {
  return Math.round(clamp(value, 0, 1) * 1000) / 1000;
}

const androids = [
  'Mi 11',
  'Redmi Note 9',
  'Mate 40',
  'P40',
  'Reno 6',
  'X60',
  'Galaxy S21',
  'Honor 50',
  'Y30',
  'Play 5T',
];
const iphones = ['iPhone 11', 'iPhone 12', 'iPhone 13', 'iPhone SE', 'iPhone XR'];

export interface Moment {
  readonly book: DayBook;
  /** Milliseconds into the day. */
  readonly at: number;
  readonly rng: Rng;
}

/** What the device shows at a session; an ordinary visit shows ordinary evidence. */
export type DeviceState = Pick<
  Evidence,
  'emulator' | 'rooted' | 'proxy' | 'foreignTimezone' | 'charging' | 'apps' | 'form'
>;

/** The app is opened: device, environment and place. */
export function writeSession(country: Country, person: number, moment: Moment & { shown: DeviceState }): void {
  const { people } = country;
  const { rng, shown, book } = moment;
  const android = at(people.android, person) === 1 || shown.emulator;
  const models = android ? androids : iphones;
  const mobile = at(people.sharesDevice, person) === 0 && rng.chance(0.3);
  const region = country.places[at(people.place, person)]?.region ?? 0;
  book.write({
    kind: 'session.started',
    at: moment.at,
    source: 'app',
    identifiers: [
      { kind: 'device', value: deviceOf(country, person) },
      { kind: 'account', value: accountOf(country, person) },
    ],
    data: {
      deviceModel: models[at(people.model, person) % models.length],
      os: android ? 'android' : 'ios',
      rooted: shown.rooted,
      emulator: shown.emulator,
      proxy: shown.proxy,
      timezoneMatches: !shown.foreignTimezone,
      localeMatches: !shown.foreignTimezone || rng.chance(0.5),
      batteryPercent: clamp(Math.round(shown.charging ? 60 + 40 * rng.uniform() : 10 + 85 * rng.uniform()), 1, 100),
      charging: shown.charging,
      installedApps: publishApps(shown.apps),
      network: mobile ? `100.${64 + region}.${rng.below(8)}.0/24` : homeNetworkOf(country, person),
      cell: formatCell(at(people.cell, person)),
      screens: 3 + rng.poisson(5),
      durationS: clamp(publishForm(shown.form) + 20 + rng.below(200), 1, 86_400),
    },
  });
}

/** The carrier answers about the number. Returns the night share it told. */
export function writePhoneProfile(country: Country, person: number, moment: Moment & { evidence: Evidence }): number {
  const { rng, evidence, book } = moment;
  const { calls30d, distinctContacts30d, incomingShare } = publish(evidence);
  const nightShare = roundShare(at(country.people.nightHabit, person) + 0.02 * rng.normal());
  book.write({
    kind: 'phone.profiled',
    at: moment.at,
    source: 'vendor:carrier',
    identifiers: [{ kind: 'phone', value: phoneOf(country, person, book.day) }],
    data: {
      numberAgeDays: evidence.numberAgeDays,
      calls30d,
      distinctContacts30d,
      nightShare,
      incomingShare,
      topUp30dMinor: 100 * Math.round((15 + calls30d * 0.25) * (0.7 + 0.6 * rng.uniform())),
    },
  });
  return nightShare;
}
