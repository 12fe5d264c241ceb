import { formatInstant, type z } from '#base';
import { reasonText, type DecisionRecord, type TraceStep } from '#decide';
import type { FactorCatalogue } from '#factors';
import { graphFactorWords } from '#network';
import type { applicationSummary } from '../api/applications.ts';
import { wireMoney } from './money-view.ts';

/** Columns that a summary needs. */
export const SUMMARY_COLUMNS = `application_id, person_id, product_id, submitted_at, amount_minor, currency, term_months,
  status, outcome, credit_score, fraud_score, arm, reasons, loan_id`;

export interface ApplicationRow {
  readonly application_id: string;
  readonly person_id: string;
  readonly product_id: string;
  readonly submitted_at: number;
  readonly amount_minor: number;
  readonly currency: string;
  readonly term_months: number;
  readonly status: ApplicationSummary['status'];
  readonly outcome: ApplicationSummary['outcome'];
  readonly credit_score: number | null;
  readonly fraud_score: number | null;
  readonly arm: string;
  readonly reasons: readonly string[];
  readonly loan_id: string | null;
}

export type ApplicationSummary = z.infer<typeof applicationSummary>;

export interface NamedWords {
  code: string;
  text: { en: string; zh: string };
}

/** Reason codes with their words; a code that is a factor is described by the catalogue. */
export function reasonViews(reasons: readonly string[], catalogue: FactorCatalogue): NamedWords[] {
  return reasons.map((code) => ({ code, text: reasonText(code, (name) => factorWords(name, catalogue)) }));
}

/** The words of a factor of the catalogue or of the network; undefined for any other name. */
export function factorWords(name: string, catalogue: FactorCatalogue): { en: string; zh: string } | undefined {
  return catalogue.definitions[catalogue.indexOf(name)]?.description ?? graphFactorWords(name);
}

export function applicationView(row: ApplicationRow, catalogue: FactorCatalogue): ApplicationSummary {
  return {
    id: row.application_id,
    personId: row.person_id,
    productId: row.product_id,
    submittedAt: formatInstant(row.submitted_at),
    amount: wireMoney(row.amount_minor, row.currency),
    termMonths: row.term_months,
    status: row.status,
    outcome: row.outcome,
    creditScore: row.credit_score,
    fraudScore: row.fraud_score,
    arm: row.arm,
    reasons: reasonViews(row.reasons, catalogue),
    loanId: row.loan_id,
  };
}

/** The trace as the API shows it. */
export function traceView(trace: DecisionRecord['trace']): TraceStep[] {
  return [...trace];
}
