import { createRng, DAY_MS } from '#base';
import { parseDefinitions, type EventColumn, type EventTable, type LabelTable, type LibraryFactor } from '#factors';

const START = 1_700_000_000_000;
const SHOPS = 20;
const DAYS = 730;

/** How large the training set is. */
export interface TrainingSetSize {
  readonly events: number;
  readonly people: number;
  readonly labels: number;
}

/** Purchases of people over two years in order of time, a few recorded late, and labels at random instants. */
export function trainingSetInput({ events, people, labels }: TrainingSetSize, seed: number): [EventTable, LabelTable] {
  const rng = createRng(seed);
  const names = Array.from({ length: people }, (_, i) => `p${i}`);
  const draw = (rows: number, of: (row: number) => number): Float64Array => {
    const values = new Float64Array(rows);
    for (let row = 0; row < rows; row++) values[row] = of(row);
    return values;
  };
  const occurred = draw(events, (row) => START + Math.floor(((row + rng.uniform()) / events) * DAYS * DAY_MS));
  const recorded = draw(events, (row) => (occurred[row] ?? 0) + ((rng.u32() & 31) === 0 ? rng.below(3 * DAY_MS) : 0));
  const shop = draw(events, () => Math.min(rng.below(SHOPS), rng.below(SHOPS)));
  const amount = draw(events, () => Math.round(rng.exponential() * 10_000) / 100);
  const person = draw(events, () => rng.below(people));
  const columns = new Map<string, EventColumn>([
    ['person', { values: person, dictionary: names }],
    ['shop', { values: shop, dictionary: Array.from({ length: SHOPS }, (_, i) => `s${i}`) }],
    ['amount', { values: amount }],
  ]);
  const asOf = draw(labels, () => START + rng.below(DAYS) * DAY_MS + rng.below(DAY_MS));
  const keys = new Map<string, EventColumn>([
    ['person', { values: draw(labels, () => rng.below(people)), dictionary: names }],
  ]);
  return [
    { rows: events, occurred, recorded, columns },
    { rows: labels, asOf, keys },
  ];
}

const AGGREGATES = ['count', 'sum', 'mean', 'max', 'min', 'stddev', 'median', 'trend', 'days_since_last', 'gap_mean'];
const WINDOWS = ['7d', '30d', '90d', '365d', '2y'];

/** Aggregates of the amount by window, for every shop alone: 1,000 of them. */
export function trainingSetFactors(aggregates: readonly string[] = AGGREGATES): readonly LibraryFactor[] {
  const factors = Array.from({ length: SHOPS }, (_, shop) =>
    aggregates.flatMap((aggregate) =>
      WINDOWS.map((window) => ({
        name: `${aggregate} s${shop} ${window}`,
        entity: 'person',
        where: { field: 'shop', op: '=', value: `s${shop}` },
        value: 'amount',
        aggregate,
        window,
      })),
    ),
  );
  return parseDefinitions(factors.flat());
}
