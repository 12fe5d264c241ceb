import { DAY_MS, exp, sigmoid, type Rng } from '#base';
import type { Country } from '../country.ts';
import { aliasTable, drawAlias } from './alias.ts';
import { expose, gatherCrowd, type Crowd } from './crowd.ts';
import { emptyImpressions, type Impressions } from './impressions.ts';
import { ATTENTION, liking, RATE_STEP_BPS, USUAL_RATE_BPS, weariness } from './interest.ts';
import { CAMPAIGNS_PER_CHANNEL, channels, CREATIVES_PER_CAMPAIGN, firstPlacement } from './plan.ts';
import { dealTraffic, weekdayOf } from './traffic.ts';

const HOUR_MS = DAY_MS / 24;
const NIGHT_ENDS = 6;
const CPM_MINOR = 800;
const CPM_SPREAD = 0.5;

const channelTable = aliasTable(Float64Array.from(channels, ({ share }) => share));

/** An hour in the making: rows from `first`, `count` of them. */
interface Slot {
  readonly day: number;
  readonly hour: number;
  readonly week: number;
  readonly first: number;
  readonly count: number;
}

/** Shows that many impressions over `days` days from the country's first and lets people click. */
export function drawImpressions(country: Country, { rows, days }: { rows: number; days: number }): Impressions {
  const out = emptyImpressions(rows);
  const crowd = gatherCrowd(country);
  const counts = dealTraffic(rows, { startDay: country.startDay, days });
  const rng = country.rng.fork('impressions');
  let first = 0;
  for (let number = 0; number < counts.length; number++) {
    const count = counts[number] as number;
    const past = Math.floor(number / 24);
    const slot = { day: country.startDay + past, hour: number % 24, week: Math.floor(past / 7), first, count };
    const stream = rng.fork('hour', number);
    for (let row = first; row < first + count; row++) {
      show({ country, crowd, out }, slot, { row, rng: stream });
      decide({ country, crowd, out }, slot, { row, rng: stream });
    }
    first += count;
  }
  return out;
}

interface Scene {
  readonly country: Country;
  readonly crowd: Crowd;
  readonly out: Impressions;
}

/** Writes who sees what, where and when. */
function show({ country, crowd, out }: Scene, slot: Slot, { row, rng }: { row: number; rng: Rng }): void {
  const { day, hour, week, first, count } = slot;
  const person = drawAlias(hour < NIGHT_ENDS ? crowd.atNight : crowd.byDay, rng);
  const channel = drawAlias(channelTable, rng);
  const { places, cost } = channels[channel] as (typeof channels)[number];
  const campaign = channel * CAMPAIGNS_PER_CHANNEL + rng.below(CAMPAIGNS_PER_CHANNEL);
  out.shownAt[row] = day * DAY_MS + Math.floor(HOUR_MS * (hour + (row - first + rng.uniform()) / count));
  out.day[row] = day;
  out.hour[row] = hour;
  out.person[row] = person;
  out.channel[row] = channel;
  out.campaign[row] = campaign;
  out.creative[row] = campaign * CREATIVES_PER_CAMPAIGN + rng.below(CREATIVES_PER_CAMPAIGN);
  out.placement[row] = (firstPlacement[channel] as number) + rng.below(places.length);
  // A standing test of prices: each impression shows the campaign's rate, or one step less or more.
  out.rateBps[row] = (country.tastes.rateBps[campaign] as number) + RATE_STEP_BPS * (rng.below(3) - 1);
  out.frequency[row] = expose(crowd, { person, campaign }, week);
  out.cpmMinor[row] = cost * CPM_MINOR;
}

/** Prices the impression and draws the click. */
function decide({ country, crowd, out }: Scene, { day, hour }: Slot, { row, rng }: { row: number; rng: Rng }): void {
  const { tastes } = country;
  const person = out.person[row] as number;
  const creative = out.creative[row] as number;
  const audience = crowd.profile.audience[person] as number;
  const attention = rng.normal();
  out.cpmMinor[row] = Math.round((out.cpmMinor[row] as number) * exp(CPM_SPREAD * attention));
  const liked = liking(tastes, crowd.interest, { i: person, creative });
  const dearer = ((out.rateBps[row] as number) - USUAL_RATE_BPS) / RATE_STEP_BPS;
  const p = sigmoid(
    (crowd.interest.alone[person] as number) +
      (tastes.creative.alone[creative] as number) +
      (tastes.placement[out.placement[row] as number] as number) +
      (tastes.hour[(out.channel[row] as number) * 24 + hour] as number) +
      (tastes.weekday[weekdayOf(day)] as number) +
      liked -
      (tastes.rateSlope[audience] as number) * dearer -
      weariness(out.frequency[row] as number) +
      ATTENTION * attention,
  );
  out.liking[row] = liked;
  out.probability[row] = p;
  out.clicked[row] = rng.uniform() < p ? 1 : 0;
}
