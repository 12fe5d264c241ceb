import type { Linkage } from './link-records.ts';
import { chanceOf } from './model/prior.ts';

/** What one column says about two records being one person. */
export interface ColumnEvidence {
  readonly column: string;
  readonly left: string | null;
  readonly right: string | null;
  /** How the values compare, in words. */
  readonly level: string;
  /** Evidence in bits, log2(m / u); positive speaks for one person. */
  readonly bits: number;
  /** Evidence in bits because the shared value is rarer (positive) or commoner than usual. */
  readonly termBits: number;
}

/** Why two records are, or are not, one person: prior and columns add up to the total. */
export interface PairEvidence {
  readonly left: string;
  readonly right: string;
  readonly priorBits: number;
  readonly columns: readonly ColumnEvidence[];
  readonly totalBits: number;
  /** Chance that the two are one person, from the two records alone. */
  readonly probability: number;
  readonly sameCluster: boolean;
}

/** What an explanation needs to know; clusters are absent for a record that is in none. */
export interface Explained extends Pick<Linkage, 'scorer' | 'table'> {
  readonly clusters?: Int32Array | undefined;
}

/** Takes the evidence for a pair of records apart, column by column. */
export function explainPair({ scorer, table, clusters }: Explained, a: number, b: number): PairEvidence {
  const columns = scorer.comparisons.map((comparison, k): ColumnEvidence => {
    const { column, rule } = comparison;
    const level = comparison.compare(a, b);
    return {
      column: column.name,
      left: column.values[column.codes[a] as number] ?? null,
      right: column.values[column.codes[b] as number] ?? null,
      level: rule.labels[level] as string,
      bits: scorer.bits[k]?.[level] as number,
      termBits: level === 1 ? (scorer.terms[k]?.[column.codes[a] as number] as number) : 0,
    };
  });
  const totalBits = columns.reduce((sum, { bits, termBits }) => sum + bits + termBits, scorer.priorBits);
  return {
    left: table.ids[a] ?? 'the record',
    right: table.ids[b] as string,
    priorBits: scorer.priorBits,
    columns,
    totalBits,
    probability: chanceOf(totalBits),
    sameCluster: clusters?.[a] !== undefined && clusters[a] === clusters[b],
  };
}
