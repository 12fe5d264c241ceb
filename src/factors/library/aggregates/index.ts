import type { AggregateFamily, AggregateSpec } from './aggregate.ts';
import { amounts } from './amount.ts';
import { clocks } from './clock.ts';
import { counts } from './count.ts';
import { decays } from './decay.ts';
import { extremes } from './extreme.ts';
import { frequencies } from './frequency.ts';
import { gapFamily } from './gap.ts';
import { moments } from './moment.ts';
import { orders } from './order.ts';
import { places } from './place.ts';
import { rankedValues } from './ranked-value.ts';
import { regressions } from './regression.ts';
import { coOccurrences, sequences } from './sequence.ts';
import { sketches } from './sketch.ts';
import { streaks } from './streak.ts';

const families: readonly AggregateFamily[] = [
  ...[counts, amounts, extremes, orders, frequencies, rankedValues, moments, decays, regressions, gapFamily],
  ...[streaks, clocks, places, sequences, coOccurrences, sketches],
];

const all: ReadonlyMap<string, AggregateSpec> = new Map(families.flatMap((family) => Object.entries(family)));

/** Names of the aggregates, family by family. */
export const aggregateNames: readonly string[] = [...all.keys()];

/** The aggregate of this name. */
export function aggregateOf(name: string): AggregateSpec | undefined {
  return all.get(name);
}
