import { DAY_MS, type Rng } from '#base';
import type { EventColumn, EventTable, LabelTable } from '../event-table.ts';

const START = 1_700_000_000_000;
const SPAN_DAYS = 90;

/** How large a random history is. */
export interface HistorySize {
  readonly events: number;
  readonly labels: number;
  readonly keys: number;
}

const texts = (dictionary: readonly string[], rows: number, draw: (row: number) => number): EventColumn => ({
  dictionary,
  values: Float64Array.from({ length: rows }, (_, row) => {
    const code = draw(row);
    return code < 0 ? NaN : code;
  }),
});

const numbers = (rows: number, draw: (row: number) => number): EventColumn => ({
  values: Float64Array.from({ length: rows }, (_, row) => draw(row)),
});

/**
 * A history as unkind as a real one: out of order, many events of one instant, some recorded days or years late, some
 * twice, values, keys and times missing.
 */
export function randomHistory(rng: Rng, { events: rows, labels, keys }: HistorySize): [EventTable, LabelTable] {
  const dictionary = Array.from({ length: keys }, (_, i) => `k${i}`);
  const instant = (): number =>
    START + rng.below(SPAN_DAYS * 4) * (DAY_MS / 4) + (rng.chance(0.5) ? rng.below(DAY_MS) : 0);
  const occurred = Float64Array.from({ length: rows }, () => (rng.chance(0.01) ? NaN : instant()));
  for (let i = 1; i < rows; i++) if (rng.chance(0.15)) occurred[i] = occurred[rng.below(i)] ?? NaN;
  const delay = (): number => (rng.chance(0.05) ? 800 * DAY_MS : rng.chance(0.3) ? rng.below(20 * DAY_MS) : 0);
  const recorded = occurred.map((t) => t + delay());
  const skewed = (size: number): number => Math.floor(size * rng.uniform() * rng.uniform());
  const columns = new Map<string, EventColumn>([
    ['person', texts(dictionary, rows, () => (rng.chance(0.02) ? -1 : skewed(keys)))],
    ['shop', numbers(rows, () => (rng.chance(0.02) ? NaN : rng.below(5)))],
    ['amount', numbers(rows, () => (rng.chance(0.1) ? NaN : Math.round(rng.normal() * 1e6) / 1e3))],
    ['pieces', numbers(rows, () => (rng.chance(0.1) ? NaN : rng.below(6)))],
    ['category', texts(['food', 'fuel', 'rent', 'fun'], rows, () => (rng.chance(0.1) ? -1 : skewed(4)))],
    ['channel', texts(['app', 'web'], rows, () => (rng.chance(0.1) ? -1 : rng.below(2)))],
    ['lat', numbers(rows, () => (rng.chance(0.1) ? NaN : 31 + rng.uniform()))],
    ['lon', numbers(rows, () => 121 + rng.uniform())],
  ]);
  const source = texts(['buy', 'view'], rows, () => rng.below(2));
  const asOf = Float64Array.from({ length: labels }, () =>
    rng.chance(0.02) ? NaN : rng.chance(0.4) ? (occurred[rng.below(rows)] ?? NaN) : instant(),
  );
  const people = texts([...dictionary, 'stranger'], labels, () => (rng.chance(0.02) ? -1 : skewed(keys + 1)));
  const shops = numbers(labels, () => (rng.chance(0.02) ? NaN : rng.below(6)));
  const wanted = new Map([
    ['person', people],
    ['shop', shops],
  ]);
  return [
    { rows, occurred, source, columns, ...(rng.chance(0.7) ? { recorded } : {}) },
    { rows: labels, asOf, keys: wanted },
  ];
}
