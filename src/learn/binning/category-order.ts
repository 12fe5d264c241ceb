import type { ValueCounts } from './value-counts.ts';

/** Categories as an ordered variable. */
export interface CategoryOrder {
  /** Category indexes by rising event rate; rare ones are not among them. */
  readonly order: readonly number[];
  readonly rare: readonly number[];
  /** Counts by place in the order. */
  readonly counts: ValueCounts;
  readonly rareEvents: number;
  readonly rareOthers: number;
}

/** Orders the categories (their indexes are the values) by event rate; those under `minWeight` are rare. */
export function orderCategories({ values, events, others }: ValueCounts, minWeight: number): CategoryOrder {
  const places = [...values.keys()];
  const weight = (at: number): number => (events[at] as number) + (others[at] as number);
  const rate = (at: number): number => (events[at] as number) / weight(at);
  const isRare = (at: number): boolean => weight(at) < minWeight;
  const kept = places.filter((at) => !isRare(at)).sort((a, b) => rate(a) - rate(b) || a - b);
  const rare = places.filter(isRare);
  const sum = (of: Float64Array): number => rare.reduce((total, at) => total + (of[at] as number), 0);
  return {
    order: kept.map((at) => values[at] as number),
    rare: rare.map((at) => values[at] as number),
    counts: {
      values: Float64Array.from(kept.keys()),
      events: Float64Array.from(kept, (at) => events[at] as number),
      others: Float64Array.from(kept, (at) => others[at] as number),
    },
    rareEvents: sum(events),
    rareOthers: sum(others),
  };
}
