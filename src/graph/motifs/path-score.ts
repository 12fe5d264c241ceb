import { log } from '#base';
import type { Motif } from './motif.ts';
import { combined, type Rarity } from './rarity.ts';
import type { TimedRows } from './timed-edges.ts';

const LN10 = log(10);

/** What scores paths of one file. */
export interface PathScorer {
  /** The motif of edges (places in the rows) of which each leaves where the one before arrives. */
  motif(kind: 'cycle' | 'chain', path: readonly number[]): Motif;
}

/**
 * How many paths as regular as this one would be in the file by chance, as minus a decimal logarithm (the expected count of
 * sequence search: Karlin and Altschul, 1990). There are as many paths as the accounts' edges multiply to; a cycle must hit its
 * first account besides and can begin at any of its edges. That edges follow in time order has chance 1 in the factorial of
 * what may be ordered. Amounts that agree from edge to edge, that the sender does not usually send, and that are repeated, are
 * ranked among all edges of the file and combined after Fisher.
 */
export function pathScorer(rows: TimedRows, rarity: Rarity | undefined): PathScorer {
  return {
    motif(kind, path) {
      const isOrdered = isAscending(rows, path);
      const chance =
        regularity(rarity, path, kind) + (isOrdered ? logFactorial(path.length - (kind === 'cycle' ? 1 : 0)) : 0);
      const score = (chance - log(Math.max(1, pathsLike(rows, path, kind)))) / LN10;
      return { ...factsOf(rows, path, kind), kind, isOrdered, score };
    },
  };
}

function isAscending({ times }: TimedRows, path: readonly number[]): boolean {
  return path.every((e, i) => i === 0 || (times[path[i - 1] as number] as number) < (times[e] as number));
}

function pathsLike({ nodes, sources, outStarts }: TimedRows, path: readonly number[], kind: 'cycle' | 'chain'): number {
  let paths = kind === 'cycle' ? 1 / path.length : nodes;
  for (const e of path) {
    const v = sources[e] as number;
    paths *= (outStarts[v + 1] as number) - (outStarts[v] as number);
  }
  return paths;
}

function regularity(rarity: Rarity | undefined, path: readonly number[], kind: 'cycle' | 'chain'): number {
  if (rarity === undefined) return 0;
  const agreements = path.map((e, i) => rarity.agreement(e, path[(i + 1) % path.length] as number));
  // The link that closes a cycle follows from the others; a chain has none: the weakest, or the last, is no evidence.
  const left = kind === 'cycle' ? Math.min(...agreements) : (agreements.at(-1) as number);
  let sum = agreements.reduce((a, b) => a + b, -left);
  for (const e of path) sum += (rarity.unusual[e] as number) + (rarity.repeated?.[e] ?? 0);
  return combined(sum, path.length * (rarity.repeated === undefined ? 2 : 3) - 1);
}

function factsOf(rows: TimedRows, path: readonly number[], kind: 'cycle' | 'chain') {
  const times = path.map((e) => rows.times[e] as number);
  const amounts = path.map((e) => rows.amounts?.[e] ?? NaN);
  const members = path.map((e) => rows.sources[e] as number);
  if (kind === 'chain') members.push(rows.targets[path.at(-1) as number] as number);
  return {
    members,
    edges: path.map((e) => rows.edgeAt[e] as number),
    start: Math.min(...times),
    end: Math.max(...times),
    amount: amounts.reduce((a, b) => a + b, 0),
    evenness: Math.min(...amounts) / Math.max(...amounts),
  };
}

function logFactorial(n: number): number {
  let sum = 0;
  for (let k = 2; k <= n; k++) sum += log(k);
  return sum;
}
