import { exp, type Rng } from '#base';
import { CAMPAIGNS, CAMPAIGNS_PER_CHANNEL, channels, CREATIVES, CREATIVES_PER_CAMPAIGN, placements } from './plan.ts';
import { profileFields, type Profile } from './profile.ts';

/** Hidden directions of taste: what a person likes is their product with what an advertisement offers. */
export const TASTES = 3;

/** Log-odds that each value of a field adds, and its place among the tastes (`TASTES` numbers per value). */
export interface Leaning {
  readonly alone: Float64Array;
  readonly taste: Float64Array;
}

/** Everything that decides a click and that nobody can see. */
export interface Tastes {
  readonly profile: Readonly<Record<keyof Profile, Leaning>>;
  /** By creative; level of the channel, campaign and creative together. */
  readonly creative: Leaning;
  readonly placement: Float64Array;
  /** channels x 24 hours. */
  readonly hour: Float64Array;
  readonly weekday: Float64Array;
  /** Log-odds lost per 200 basis points of advertised rate, by audience. */
  readonly rateSlope: Float64Array;
  /** The middle of each campaign's advertised rates, basis points. */
  readonly rateBps: Int32Array;
}

/** Deviations of what is drawn: alone, taste. */
const spreads = {
  audience: [0.3, 0.75],
  ageBand: [0.2, 0.45],
  region: [0.2, 0.3],
  device: [0.2, 0.3],
  campaign: [0.3, 0.42],
  creative: [0.2, 0.2],
} as const;

/** Draws the tastes of a country from its seed alone. */
export function drawTastes(rng: Rng): Tastes {
  const draw = (field: keyof Profile): Leaning => leaning(rng.fork(field), profileFields[field].length, spreads[field]);
  const normals = (purpose: string, { length, spread }: { length: number; spread: number }): Float64Array => {
    const stream = rng.fork(purpose);
    return new Float64Array(length).map(() => spread * stream.normal());
  };
  const rates = rng.fork('rate');
  return {
    profile: { audience: draw('audience'), ageBand: draw('ageBand'), region: draw('region'), device: draw('device') },
    creative: creativeLeaning(rng),
    placement: normals('placement', { length: placements.length, spread: 0.4 }),
    hour: hourCurves(rng.fork('hour')),
    weekday: normals('weekday', { length: 7, spread: 0.1 }),
    rateSlope: normals('rate-slope', { length: profileFields.audience.length, spread: 0.4 }).map((x) => 0.15 * exp(x)),
    rateBps: new Int32Array(CAMPAIGNS).map(() => 1400 + 50 * rates.below(17)),
  };
}

function leaning(rng: Rng, count: number, [alone, taste]: readonly [number, number]): Leaning {
  return {
    alone: new Float64Array(count).map(() => alone * rng.normal()),
    taste: new Float64Array(count * TASTES).map(() => taste * rng.normal()),
  };
}

function creativeLeaning(rng: Rng): Leaning {
  const campaign = leaning(rng.fork('campaign'), CAMPAIGNS, spreads.campaign);
  const own = leaning(rng.fork('creative'), CREATIVES, spreads.creative);
  for (let creative = 0; creative < CREATIVES; creative++) {
    const of = Math.floor(creative / CREATIVES_PER_CAMPAIGN);
    const level = channels[Math.floor(of / CAMPAIGNS_PER_CHANNEL)]?.level ?? 0;
    own.alone[creative] = level + (campaign.alone[of] as number) + (own.alone[creative] as number);
    for (let k = 0; k < TASTES; k++) {
      const to = creative * TASTES + k;
      own.taste[to] = (own.taste[to] as number) + (campaign.taste[of * TASTES + k] as number);
    }
  }
  return own;
}

/** A wave over the day with one at half its length, drawn for each channel as points on a circle of hours. */
function hourCurves(rng: Rng): Float64Array {
  const out = new Float64Array(channels.length * 24);
  for (let c = 0; c < channels.length; c++) {
    const [day, half] = [rng.below(24), rng.below(12)];
    for (let hour = 0; hour < 24; hour++) {
      out[c * 24 + hour] = 0.35 * wave((hour - day + 24) / 24) + 0.2 * wave((hour - half + 24) / 12);
    }
  }
  return out;
}

/** A smooth wave of period 1 between -1 and 1, without the sine that differs between engines. */
function wave(turns: number): number {
  const x = 4 * (turns - Math.floor(turns));
  return x < 2 ? 1 - (x - 1) ** 2 : (x - 3) ** 2 - 1;
}
