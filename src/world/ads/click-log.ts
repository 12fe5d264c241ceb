import { createRng, TallyError, type Day } from '#base';
import type { Frame } from '#table';
import { worldPack, worldPackHash } from '../pack.ts';
import { foundCountry } from '../population.ts';
import { checkOptions, DEFAULT_START, type WorldOptions } from '../world-options.ts';
import { clickFrame, clickTruthFrame } from './click-frames.ts';
import { drawImpressions } from './draw-impressions.ts';

export interface ClickLogOptions extends WorldOptions {
  /** Rows of the log, up to 20 million. */
  readonly impressions: number;
  /** Over how many days from `startDay`; 90 when left out. */
  readonly days?: number;
}

/** A log of impressions and, apart from it, its truth; both in the order of time and with the same `impression_id`. */
export interface ClickLog {
  readonly packHash: string;
  readonly startDay: Day;
  readonly days: number;
  /** What the advertiser knows, with `clicked`. */
  readonly frame: Frame;
  /** What nobody knows: `true_click_probability`, the log-odds of taste alone, the person. */
  readonly truth: Frame;
}

const MOST_IMPRESSIONS = 20_000_000;
const MOST_DAYS = 3660;

/**
 * Shows advertisements to the citizens of a market and lets them click. The same options give the same bits; the people
 * and campaigns are those that `createWorld` lives with under the same options.
 *
 * @throws TallyError `WORLD_OPTIONS_INVALID` when a number is out of range, `WORLD_PACK_UNKNOWN`.
 * @example
 * const { frame, truth } = clickLog({ people: 10_000, seed: 42, pack: 'default', impressions: 1_000_000 });
 */
export function clickLog(options: ClickLogOptions): ClickLog {
  const { people, seed, impressions, days = 90, startDay = DEFAULT_START } = options;
  checkOptions(people, seed);
  checkSize(impressions, days);
  const pack = worldPack(options.pack);
  const rng = createRng(seed).fork('world');
  const country = foundCountry({ seed: seed | 0, rng, pack, citizens: people, startDay });
  const drawn = drawImpressions(country, { rows: impressions, days });
  return {
    ...{ packHash: worldPackHash(pack), startDay, days },
    frame: clickFrame(country, drawn),
    truth: clickTruthFrame(drawn),
  };
}

function checkSize(impressions: number, days: number): void {
  const isWithin = (value: number, most: number): boolean => Number.isInteger(value) && value >= 1 && value <= most;
  if (isWithin(impressions, MOST_IMPRESSIONS) && isWithin(days, MOST_DAYS)) return;
  throw new TallyError('WORLD_OPTIONS_INVALID', `${impressions} impressions over ${days} days cannot be shown`, {
    hint: `give 1 to ${MOST_IMPRESSIONS} impressions and 1 to ${MOST_DAYS} days`,
  });
}
