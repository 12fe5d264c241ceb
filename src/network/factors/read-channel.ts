import { placeOfRecord } from '../links/records-of.ts';
import type { Partners } from './ego.ts';
import type { PartnerMeasure } from './graph-factor.ts';
import { windows, type WindowName } from './measures.ts';
import type { PartnerSummaries } from './partner-summary.ts';

const DAY = 86_400;

/** One factor of a channel and where its value goes. */
export interface ChannelCell {
  readonly place: number;
  readonly window: WindowName;
  readonly measure: PartnerMeasure;
}

/** Fills in the factors of a channel and hop. */
export function readChannel(
  { partners, things }: Partners,
  cells: readonly ChannelCell[],
  { into, at, summaries }: { readonly into: Float64Array; readonly at: number; readonly summaries: PartnerSummaries },
): void {
  const known = partners.map(({ person }) => summaries.of(person));
  const reach = new Map<WindowName, number>(windows.map(({ name, days }) => [name, days * DAY]));
  for (const { place, window, measure } of cells) {
    const from = at - (reach.get(window) ?? Infinity);
    const isIn = (i: number): boolean => (partners[i]?.last ?? 0) > from;
    into[place] = valueOf(measure, { from, isIn });
  }

  function valueOf(measure: PartnerMeasure, { from, isIn }: { from: number; isIn: (i: number) => boolean }): number {
    switch (measure.kind) {
      case 'partners':
        return countOf((i) => isIn(i));
      case 'things':
        return things.reduce((sum, { last }) => sum + (last > from ? 1 : 0), 0);
      case 'days_since_link': {
        const newest = partners.reduce((most, { last }) => Math.max(most, last), -Infinity);
        return newest === -Infinity ? NaN : (at - newest) / DAY;
      }
      case 'mean': {
        const kind = placeOfRecord(measure.attribute) ?? 0;
        let [sum, count] = [0, 0];
        for (const { values } of known) {
          const value = values[kind] as number;
          if (value !== value) continue;
          sum += value;
          count++;
        }
        return count === 0 ? NaN : sum / count;
      }
      default:
        return outcomeOf(measure.kind, placeOfRecord(measure.mark) ?? 0, { from, isIn });
    }
  }

  function outcomeOf(
    kind: 'count' | 'share' | 'lately' | 'days_since',
    mark: number,
    { from, isIn }: { from: number; isIn: (i: number) => boolean },
  ): number {
    const when = (i: number): number => known[i]?.newest[mark] as number;
    if (kind === 'lately') return countOf((i) => when(i) > from);
    if (kind === 'days_since') {
      let newest = NaN;
      for (let i = 0; i < known.length; i++) if (!(when(i) <= newest)) newest = when(i) === when(i) ? when(i) : newest;
      return (at - newest) / DAY;
    }
    const marked = countOf((i) => isIn(i) && when(i) === when(i));
    return kind === 'count' ? marked : marked / (countOf(isIn) || NaN);
  }

  function countOf(test: (i: number) => boolean): number {
    let count = 0;
    for (let i = 0; i < partners.length; i++) if (test(i)) count++;
    return count;
  }
}
