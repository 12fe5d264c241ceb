import { placeOfRecord, recordKinds } from '../links/records-of.ts';
import { ChannelTally } from './channel-tally.ts';
import type { Partners } from './ego.ts';
import type { PartnerMeasure } from './graph-factor.ts';
import { windows, type WindowName } from './measures.ts';
import type { PartnerSummaries } from './partner-summary.ts';

const DAY = 86_400;
const KINDS = recordKinds.length;

/** One factor of a channel and where its value goes. */
export interface ChannelCell {
  readonly place: number;
  readonly kind: PartnerMeasure['kind'];
  /** Place of the window. */
  readonly window: number;
  /** Place of the outcome or figure among the kinds of record. */
  readonly record: number;
}

/** The cell of a measure. */
export function channelCell(place: number, window: WindowName, measure: PartnerMeasure): ChannelCell {
  const record = 'mark' in measure ? measure.mark : 'attribute' in measure ? measure.attribute : '';
  return {
    place,
    kind: measure.kind,
    window: windows.findIndex(({ name }) => name === window),
    record: placeOfRecord(record) ?? 0,
  };
}

const tally = new ChannelTally();

/** Fills in the factors of a channel and hop; `at` in seconds. */
export function readChannel(
  partners: Partners,
  cells: readonly ChannelCell[],
  { into, at, summaries }: { readonly into: Float64Array; readonly at: number; readonly summaries: PartnerSummaries },
): void {
  tally.fill(partners, at, summaries);
  for (let c = 0; c < cells.length; c++) {
    const cell = cells[c] as ChannelCell;
    into[cell.place] = valueOf(cell, at);
  }
}

function valueOf({ kind, window, record }: ChannelCell, at: number): number {
  const people = tally.partners[window] as number;
  switch (kind) {
    case 'partners':
      return people;
    case 'things':
      return tally.things[window] as number;
    case 'count':
      return tally.counts[window * KINDS + record] as number;
    case 'share':
      return people === 0 ? NaN : (tally.counts[window * KINDS + record] as number) / people;
    case 'lately':
      return tally.lately[window * KINDS + record] as number;
    case 'days_since':
      return (at - (tally.newest[record] as number)) / DAY;
    case 'days_since_link':
      return tally.newestLink === -Infinity ? NaN : (at - tally.newestLink) / DAY;
    case 'most_shared':
      return tally.mostShared;
    case 'mean':
      return tally.known[record] === 0 ? NaN : (tally.sums[record] as number) / (tally.known[record] as number);
  }
}
