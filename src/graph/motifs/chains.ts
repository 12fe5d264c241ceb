import { log } from '#base';
import type { Rarity } from './rarity.ts';
import type { TimedRows } from './timed-edges.ts';

const NONE = 0xffff_ffff;

export interface ChainLimits {
  /** Two edges of a chain that touch are at most this far apart in time. */
  readonly window: number;
  /** The share by which one amount may exceed the next. */
  readonly tolerance: number;
  /** Of accounts with more edges the newest so many are looked at. */
  readonly hub: number;
}

/**
 * Chains of accounts that hand on nearly the same amount: what is left of a circle of which a payment was not made, or not seen,
 * and the layers through which money passes. Every edge looks for the edge from its target whose amount is nearest, and the
 * other way round; where two choose each other they are linked. Of a run of links the part whose agreements are rarer than the
 * choice there was is a chain; then the parts on both sides are looked at. Linear but for the degrees that meet.
 */
export function chains(
  rows: TimedRows,
  rarity: Rarity,
  { limits, found }: { readonly limits: ChainLimits; readonly found: (path: readonly number[]) => void },
): void {
  const { amounts, sources, targets } = rows;
  if (amounts === undefined) return;
  const next = nearest(rows, amounts, { ...limits, isForward: true });
  const before = nearest(rows, amounts, { ...limits, isForward: false });
  const isLinked = (e: number): boolean => next[e] !== NONE && before[next[e] as number] === e;
  const isStart = (e: number): boolean => before[e] === NONE || next[before[e] as number] !== e;
  for (let e = 0; e < sources.length; e++) {
    if (!isStart(e)) continue;
    const run = [e];
    const seen = new Set([sources[e] as number, targets[e] as number]);
    for (let at = e; isLinked(at);) {
      at = next[at] as number;
      if (seen.has(targets[at] as number)) break;
      seen.add(targets[at] as number);
      run.push(at);
    }
    if (run.length > 1) bestParts(run, gainsOf(rows, rarity, run), found);
  }
}

/** What each link tells beyond the choice there was, and beyond the 1 that chance gives on average. */
function gainsOf({ outStarts, sources }: TimedRows, rarity: Rarity, run: readonly number[]): number[] {
  return run.slice(1).map((e, i) => {
    const v = sources[e] as number;
    return rarity.agreement(run[i] as number, e) - log((outStarts[v + 1] as number) - (outStarts[v] as number)) - 1;
  });
}

/** The part of a run with the largest sum of gains above zero, then the same left and right of it. */
function bestParts(run: readonly number[], gains: readonly number[], found: (path: readonly number[]) => void): void {
  let [best, from, to, sum, start] = [0, 0, 0, 0, 0];
  gains.forEach((gain, i) => {
    if (sum <= 0) [sum, start] = [0, i];
    sum += gain;
    if (sum > best) [best, from, to] = [sum, start, i + 1];
  });
  if (best <= 0) return;
  found(run.slice(from, to + 1));
  bestParts(run.slice(0, from), gains.slice(0, Math.max(0, from - 1)), found);
  bestParts(run.slice(to + 1), gains.slice(to + 1), found);
}

/** For every edge the one beyond its end (or before its beginning) nearest in amount, then in time, then first; never straight back. */
function nearest(
  { sources, targets, times, outStarts, outEdges, inStarts, inEdges }: TimedRows,
  amounts: Float64Array,
  { window, tolerance, hub, isForward }: ChainLimits & { readonly isForward: boolean },
): Uint32Array {
  const [starts, edges] = isForward ? [outStarts, outEdges] : [inStarts, inEdges];
  const far = isForward ? targets : sources;
  const near = isForward ? sources : targets;
  const found = new Uint32Array(sources.length).fill(NONE);
  for (let e = 0; e < found.length; e++) {
    const [amount, time, v] = [amounts[e] as number, times[e] as number, far[e] as number];
    let [least, gap] = [Infinity, Infinity];
    const end = starts[v + 1] as number;
    for (let i = Math.max(starts[v] as number, end - hub); i < end; i++) {
      const other = edges[i] as number;
      const apart = Math.abs((times[other] as number) - time);
      if (apart > window || far[other] === near[e]) continue;
      const value = amounts[other] as number;
      const ratio = Math.max(amount, value) / Math.min(amount, value);
      if (!(ratio <= 1 + tolerance) || ratio > least || (ratio === least && apart >= gap)) continue;
      [least, gap] = [ratio, apart];
      found[e] = other;
    }
  }
  return found;
}
