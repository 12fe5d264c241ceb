import { TallyError } from '#base';
import type { ModelDocument, ModelReport } from '#learn';
import type { ModelStage } from './stage.ts';

/** What a model predicts, such as `credit`, `fraud`, `credit-d1` or `churn`. */
export type ModelPurpose = string;

/** What a model was trained on. */
export interface TrainingFacts {
  readonly rows: number;
  readonly events: number;
  /** First and last day of the data. */
  readonly fromDay: number;
  readonly toDay: number;
  /** How the label is defined, in words. */
  readonly label: string;
  readonly seed: number;
  readonly factorSchemaId: string;
  /** Name of the label's definition. */
  readonly labelName?: string;
  /** Name of the learner, when it differs from the kind of the document (a forest is kept as trees). */
  readonly learner?: string;
  /** `challenge` when it was made to follow the champion if it is not worse. */
  readonly intent?: 'candidate' | 'challenge';
  /** Where its rows come from, when they are not the factor vectors of decisions: such a model scores what it is told by its own service. */
  readonly rowsFrom?: string;
  /** How it fared against the champion of its day, on rows that neither had seen. */
  readonly against?: AgainstChampion;
}

/** A paired comparison of a new model with the champion, on the same newest rows. */
export interface AgainstChampion {
  readonly modelId: string;
  readonly rows: number;
  readonly events: number;
  readonly auc: number;
  readonly championAuc: number;
  /** Difference of AUC, new less champion, with its 95 % interval (DeLong, paired). */
  readonly difference: number;
  readonly low: number;
  readonly high: number;
}

/** The numbers of a report that lists show. */
export interface ReportSummary {
  readonly auc: number;
  readonly aucLow: number;
  readonly aucHigh: number;
  readonly aucStandardError: number;
  readonly ks: number;
  readonly rows: number;
  readonly events: number;
}

/** A model as the registry lists it; its document, report and baseline are read when asked for. */
export interface RegisteredModel {
  readonly modelId: string;
  readonly purpose: ModelPurpose;
  readonly hash: string;
  /** Learner, such as `gbdt`. */
  readonly kind: string;
  readonly stage: ModelStage;
  readonly stageSince: number;
  readonly createdAt: number;
  readonly summary: ReportSummary;
  readonly training: TrainingFacts;
  /** Length of the document as JSON. */
  readonly documentBytes: number;
}

/** Whether a model scores the factor vectors of decisions: policies, shadows and monitoring ask no other. */
export function scoresDecisions({ training }: Pick<RegisteredModel, 'training'>): boolean {
  return training.rowsFrom === undefined;
}

/** Columns of the list, without what is large. */
export const LIST_COLUMNS =
  'model_id, purpose, hash, kind, stage, stage_since, created_at, summary, training, document_bytes';

export interface ModelRow {
  readonly model_id: string;
  readonly purpose: ModelPurpose;
  readonly hash: string;
  readonly kind: string;
  readonly stage: ModelStage;
  readonly stage_since: number;
  readonly created_at: number;
  readonly summary: ReportSummary;
  readonly training: TrainingFacts;
  readonly document_bytes: number;
}

export function registeredOf(row: ModelRow): RegisteredModel {
  return {
    modelId: row.model_id,
    purpose: row.purpose,
    hash: row.hash,
    kind: row.kind,
    stage: row.stage,
    stageSince: row.stage_since,
    createdAt: row.created_at,
    summary: row.summary,
    training: row.training,
    documentBytes: row.document_bytes,
  };
}

export function summaryOf({ auc, aucInterval, ks, rows, events }: ModelReport): ReportSummary {
  const { low, high, standardError } = aucInterval;
  return { auc, aucLow: low, aucHigh: high, aucStandardError: standardError, ks, rows, events };
}

export function documentBytes(document: ModelDocument): number {
  return JSON.stringify(document).length;
}

/** @throws TallyError `SCORES_PURPOSE` when the name could not be part of a model's id. */
export function assertPurpose(purpose: string): void {
  if (/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(purpose) && purpose.length <= 40) return;
  throw new TallyError('SCORES_PURPOSE', `"${purpose}" is not the name of a purpose`, {
    hint: 'use up to 40 lower case letters and digits, words joined by "-", such as credit-d1',
    status: 422,
  });
}
