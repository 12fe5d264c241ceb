import type { DecisionLog } from '#decide';
import type { TrainingRows } from '#scores';
import type { Label } from './labels.ts';

/** An application, and the event behind which it was decided. */
export interface DecidedApplication {
  readonly applicationId: string;
  readonly decidedAt: number;
  readonly offset: number;
}

/** Rows of a source, with the labels that they are of, in the same order. */
export interface SourcedRows extends TrainingRows {
  readonly sampled: readonly Label[];
  /** An even sample of all applications decided between the first and the last row, lent to or not. */
  readonly reference: readonly DecidedApplication[];
}

/** What a source is asked for. */
export interface RowsAsked {
  /** In the order of the applications. */
  readonly labels: readonly Label[];
  /** When each application was decided, and behind which event. */
  readonly decisions: Pick<DecisionLog, 'scan'>;
  readonly cancel?: AbortSignal | undefined;
}

/** Where the rows of a purpose come from when they are not the factor vectors of decisions. */
export interface RowSource {
  readonly name: string;
  /** Says what its factors mean; models of another schema do not fit. */
  readonly schemaId: string;
  /** Whether it has taken in what came so far; a training is not asked for before. */
  isReady(): boolean;
  /** Rows as they were known when the applications came, bounded in cost: it may leave labels out, and says which it took. */
  rows(asked: RowsAsked): Promise<SourcedRows>;
  /** The vectors of applications as they were known when these came. */
  read(applications: readonly DecidedApplication[], factors: readonly string[]): Promise<readonly Float64Array[]>;
  /** Factors worth learning from, by what the rows that are learned from say. */
  choose(rows: TrainingRows): Promise<ReadonlySet<string>>;
}

/** Sources by purpose. */
export type RowSources = Readonly<Record<string, RowSource>>;
