import { sigmoid, type Rng } from '#base';
import type { Country } from '../country.ts';
import { at, pick } from '../random.ts';
import { emptyInterest, liking, setInterest } from './interest.ts';
import { campaigns, CAMPAIGNS_PER_CHANNEL, channels, CREATIVES_PER_CAMPAIGN } from './plan.ts';
import { profileOf } from './profile.ts';

/** A person who clicks at an hour, in one channel when it is known. */
export interface Clicker {
  readonly person: number;
  readonly day: number;
  readonly hour: number;
  readonly channel?: string;
}

const room = emptyInterest(1);

/**
 * The campaign behind a click: drawn by its share of impressions times the probability that this person clicks it at this
 * hour, of its advertisements, at the usual rate and cost and when seen for the first time.
 */
export function clickedCampaign(country: Country, { person, day, hour, channel }: Clicker, rng: Rng): Placement {
  setInterest(country.tastes, { profile: profileOf(country, person, day), interest: room }, 0);
  const weights = campaigns.map((_, campaign) => {
    const of = Math.floor(campaign / CAMPAIGNS_PER_CHANNEL);
    const { name, share } = channels[of] as (typeof channels)[number];
    if (channel !== undefined && channel !== name) return 0;
    return share * meanChance(country, campaign, of * 24 + hour);
  });
  const campaign = pick(weights, rng.uniform());
  const { name } = channels[Math.floor(campaign / CAMPAIGNS_PER_CHANNEL)] as (typeof channels)[number];
  return { campaignId: campaigns[campaign] as string, channel: name };
}

/** Where a click came from. */
export interface Placement {
  readonly campaignId: string;
  readonly channel: string;
}

function meanChance({ tastes }: Country, campaign: number, channelHour: number): number {
  let sum = 0;
  for (let n = 0; n < CREATIVES_PER_CAMPAIGN; n++) {
    const creative = campaign * CREATIVES_PER_CAMPAIGN + n;
    const own = at(tastes.creative.alone, creative) + at(tastes.hour, channelHour) + at(room.alone, 0);
    sum += sigmoid(own + liking(tastes, room, { i: 0, creative }));
  }
  return sum / CREATIVES_PER_CAMPAIGN;
}
