/** How clusters agree with known ones. */
export interface ClusterScores {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly bCubed: { readonly precision: number; readonly recall: number; readonly f1: number };
  readonly records: number;
  readonly truePairs: number;
  readonly foundPairs: number;
  readonly sharedPairs: number;
}

/**
 * Pairwise and B-cubed scores (Bagga and Baldwin 1998) of clusters against known ones; both give each record a cluster.
 * Without any pair to find or found, the share in question is 1.
 */
export function evaluateClusters(found: readonly string[], truth: readonly string[]): ClusterScores {
  const cells = new Map<string, number>();
  const left = new Map<string, number>();
  const right = new Map<string, number>();
  for (let row = 0; row < found.length; row++) {
    const a = found[row] as string;
    const b = truth[row] as string;
    const cell = `${a}\u0000${b}`;
    cells.set(cell, (cells.get(cell) ?? 0) + 1);
    left.set(a, (left.get(a) ?? 0) + 1);
    right.set(b, (right.get(b) ?? 0) + 1);
  }
  const sharedPairs = pairsIn(cells.values());
  const foundPairs = pairsIn(left.values());
  const truePairs = pairsIn(right.values());
  const precision = foundPairs === 0 ? 1 : sharedPairs / foundPairs;
  const recall = truePairs === 0 ? 1 : sharedPairs / truePairs;
  let byFound = 0;
  let byTruth = 0;
  for (const [cell, n] of cells) {
    const [a = '', b = ''] = cell.split('\u0000');
    byFound += (n * n) / (left.get(a) ?? 1);
    byTruth += (n * n) / (right.get(b) ?? 1);
  }
  const records = found.length;
  const bCubed = { precision: byFound / records, recall: byTruth / records, f1: 0 };
  bCubed.f1 = harmonic(bCubed.precision, bCubed.recall);
  return { precision, recall, f1: harmonic(precision, recall), bCubed, records, truePairs, foundPairs, sharedPairs };
}

function pairsIn(sizes: Iterable<number>): number {
  let pairs = 0;
  for (const size of sizes) pairs += (size * (size - 1)) / 2;
  return pairs;
}

function harmonic(a: number, b: number): number {
  return a + b === 0 ? 0 : (2 * a * b) / (a + b);
}
