import { mean, judge, type Entry } from './contest.ts';
import type { Split } from './inner-splits.ts';
import { fitStack, stackMargins, type Stack, type StackRows } from './stack.ts';

/** A blend that was judged with weights learnt on the other splits. */
export interface BlendEntry extends Pick<Entry, 'margins' | 'aucs' | 'auc' | 'logLoss'> {
  readonly name: string;
  readonly members: readonly Entry[];
  /** Weights learnt on all splits. */
  readonly stack: Stack;
}

/** Ridges of the stacks that are tried: nearly free, and near to equal weights. */
const RIDGES = [0.02, 0.5];
/** Most members of a blend. */
const MOST = 8;
/** Fewer events than this: candidates that are clearly worse (in standard errors) stay out of blends. */
const SCARCE = 2_000;
const CLEARLY = 2;
/** Members that add less than this share of the weights are left out. */
const LEAST_SHARE = 0.03;

/** Judges blends of the entries, each split by weights of the others; the best of them. Undefined for one entry. */
export function contestBlends(
  entries: readonly Entry[],
  splits: readonly Split[],
  splitsPerRepeat: number,
): BlendEntry | undefined {
  const pool = poolOf(entries, splits, splitsPerRepeat);
  if (pool.length < 2 || splits.length < 2) return undefined;
  let best: BlendEntry | undefined;
  for (const ridge of RIDGES) {
    const blend = judgeBlend(pool, splits, ridge);
    if (best === undefined || blend.auc > best.auc) best = blend;
  }
  return best;
}

/** With few events weights are near to equal, and a candidate that is clearly worse would only dilute. */
function poolOf(entries: readonly Entry[], splits: readonly Split[], splitsPerRepeat: number): Entry[] {
  const ranked = [...entries].sort((a, b) => b.auc - a.auc);
  const best = ranked[0] as Entry;
  const labels = splits.slice(0, splitsPerRepeat).map(({ test }) => test.label);
  const events = labels.reduce((sum, label) => sum + label.reduce((a, b) => a + b, 0), 0);
  const rows = labels.reduce((sum, label) => sum + label.length, 0);
  const isScarce = Math.min(events, rows - events) < SCARCE;
  const isClose = (entry: Entry): boolean =>
    best.auc - entry.auc <= CLEARLY * differenceError(best.aucs, entry.aucs, splitsPerRepeat);
  return ranked.filter((entry) => !isScarce || isClose(entry)).slice(0, MOST);
}

function judgeBlend(pool: readonly Entry[], splits: readonly Split[], ridge: number): BlendEntry {
  const rows = stackRows(pool, splits);
  const starts = startsOf(splits);
  const parts = splits.map((split, s) => {
    const [from, to] = [starts[s] as number, starts[s + 1] as number];
    const weights = rows.weights.slice();
    // Rows of this split, in every repeat, must not weigh in what judges them.
    const judged = new Set(split.rows);
    splits.forEach((other, o) => {
      other.rows.forEach((row, i) => {
        if (judged.has(row)) weights[(starts[o] as number) + i] = 0;
      });
    });
    const stack = fitStack({ ...rows, weights }, ridge);
    return stackMargins(
      stack,
      rows.margins.map((values) => values.subarray(from, to)),
    );
  });
  const { members, stack } = pruned(pool, splits, ridge);
  return { name: 'blend', members, stack, ...judge(splits, parts) };
}

/** The stack on all splits without members that hardly count. */
function pruned(
  pool: readonly Entry[],
  splits: readonly Split[],
  ridge: number,
): Pick<BlendEntry, 'members' | 'stack'> {
  const stack = fitStack(stackRows(pool, splits), ridge);
  const total = stack.weights.reduce((sum, weight) => sum + weight, 0);
  const members = pool.filter((_, m) => (stack.weights[m] as number) >= LEAST_SHARE * total);
  if (members.length === pool.length || members.length === 0) return { members: pool, stack };
  return { members, stack: fitStack(stackRows(members, splits), ridge) };
}

/** Rows of all splits; a row that is judged r times weighs 1 / r each time. */
export function stackRows(entries: readonly Pick<Entry, 'margins'>[], splits: readonly Split[]): StackRows {
  const starts = startsOf(splits);
  const size = starts.at(-1) as number;
  const [label, weights] = [new Float64Array(size), new Float64Array(size)];
  const times = new Map<number, number>();
  for (const { rows } of splits) for (const row of rows) times.set(row, (times.get(row) ?? 0) + 1);
  splits.forEach(({ test, rows }, s) => {
    rows.forEach((row, i) => {
      const at = (starts[s] as number) + i;
      label[at] = test.label[i] as number;
      weights[at] = (test.weights?.[i] ?? 1) / (times.get(row) as number);
    });
  });
  return { margins: entries.map(({ margins }) => margins), label, weights };
}

function startsOf(splits: readonly Split[]): number[] {
  const starts = [0];
  for (const { rows } of splits) starts.push((starts.at(-1) as number) + rows.length);
  return starts;
}

/** Standard error of the mean difference of two entries over splits; repeats of the same rows add no certainty. */
export function differenceError(a: readonly number[], b: readonly number[], splitsPerRepeat: number): number {
  const differences = a.map((value, s) => value - (b[s] as number));
  if (differences.length < 2) return 0;
  const centre = mean(differences);
  const variance = differences.reduce((sum, d) => sum + (d - centre) ** 2, 0) / (differences.length - 1);
  return Math.sqrt(variance / splitsPerRepeat);
}
