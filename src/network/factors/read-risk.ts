import { exp, log } from '#base';
import { placeOfRecord, type Mark } from '../links/records-of.ts';
import { strongChannels } from './channels.ts';
import type { Ego, Partner } from './ego.ts';
import type { PartnerSummaries } from './partner-summary.ts';

const DAY = 86_400;
/** What the second hop keeps, and the half-lives of links and of outcomes, days. */
const [HOP, LINK_DAYS, MARK_DAYS] = [0.4, 180, 180];

export interface RiskCell {
  readonly place: number;
  readonly of: 'risk' | 'walk';
  readonly mark: Mark;
}

/**
 * Fills in what spreads to the person from those to whom something happened. `risk` is a noisy or: every partner by every strong
 * channel passes on strength x age of the link x age of the outcome, less over a second hop. `walk` is the chance that a walk of one
 * or two steps over shared things ends with one of them.
 */
export function readRisk(
  ego: Ego,
  cells: readonly RiskCell[],
  { into, at, summaries }: { readonly into: Float64Array; readonly at: number; readonly summaries: PartnerSummaries },
): void {
  const ways = strongChannels.flatMap((channel) => [
    { strength: channel.strength, partners: ego.partners(channel).partners },
    ...(channel.isDeep
      ? [{ strength: HOP * channel.strength * channel.strength, partners: ego.deepPartners(channel).partners }]
      : []),
  ]);
  for (const { place, of, mark } of cells) {
    const kind = placeOfRecord(mark) ?? 0;
    let [safe, walked] = [1, 0];
    for (const { strength, partners } of ways) {
      for (const partner of partners) {
        const happened = summaries.of(partner.person).newest[kind] as number;
        if (happened !== happened) continue;
        safe *= 1 - strength * fade(at - partner.last, LINK_DAYS) * fade(at - happened, MARK_DAYS) * ofMany(partner);
        walked += partner.chance;
      }
    }
    into[place] = of === 'risk' ? 1 - safe : walked / strongChannels.length;
  }
}

function fade(seconds: number, halfLifeDays: number): number {
  return exp((-log(2) * Math.max(0, seconds)) / (halfLifeDays * DAY));
}

/** A thing that very many share passes little on to each. */
function ofMany({ chance }: Partner): number {
  return Math.min(1, 0.2 + 4 * chance);
}
