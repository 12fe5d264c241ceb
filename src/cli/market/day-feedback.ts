import { DAY_MS, instantOfDay, type Day } from '#base';
import type { Tenant } from '#server';
import { forTenant } from '#store';
import type { WorldFeedback } from '#world';

interface DecidedRow {
  readonly application_id: string;
  readonly outcome: 'approved' | 'declined' | 'referred';
  readonly amount_minor: number;
  readonly term_months: number;
  readonly apr_bps: number | null;
}

interface DisbursedRow {
  readonly application_id: string;
  readonly loan_id: string;
  readonly due_day: number;
  readonly amount_minor: number;
}

/**
 * What the lender answered on a day, read from the store: the same after a crash as before it, so a world that is lived
 * again from an older snapshot lives the same days.
 */
export async function dayFeedback({ engine }: Tenant, day: Day): Promise<WorldFeedback[]> {
  const read = forTenant(engine.ports.db, engine.ports.tenant);
  const from = instantOfDay(day);
  const decided = await read.query<DecidedRow>(
    `select application_id, outcome, coalesce(offered_minor, amount_minor) as amount_minor, term_months, apr_bps
     from application where tenant = $1 and submitted_at >= $2 and submitted_at < $3 order by application_id`,
    [from, from + DAY_MS],
  );
  const due = await read.query<DisbursedRow>(
    `select l.application_id, l.loan_id, i.due_day, i.principal_minor + i.interest_minor as amount_minor
     from loan l join instalment i on i.tenant = l.tenant and i.loan_id = l.loan_id
     where l.tenant = $1 and l.disbursed_day = $2 order by l.application_id, i.number`,
    [day],
  );
  return [...decided.map(decidedFeedback), ...disbursedFeedback(due)];
}

function decidedFeedback(row: DecidedRow): WorldFeedback {
  return {
    kind: 'decided',
    applicationId: row.application_id,
    outcome: row.outcome,
    amountMinor: row.amount_minor,
    termMonths: row.term_months,
    aprBps: row.apr_bps ?? 0,
  };
}

function disbursedFeedback(rows: readonly DisbursedRow[]): WorldFeedback[] {
  const loans = new Map<string, DisbursedRow[]>();
  for (const row of rows) loans.set(row.loan_id, [...(loans.get(row.loan_id) ?? []), row]);
  return [...loans.values()].map((parts) => ({
    kind: 'disbursed',
    applicationId: parts[0]?.application_id ?? '',
    loanId: parts[0]?.loan_id ?? '',
    schedule: parts.map(({ due_day, amount_minor }) => ({ dueDay: due_day, amountMinor: amount_minor })),
  }));
}
