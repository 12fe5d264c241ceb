import { log } from '#base';
import type { Motif } from './motif.ts';
import { poissonTail } from './poisson-tail.ts';
import type { TimedRows } from './timed-edges.ts';

export interface ScatterLimits {
  readonly window: number;
  /** Accounts between at least. */
  readonly least: number;
  /** Of accounts with more edges only the newest so many are followed. */
  readonly hub: number;
}

/** Two edges by which something goes from a source through one account to a target. */
interface Passage {
  readonly first: number;
  readonly second: number;
}

/**
 * One source, several accounts between, one target: every way out is older than the way on, all within a window. Score: minus the
 * decimal logarithm of how many pairs of accounts would have as many between them by chance, each edge falling on a target as
 * often as others do.
 */
export function scatterGather(rows: TimedRows, limits: ScatterLimits): Motif[] {
  const found: Motif[] = [];
  for (let source = 0; source < rows.nodes; source++) {
    for (const [target, passages] of passagesFrom(rows, source, limits)) {
      if (passages.length < limits.least || middlesOf(rows, passages) < limits.least) continue;
      const within = mostWithin(rows, passages, limits.window);
      if (within.length >= limits.least) found.push(motifOf(rows, { source, target, passages: within }));
    }
  }
  return found;
}

/** The ways of a source by target. */
function passagesFrom(rows: TimedRows, source: number, { window, hub }: ScatterLimits): Map<number, Passage[]> {
  const { outStarts, outEdges, targets, times } = rows;
  const byTarget = new Map<number, Passage[]>();
  const end = outStarts[source + 1] as number;
  const start = Math.max(outStarts[source] as number, end - hub);
  if (end - start < 2) return byTarget;
  for (let i = start; i < end; i++) {
    const first = outEdges[i] as number;
    const [middle, from] = [targets[first] as number, times[first] as number];
    const last = outStarts[middle + 1] as number;
    for (let k = last - 1; k >= Math.max(outStarts[middle] as number, last - hub); k--) {
      const second = outEdges[k] as number;
      const at = times[second] as number;
      if (at < from) break;
      const target = targets[second] as number;
      if (target === source || at - from > window) continue;
      const known = byTarget.get(target);
      if (known === undefined) byTarget.set(target, [{ first, second }]);
      else if (known.length < 4 * hub) known.push({ first, second });
    }
  }
  return byTarget;
}

function middlesOf({ targets }: TimedRows, passages: readonly Passage[]): number {
  return new Set(passages.map(({ first }) => targets[first])).size;
}

/** Of the windows that begin with a way out the one with most accounts between; each account with its soonest way on. */
function mostWithin({ times, targets }: TimedRows, passages: readonly Passage[], window: number): Passage[] {
  let best: Passage[] = [];
  for (const { first } of passages) {
    const start = times[first] as number;
    const between = new Map<number, Passage>();
    for (const passage of passages) {
      const end = times[passage.second] as number;
      if ((times[passage.first] as number) < start || end - start > window) continue;
      const middle = targets[passage.first] as number;
      const known = between.get(middle);
      if (known === undefined || end < (times[known.second] as number)) between.set(middle, passage);
    }
    if (between.size > best.length) best = [...between.values()];
  }
  return best;
}

function motifOf(
  rows: TimedRows,
  { source, target, passages }: { readonly source: number; readonly target: number; readonly passages: Passage[] },
): Motif {
  const { times, targets, amounts } = rows;
  const edges = passages.flatMap(({ first, second }) => [first, second]);
  const sent = edges.map((e) => amounts?.[e] ?? NaN);
  return {
    kind: 'scatter-gather',
    members: [source, target, ...passages.map(({ first }) => targets[first] as number).sort((a, b) => a - b)],
    edges: edges.map((e) => rows.edgeAt[e] as number),
    start: Math.min(...passages.map(({ first }) => times[first] as number)),
    end: Math.max(...passages.map(({ second }) => times[second] as number)),
    amount: sent.reduce((a, b) => a + b, 0),
    evenness: Math.min(...sent) / Math.max(...sent),
    isOrdered: true,
    score: surprise(rows, { source, target, passages: passages.length }),
  };
}

function surprise(
  { nodes, outStarts, inStarts }: TimedRows,
  { source, target, passages }: { readonly source: number; readonly target: number; readonly passages: number },
): number {
  const out = (outStarts[source + 1] as number) - (outStarts[source] as number);
  const into = (inStarts[target + 1] as number) - (inStarts[target] as number);
  return -(2 * log(nodes) + poissonTail((out * into) / nodes, passages)) / log(10);
}
