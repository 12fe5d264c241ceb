import { exp } from '#base';
import type { Country } from '../country.ts';
import { at } from '../random.ts';
import { aliasTable, type AliasTable } from './alias.ts';
import { CAMPAIGNS } from './plan.ts';
import { emptyInterest, setInterest, type Interest } from './interest.ts';
import { profileOf, type Profile } from './profile.ts';

/** The citizens as advertisements meet them. */
export interface Crowd {
  readonly size: number;
  /** Codes per person. */
  readonly profile: Readonly<Record<keyof Profile, Int32Array>>;
  readonly interest: Interest;
  /** Who is online, by day and at night. */
  readonly byDay: AliasTable;
  readonly atNight: AliasTable;
  /** How often each person has seen each campaign in `week`, people x campaigns. */
  readonly seen: Uint16Array;
  readonly week: Int32Array;
}

const ONLINE_SPREAD = 0.8;

/** The crowd of a country on its first day. Members of rings come and go and are left out. */
export function gatherCrowd(country: Country): Crowd {
  const size = country.people.citizens;
  const interest = emptyInterest(size);
  const codes = (): Int32Array => new Int32Array(size);
  const profile = { audience: codes(), ageBand: codes(), region: codes(), device: codes() };
  const rng = country.rng.fork('online');
  const online = new Float64Array(size).map(() => exp(ONLINE_SPREAD * rng.normal()));
  for (let i = 0; i < size; i++) {
    const own = profileOf(country, i, country.startDay);
    for (const field of ['audience', 'ageBand', 'region', 'device'] as const) profile[field][i] = own[field];
    setInterest(country.tastes, { profile: own, interest }, i);
  }
  return {
    size,
    profile,
    interest,
    byDay: aliasTable(online),
    atNight: aliasTable(online.map((weight, i) => weight * at(country.people.nightHabit, i))),
    seen: new Uint16Array(size * CAMPAIGNS),
    week: new Int32Array(size * CAMPAIGNS).fill(-1),
  };
}

/** How often the person has seen the campaign this week, this time not counted; counts this time. */
export function expose({ seen, week }: Crowd, at: { person: number; campaign: number }, now: number): number {
  const place = at.person * CAMPAIGNS + at.campaign;
  const before = week[place] === now ? (seen[place] as number) : 0;
  week[place] = now;
  seen[place] = Math.min(before + 1, 65_535);
  return before;
}
