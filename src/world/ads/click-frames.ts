import { createFrame, dateColumn, dictionaryColumn, float64Column, int32Column, type Column, type Frame } from '#table';
import type { Country } from '../country.ts';
import { cookieOf } from '../identifiers.ts';
import type { Impressions } from './impressions.ts';
import { campaigns, channels, creatives, placements } from './plan.ts';
import { profileFields, profileOf } from './profile.ts';
import { weekdayOf } from './traffic.ts';

/** What the advertiser sees. */
export function clickFrame(country: Country, shown: Impressions): Frame {
  return createFrame([
    ['impression_id', impressionIds(shown.rows)],
    ['shown_at', float64Column(shown.shownAt)],
    ['day', dateColumn(shown.day)],
    ['weekday', int32Column(shown.day.map((day) => 1 + weekdayOf(day)))],
    ['hour', int32Column(shown.hour)],
    ['id_cookie', cookieColumn(country, shown.person)],
    ...profileColumns(country, shown.person),
    [
      'channel',
      dictionaryColumn(
        shown.channel,
        channels.map(({ name }) => name),
      ),
    ],
    ['placement', dictionaryColumn(shown.placement, placements)],
    ['campaign', dictionaryColumn(shown.campaign, campaigns)],
    ['creative', dictionaryColumn(shown.creative, creatives)],
    ['rate_bps', int32Column(shown.rateBps)],
    ['cpm_minor', int32Column(shown.cpmMinor)],
    ['frequency', int32Column(shown.frequency)],
    ['clicked', int32Column(shown.clicked)],
  ]);
}

/** What nobody sees. */
export function clickTruthFrame(shown: Impressions): Frame {
  return createFrame([
    ['impression_id', impressionIds(shown.rows)],
    ['person_index', int32Column(shown.person)],
    ['true_click_probability', float64Column(shown.probability)],
    ['taste', float64Column(shown.liking)],
  ]);
}

function impressionIds(rows: number): Column {
  return int32Column(Int32Array.from({ length: rows }, (_, row) => row));
}

function cookieColumn(country: Country, person: Int32Array): Column {
  const cookies = Array.from({ length: country.people.citizens }, (_, i) => cookieOf(country, i));
  return dictionaryColumn(person, cookies);
}

function profileColumns(country: Country, person: Int32Array): (readonly [string, Column])[] {
  const of = Array.from({ length: country.people.citizens }, (_, i) => profileOf(country, i, country.startDay));
  const fields = { audience: 'audience', ageBand: 'age_band', region: 'region', device: 'device' } as const;
  return (['audience', 'ageBand', 'region', 'device'] as const).map((field) => {
    const codes = Int32Array.from(of, (profile) => profile[field]);
    return [
      fields[field],
      dictionaryColumn(
        person.map((i) => codes[i] as number),
        profileFields[field],
      ),
    ] as const;
  });
}
