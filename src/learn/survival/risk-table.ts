import { checkOutcomes, type SurvivalOutcomes } from './outcomes.ts';

/** Who was at risk and what happened at each distinct time at which a row ends, by weight. */
export interface RiskTable {
  readonly times: Float64Array;
  /** Weight of rows with entry < time <= their end. */
  readonly atRisk: Float64Array;
  readonly events: Float64Array;
  readonly censored: Float64Array;
}

/** Counts rows by their distinct times; `weights` count a row so many times. */
export function riskTable(outcomes: SurvivalOutcomes, weights?: Float64Array): RiskTable {
  checkOutcomes(outcomes);
  const { time, event, entry } = outcomes;
  const order = ascendingOrder(time);
  const weightOf = (row: number): number => (weights === undefined ? 1 : (weights[row] as number));
  const [times, events, censored] = [0, 1, 2].map(() => new Float64Array(order.length)) as Columns;
  let count = 0;
  for (const row of order) {
    if (count === 0 || time[row] !== times[count - 1]) times[count++] = time[row] as number;
    const side = event[row] === 1 ? events : censored;
    side[count - 1] = (side[count - 1] as number) + weightOf(row);
  }
  const atRisk = new Float64Array(count);
  let held = 0;
  for (let k = count - 1; k >= 0; k--) {
    held += (events[k] as number) + (censored[k] as number);
    atRisk[k] = held;
  }
  const table = { times: times.slice(0, count), events: events.slice(0, count), censored: censored.slice(0, count) };
  if (entry !== undefined) removeNotYetEntered(atRisk, table.times, { entry, weightOf });
  return { ...table, atRisk };
}

type Columns = [Float64Array, Float64Array, Float64Array];

/** Row numbers in ascending order of value; equal values in row order. */
export function ascendingOrder(values: Float64Array): Uint32Array {
  const order = new Uint32Array(values.length).map((_, row) => row);
  return order.sort((a, b) => (values[a] as number) - (values[b] as number) || a - b);
}

function removeNotYetEntered(
  atRisk: Float64Array,
  times: Float64Array,
  { entry, weightOf }: { readonly entry: Float64Array; readonly weightOf: (row: number) => number },
): void {
  const order = ascendingOrder(entry);
  let next = order.length - 1;
  let outside = 0;
  for (let k = times.length - 1; k >= 0; k--) {
    for (; next >= 0 && (entry[order[next] as number] as number) >= (times[k] as number); next--) {
      outside += weightOf(order[next] as number);
    }
    atRisk[k] = (atRisk[k] as number) - outside;
  }
}
