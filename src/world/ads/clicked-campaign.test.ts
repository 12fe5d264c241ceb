import { expect, it } from 'vitest';
import { createRng } from '#base';
import { worldPack } from '../pack.ts';
import { foundCountry } from '../population.ts';
import { clickedCampaign } from './clicked-campaign.ts';
import { drawImpressions } from './draw-impressions.ts';
import { campaigns } from './plan.ts';

const pack = worldPack('default');
const country = foundCountry({ seed: 3, rng: createRng(3), pack, citizens: 300, startDay: 20_089 });
const rng = createRng(4);

it('stays in the channel that is known', () => {
  const seen = new Set<string>();
  for (let n = 0; n < 200; n++) {
    const { campaignId, channel } = clickedCampaign(
      country,
      { person: n, day: 20_100, hour: n % 24, channel: 'search' },
      rng,
    );
    expect(channel).toBe('search');
    seen.add(campaignId);
  }
  expect([...seen].toSorted()).toEqual([1, 2, 3, 4].map((n) => `cmp-search-${n}`));
});

it('is clicked about as often as in the click log', () => {
  const shown = drawImpressions(country, { rows: 60_000, days: 14 });
  const [logged, lived] = [new Float64Array(campaigns.length), new Float64Array(campaigns.length)];
  let clicks = 0;
  for (let row = 0; row < shown.rows; row++) {
    const p = shown.probability[row] as number;
    clicks += p;
    logged[shown.campaign[row] as number] = (logged[shown.campaign[row] as number] as number) + p;
    if (row % 10 !== 0) continue;
    const person = shown.person[row] as number;
    const clicker = { person, day: country.startDay, hour: shown.hour[row] as number };
    const place = campaigns.indexOf(clickedCampaign(country, clicker, rng).campaignId);
    lived[place] = (lived[place] as number) + 10 / shown.rows;
  }
  logged.forEach((sum, campaign) => {
    expect(Math.abs(sum / clicks - (lived[campaign] as number)), campaigns[campaign]).toBeLessThan(0.05);
  });
});
