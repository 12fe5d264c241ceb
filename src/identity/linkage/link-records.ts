import { firstEqual } from './columns/equal-records.ts';
import type { LinkTable } from './columns/link-table.ts';
import type { Candidates } from './block/candidates.ts';
import { clusterRecords, type LinkedPairs } from './cluster/cluster-records.ts';
import { comparisonsOf } from './compare/comparison.ts';
import { compareAll } from './compare-all.ts';
import type { ComparedPairs } from './model/compare-pairs.ts';
import type { LinkModel } from './model/parameters.ts';
import { log2 } from './model/bits.ts';
import { estimatePrior } from './model/prior.ts';
import { refineRates } from './model/refine-rates.ts';
import { createScorer, pairBits, type Scorer } from './model/scorer.ts';

/** How to link. */
export interface LinkOptions {
  /** Chance from which two records are one person; by default 0.5. */
  readonly threshold?: number | undefined;
  /** 1 or 2; by default 2 for tables that are worth it. The result has the same bits. */
  readonly threads?: number | undefined;
  /** Told what is being done. */
  readonly progress?: ((line: string) => void) | undefined;
}

/** Records linked: the pairs with their evidence, the clusters, and the model that made them. */
export interface Linkage {
  readonly table: LinkTable;
  readonly model: LinkModel;
  readonly scorer: Scorer;
  readonly candidates: Candidates;
  readonly compared: ComparedPairs;
  /** Evidence of each candidate in bits, prior included. */
  readonly bits: Float32Array;
  /** Evidence above which records are one person. */
  readonly cut: number;
  /** Cluster of each record, named by its smallest member. */
  readonly clusters: Int32Array;
  /** All pairs within clusters. */
  readonly pairs: LinkedPairs;
}

const REFINEMENTS = 2;
/** From so many records a second thread saves more than its start costs. */
const TWO_THREADS = 8000;
/** Chosen on invented people of several kinds, where joins were as often right as wrong at even odds with it. */
const CLUSTERING = { clip: 20, bonus: 2 };

/** Links records without labels: Fellegi and Sunter's model by EM, then clusters. Equal tables give equal bits. */
export async function linkRecords(table: LinkTable, options: LinkOptions = {}): Promise<Linkage> {
  const tell = options.progress ?? (() => undefined);
  const comparisons = comparisonsOf(table);
  const threads = options.threads ?? (table.rows < TWO_THREADS ? 1 : 2);
  const { rates: first, candidates, compared } = await compareAll(table, comparisons, { threads, tell });
  const all = pairsOf(table);
  let model: LinkModel = { rates: first, prior: 1e-4 };
  let persons = 1;
  let evidence: Float32Array = new Float32Array();
  for (let round = 0; round <= REFINEMENTS; round++) {
    const bits = pairBits(compared, createScorer(comparisons, model, persons));
    const prior = estimatePrior(bits, all);
    persons = 1 + prior * (table.rows - 1);
    const rates = round === REFINEMENTS ? model.rates : refineRates(compared, first, { bits, prior });
    model = { rates, prior };
    evidence = bits;
  }
  const scorer = createScorer(comparisons, model, persons);
  const bits = evidence.map((value) => value + scorer.priorBits);
  const cut = options.threshold === undefined ? 0 : log2(options.threshold / (1 - options.threshold));
  tell('clustering');
  const input = { pairs: { ...compared, bits }, score: scorer.score };
  const { clusters, pairs } = clusterRecords(firstEqual(table), input, { cut, ...CLUSTERING });
  return { table, model, scorer, candidates, compared, bits, cut, clusters, pairs };
}

function pairsOf({ rows, sources }: LinkTable): number {
  if (sources === undefined) return (rows * (rows - 1)) / 2;
  const second = sources.reduce((sum, file) => sum + file, 0);
  return second * (rows - second);
}
