import type { LinkTable } from './columns/link-table.ts';
import { findCandidates, type Candidates } from './block/candidates.ts';
import type { Comparison } from './compare/comparison.ts';
import { comparePart, type ComparedPairs, type PairList } from './model/compare-pairs.ts';
import { mergeCompared } from './model/merge-compared.ts';
import type { LevelRates } from './model/parameters.ts';
import { firstRates } from './model/train.ts';
import { startLinkThread, type LinkThread } from './thread/link-thread.ts';

/** Everything that is learnt and compared before the model is settled. */
export interface Compared {
  readonly rates: readonly LevelRates[];
  readonly candidates: Candidates;
  readonly compared: ComparedPairs;
}

/** Learns first rates, finds candidates and compares them, on one thread or two; both give the same bits. */
export async function compareAll(
  table: LinkTable,
  comparisons: readonly Comparison[],
  run: { readonly threads: number; readonly tell: (line: string) => void },
): Promise<Compared> {
  const thread = run.threads > 1 ? startLinkThread(table) : undefined;
  try {
    const learning = thread?.learn() ?? Promise.resolve(firstRates(table, comparisons));
    run.tell(`learning from ${table.rows} records in ${comparisons.length} columns`);
    const [candidates, rates] = await Promise.all([Promise.resolve().then(() => findCandidates(table)), learning]);
    run.tell(`comparing ${candidates.left.length} pairs`);
    return { rates, candidates, compared: await comparePairsOn(thread, candidates, comparisons) };
  } finally {
    await thread?.close();
  }
}

async function comparePairsOn(
  thread: LinkThread | undefined,
  pairs: PairList,
  comparisons: readonly Comparison[],
): Promise<ComparedPairs> {
  const half = thread === undefined ? pairs.left.length : pairs.left.length >> 1;
  const second = thread?.compare(cut(pairs, half, pairs.left.length));
  const parts = [comparePart(cut(pairs, 0, half), comparisons)];
  if (second !== undefined) parts.push(await second);
  return mergeCompared(pairs, parts, comparisons.length);
}

function cut({ left, right }: PairList, from: number, to: number): PairList {
  return { left: left.slice(from, to), right: right.slice(from, to) };
}
