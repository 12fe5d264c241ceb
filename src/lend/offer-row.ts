import type { Identifier } from '#stream';
import type { PendingOffer } from './decide-application.ts';

/** An open offer as the table of applications has it. */
export interface OfferRow {
  readonly application_id: string;
  readonly person_id: string;
  readonly product_id: string;
  readonly offered_minor: number;
  readonly currency: string;
  readonly term_months: number;
  readonly apr_bps: number;
  readonly identifiers: readonly Identifier[];
  readonly cell: string | null;
}

export function offerFromRow(row: OfferRow): PendingOffer {
  return {
    applicationId: row.application_id,
    personId: row.person_id,
    productId: row.product_id,
    amountMinor: row.offered_minor,
    currency: row.currency,
    termMonths: row.term_months,
    aprBps: row.apr_bps,
    identifiers: row.identifiers,
    cell: row.cell ?? undefined,
  };
}
