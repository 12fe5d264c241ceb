import { log } from '#base';

/** Days of values that today is compared with, values from which cuts are made, and bins besides the missing one. */
const [DAYS, LEAST, BINS] = [14, 200, 8];
/** Values that are judged at once; fewer wait for those of the next days, as the statistics are normal of many only (Cochran, 1954). */
const ENOUGH = 40;

/** The distribution of a sample over the days before, serialisable. */
export interface SampleState {
  /** Upper ends of the bins; empty until enough was seen. */
  cuts: number[];
  /** Values until there are cuts. */
  readonly early: number[];
  /** Values that wait to be enough; null is missing. */
  waiting?: (number | null)[];
  /** Counts by bin of each day that is remembered, the missing last. */
  readonly days: number[][];
}

/** How today's values differ from those of the fortnight before, in deviations that chance alone makes normal; NaN for unknown. */
export interface SampleStep {
  /** Population stability index. */
  readonly psi: number;
  /** Of place (ranks): positive when today's values are larger. */
  readonly shift: number;
  /** Of shape (chi-square). */
  readonly shape: number;
  /** Share of the values before that are not the usual one. */
  readonly spread: number;
}

const UNKNOWN: SampleStep = { psi: NaN, shift: NaN, shape: NaN, spread: NaN };

export function emptySample(): SampleState {
  return { cuts: [], early: [], days: [] };
}

/** Takes today's values. */
export function seeSample(state: SampleState, values: readonly number[]): SampleStep {
  if (state.cuts.length === 0) {
    for (const value of values) if (!Number.isNaN(value)) state.early.push(value);
    if (state.early.length < LEAST) return UNKNOWN;
    state.cuts = cutsOf(state.early.splice(0));
    return UNKNOWN;
  }
  const all = [...(state.waiting ?? []).map((value) => value ?? NaN), ...values];
  state.waiting = all.length < ENOUGH ? all.map((value) => (Number.isNaN(value) ? null : value)) : [];
  if (all.length < ENOUGH) return UNKNOWN;
  const today = countsOf(all, state.cuts);
  const before = sumOf(state.days, today.length);
  state.days.push(today);
  if (state.days.length > DAYS) state.days.shift();
  const [now, past] = [total(today), total(before)];
  if (state.days.length <= DAYS / 2 || now === 0 || past === 0) return UNKNOWN;
  return {
    psi: psiOf(today, before, { now, past }),
    shift: shiftOf(today, before),
    shape: shapeOf(today, before, { now, past }),
    spread: 1 - before.reduce((most, count) => Math.max(most, count), 0) / past,
  };
}

/** Cuts at quantiles, each value once; a value that very many have is a bin of its own. */
function cutsOf(values: readonly number[]): number[] {
  const sorted = values.toSorted((a, b) => a - b);
  const cuts = Array.from(
    { length: BINS - 1 },
    (_, i) => sorted[Math.floor(((i + 1) * sorted.length) / BINS)] as number,
  );
  const most = sorted.at(-1) as number;
  // Beyond what was seen early, as degrees grow.
  const beyond = most > 0 ? [2 * most, 4 * most] : [];
  return [...new Set([...cuts, most, ...beyond])];
}

function countsOf(values: readonly number[], cuts: readonly number[]): number[] {
  const counts = new Array<number>(cuts.length + 2).fill(0);
  for (const value of values) {
    let bin = 0;
    while (bin < cuts.length && value > (cuts[bin] as number)) bin++;
    const place = Number.isNaN(value) ? cuts.length + 1 : bin;
    counts[place] = (counts[place] as number) + 1;
  }
  return counts;
}

interface Totals {
  readonly now: number;
  readonly past: number;
}

function psiOf(today: readonly number[], before: readonly number[], { now, past }: Totals): number {
  return today.reduce((sum, count, bin) => {
    const [a, b] = [
      (count + 0.5) / (now + 0.5 * today.length),
      ((before[bin] ?? 0) + 0.5) / (past + 0.5 * today.length),
    ];
    return sum + (a - b) * log(a / b);
  }, 0);
}

/** Cube root of chi-square over its degrees, which is nearly normal (Wilson and Hilferty, 1931). */
function shapeOf(today: readonly number[], before: readonly number[], { now, past }: Totals): number {
  let [chi, degrees] = [0, -1];
  today.forEach((count, bin) => {
    const all = count + (before[bin] ?? 0);
    if (all === 0) return;
    const [a, b] = [(all * now) / (now + past), (all * past) / (now + past)];
    chi += (count - a) ** 2 / Math.max(a, 0.5) + ((before[bin] ?? 0) - b) ** 2 / Math.max(b, 0.5);
    degrees++;
  });
  if (degrees < 1) return 0;
  const spread = 2 / (9 * degrees);
  return (Math.cbrt(chi / degrees) - (1 - spread)) / Math.sqrt(spread);
}

/** Deviations of the rank sum of today's known values from what chance gives (Wilcoxon, with ties). */
function shiftOf(today: readonly number[], before: readonly number[]): number {
  const known = today.length - 1;
  const [now, past] = [total(today.slice(0, known)), total(before.slice(0, known))];
  const all = now + past;
  if (now === 0 || past === 0) return 0;
  let [below, ranks, ties] = [0, 0, 0];
  for (let bin = 0; bin < known; bin++) {
    const both = (today[bin] as number) + (before[bin] ?? 0);
    ranks += (today[bin] as number) * (below + (both + 1) / 2);
    ties += both ** 3 - both;
    below += both;
  }
  const variance = ((now * past) / 12) * (all + 1 - ties / (all * Math.max(1, all - 1)));
  return variance > 0 ? (ranks - (now * (all + 1)) / 2) / Math.sqrt(variance) : 0;
}

const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

function sumOf(days: readonly (readonly number[])[], length: number): number[] {
  return Array.from({ length }, (_, bin) => days.reduce((sum, day) => sum + (day[bin] ?? 0), 0));
}
