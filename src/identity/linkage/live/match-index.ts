import { comparisonsOf } from '../compare/comparison.ts';
import type { LinkTable } from '../columns/link-table.ts';
import { explainPair, type PairEvidence } from '../explain-pair.ts';
import type { Linkage } from '../link-records.ts';
import type { LinkModel } from '../model/parameters.ts';
import { chanceOf } from '../model/prior.ts';
import { createScorer } from '../model/scorer.ts';
import { LiveKeys } from './live-keys.ts';
import { LiveSlot, type LiveRecord } from './live-slot.ts';

/** A record of the index that may be the person asked for. */
export interface Match {
  readonly id: string;
  /** Id of the cluster's first record; the record's own when the index holds no clusters. */
  readonly cluster: string;
  /** Chance that the two records are one person, from the two alone. */
  readonly probability: number;
  /** The same as evidence in bits, log2 of the odds. */
  readonly bits: number;
}

/** Answers who a single record is, within milliseconds. */
export interface MatchIndex {
  readonly records: number;
  /** The likeliest records, likeliest first, each at least as likely as `least` (default 0.01). */
  match(record: LiveRecord, options?: { readonly limit?: number; readonly least?: number }): Match[];
  /** Why the record is, or is not, the one with this id. */
  explain(record: LiveRecord, id: string): PairEvidence | undefined;
}

/** What an index is made of: a table, and what was learnt from it or from a sample of it. */
export interface MatchSource {
  readonly table: LinkTable;
  readonly model: LinkModel;
  readonly clusters?: Int32Array | undefined;
}

/** Records compared in full for each question. */
const COMPARED = 120;

/**
 * An index for live matching over linked records, or over a table with a model from a sample of it.
 *
 * @example
 * const index = createMatchIndex(await linkRecords(table));
 * const [best] = index.match({ first_name: 'Ann', surname: 'Hill', dob: '1990-03-02' });
 */
export function createMatchIndex(source: MatchSource): MatchIndex {
  const { table, model, clusters } = source;
  const scorer = createScorer(comparisonsOf(table), model, 1 + model.prior * (table.rows - 1));
  const slot = new LiveSlot(table);
  const keys = new LiveKeys(table);
  return {
    records: table.rows,
    match: (record, { limit = 10, least = 0.01 } = {}) => {
      const row = slot.place(record);
      const found = keys.candidates(COMPARED).map((other) => ({ other, bits: scorer.score(row, other) }));
      found.sort((a, b) => b.bits - a.bits || a.other - b.other);
      const likely = found.filter(({ bits }) => chanceOf(bits) >= least).slice(0, limit);
      return likely.map(({ other, bits }) => ({
        id: table.ids[other] as string,
        cluster: table.ids[clusters?.[other] ?? other] as string,
        probability: chanceOf(bits),
        bits,
      }));
    },
    explain: (record, id) => {
      const other = table.ids.indexOf(id);
      if (other < 0) return undefined;
      const row = slot.place(record);
      return explainPair({ scorer, table, clusters }, row, other);
    },
  };
}

/** A model learnt from a sample of people, for a table of all: matches per record stay, their share of all pairs falls. */
export function modelForTable({ model, table }: Pick<Linkage, 'model' | 'table'>, rows: number): LinkModel {
  return { ...model, prior: (model.prior * table.rows) / rows };
}
