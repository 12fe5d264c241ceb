import type { EventRows } from './event-rows.ts';
import { take } from './amounts.ts';
import { passage } from './passage.ts';
import type { Feature, FeatureContext } from './feature-set.ts';

/** Days within which what came in goes out again. */
const SOON = [1, 3, 7] as const;
/** Of a hub the newest so many edges are matched by amount. */
const HUB = 500;

/**
 * What passes through every row: the share of what came in that went out within days (first in, first out: fast-in-fast-out as
 * FinBench's CR7), how long it stayed, how near an amount that goes out is to one that came in, and partners both ways.
 */
export function flowFigures({ events, rows }: FeatureContext): Feature[] {
  const [out, into] = events.sides;
  if (out === undefined || into === undefined) return [];
  const features: Feature[] = [['mutual_share', take(mutualShares(events), rows)]];
  if (events.amounts === undefined) return features;
  features.push(['even_in_out', Float64Array.from(rows, (v) => nearestAmounts(events, v))]);
  if (events.ages === undefined) return features;
  for (const days of SOON) {
    const [passed, stayed] = [new Float64Array(rows.length), new Float64Array(rows.length)];
    rows.forEach((v, row) => ([passed[row], stayed[row]] = passage(events, v, days)));
    features.push([`passed_${days}d`, passed], [`stayed_${days}d`, stayed]);
  }
  return features;
}

/** Share of the partners paid that pay back. */
function mutualShares({ nodes, sides }: EventRows): Float64Array {
  const [out, into] = sides;
  const shares = new Float64Array(nodes).fill(NaN);
  if (out === undefined || into === undefined) return shares;
  const marks = new Uint32Array(nodes);
  const isCounted = new Uint32Array(nodes);
  for (let v = 0; v < nodes; v++) {
    let [partners, mutual] = [0, 0];
    for (let i = into.starts[v] as number; i < (into.starts[v + 1] as number); i++)
      marks[into.partners[i] as number] = v + 1;
    for (let i = out.starts[v] as number; i < (out.starts[v + 1] as number); i++) {
      const partner = out.partners[i] as number;
      if (isCounted[partner] === v + 1) continue;
      isCounted[partner] = v + 1;
      partners++;
      if (marks[partner] === v + 1) mutual++;
    }
    if (partners > 0) shares[v] = mutual / partners;
  }
  return shares;
}

/** Least relative difference between an amount that came in and one that went out; NaN without both. */
function nearestAmounts({ sides, amounts }: EventRows, v: number): number {
  const [sent, received] = sides.map(({ starts, edges }) => {
    const newest = edges.subarray(starts[v], Math.min(starts[v + 1] as number, (starts[v] as number) + HUB));
    return Float64Array.from(newest, (e) => amounts?.[e] ?? NaN)
      .filter((amount) => amount > 0)
      .sort();
  });
  let [least, i] = [NaN, 0];
  for (const amount of sent ?? []) {
    while (
      received !== undefined &&
      i + 1 < received.length &&
      near(received[i + 1], amount) <= near(received[i], amount)
    )
      i++;
    const found = near(received?.[i], amount);
    if (found < least || Number.isNaN(least)) least = found;
  }
  return Number.isFinite(least) ? least : NaN;
}

function near(a: number | undefined, b: number): number {
  return a === undefined ? Infinity : Math.abs(a - b) / Math.max(a, b);
}
