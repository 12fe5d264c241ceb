/** Where advertisements are bought: share of impressions, log-odds of a click, cost against the cheapest, places. */
export const channels = [
  { name: 'feed', share: 5, level: -4.5, cost: 1, places: ['top', 'inline', 'end'] },
  { name: 'search', share: 3, level: -3.4, cost: 3, places: ['first', 'lower'] },
  { name: 'app-store', share: 1, level: -3.7, cost: 2, places: ['banner', 'list'] },
  { name: 'partner', share: 1, level: -4.1, cost: 1.4, places: ['banner', 'list', 'pop-up'] },
] as const;

/** Campaigns of each channel, and advertisements of each campaign. */
export const CAMPAIGNS_PER_CHANNEL = 4;
export const CREATIVES_PER_CAMPAIGN = 4;
export const CAMPAIGNS = channels.length * CAMPAIGNS_PER_CHANNEL;
export const CREATIVES = CAMPAIGNS * CREATIVES_PER_CAMPAIGN;

/** Places by number, with the first number of each channel. */
export const placements: readonly string[] = channels.flatMap(({ name, places }) =>
  places.map((place) => `${name}/${place}`),
);
export const firstPlacement: readonly number[] = channels.map((_, c) =>
  channels.slice(0, c).reduce((sum, { places }) => sum + places.length, 0),
);

/** The name of campaign `n` of a channel, counted from 0. */
export function campaignName(channel: string, n: number): string {
  return `cmp-${channel}-${1 + n}`;
}

export const campaigns: readonly string[] = channels.flatMap(({ name }) =>
  Array.from({ length: CAMPAIGNS_PER_CHANNEL }, (_, n) => campaignName(name, n)),
);
export const creatives: readonly string[] = campaigns.flatMap((campaign) =>
  Array.from({ length: CREATIVES_PER_CAMPAIGN }, (_, n) => `${campaign}/${'abcd'.charAt(n)}`),
);
