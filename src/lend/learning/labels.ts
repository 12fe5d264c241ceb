import type { Day } from '#base';
import { forTenant, type Database } from '#store';

/** Days after disbursement in which a loan must turn bad to count as bad: the first two instalments at 30 days. */
export const BAD_HORIZON_DAYS = 93;

export const CREDIT_LABEL = `30 days past due within ${BAD_HORIZON_DAYS} days of disbursement`;
export const FRAUD_LABEL = 'confirmed fraud, or nothing ever paid by 91 days after disbursement';

/** A known outcome of an application. */
export interface Label {
  readonly applicationId: string;
  /** 1 = the event. */
  readonly value: 0 | 1;
}

interface LabelRow {
  readonly application_id: string;
  readonly event: boolean;
}

/** Credit labels that are known by `today`: a bad one is known when it turns bad, a good one when its horizon is over. */
export async function creditLabels(db: Database, tenant: string, today: Day): Promise<Label[]> {
  const rows = await forTenant(db, tenant).query<LabelRow>(
    `select application_id, (first_bad_day >= 0 and first_bad_day - disbursed_day <= $2) as event from loan
     where tenant = $1 and disbursed_day + $2 <= $3 order by disbursed_day, application_id`,
    [BAD_HORIZON_DAYS, today],
  );
  return rows.map(labelOf);
}

/** Fraud labels: investigations, and loans on which nothing was ever paid.. */
export async function fraudLabels(db: Database, tenant: string, today: Day): Promise<Label[]> {
  const rows = await forTenant(db, tenant).query<LabelRow>(
    `select l.application_id, (a.fraud_form is not null or (l.received_minor = 0 and l.worst_dpd >= 30)) as event
     from loan l join application a on a.tenant = l.tenant and a.application_id = l.application_id
     where l.tenant = $1 and l.disbursed_day + 91 <= $2 order by l.disbursed_day, l.application_id`,
    [today],
  );
  return rows.map(labelOf);
}

function labelOf({ application_id, event }: LabelRow): Label {
  return { applicationId: application_id, value: event ? 1 : 0 };
}
