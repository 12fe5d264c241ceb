import type { Column } from '#table';
import { computedValue } from '../computed.ts';
import type { EventTable } from '../event-table.ts';
import { BINS, ColumnBinner } from './bin-column.ts';
import { binStatistics, countBins } from './bin-statistics.ts';
import type { CandidateLane } from './candidate.ts';
import { candidateDefinitions, candidateName } from './candidate-definition.ts';
import { factorFrame } from './judge.ts';
import type { SplitLabels } from './label-rows.ts';
import type { ScoredCandidate } from './score-candidates.ts';

/** The best candidates, whose pairs are crossed. */
const BEST = 24;
/** A cross must tell so much more than the better of its two. */
const ADVANTAGE = 1.1;

interface CrossInput {
  readonly events: EventTable;
  readonly split: SplitLabels;
  /** Greatest p of a discovery. */
  readonly limit: number;
}

/** Products of two of the best candidates that tell more than either alone. They are judged like all others afterwards. */
export async function crossCandidates(
  lanes: readonly CandidateLane[],
  loose: readonly ScoredCandidate[],
  { events, split, limit }: CrossInput,
): Promise<{ readonly tested: number; readonly found: ScoredCandidate[] }> {
  const best = loose.slice(0, BEST);
  const candidates = best.map(({ candidate }) => candidate);
  const names = candidates.map((candidate) => candidateName(lanes, candidate));
  const only = new Set(names);
  const frame = await factorFrame(candidateDefinitions(lanes, candidates), { events, labels: split.train, only });
  const columns = names.map((name) => (frame.columns[frame.names.indexOf(name)] as Column).values);
  const product = new Float64Array(split.train.rows);
  const binner = new ColumnBinner(product.length);
  const counts = { rows: new Float64Array(BINS + 1), bad: new Float64Array(BINS + 1) };
  const found: ScoredCandidate[] = [];
  let tested = 0;
  for (let a = 0; a < best.length; a++) {
    for (let b = a + 1; b < best.length; b++) {
      const [left, right] = [candidates[a], candidates[b]];
      if (left === undefined || right === undefined || 'left' in left || 'left' in right) continue;
      multiply(columns[a] as Float64Array, columns[b] as Float64Array, product);
      const bins = binner.bin(product);
      countBins(binner.bins, split.trainBad, counts);
      const statistics = binStatistics(counts, bins);
      tested++;
      const least = ADVANTAGE * Math.max(best[a]?.iv ?? 0, best[b]?.iv ?? 0);
      if (statistics.p > limit || statistics.iv < least) continue;
      const rates = Float64Array.from(
        { length: bins },
        (_, bin) => (counts.bad[bin] as number) / (counts.rows[bin] || 1),
      );
      found.push({ candidate: { left, right }, ...statistics, bins: binner.bins.slice(), rates });
    }
  }
  return { tested, found: found.sort((x, y) => y.iv - x.iv) };
}

function multiply(a: ArrayLike<number>, b: ArrayLike<number>, into: Float64Array): void {
  for (let row = 0; row < into.length; row++) into[row] = computedValue('product', a[row] as number, b[row] as number);
}
