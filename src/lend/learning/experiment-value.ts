import type { Day } from '#base';
import type { ExperimentResults } from '#decide';
import { forTenant, type Database } from '#store';

/** Days after an application at which its value is taken. */
export const VALUE_AFTER_DAYS = 75;

/** Share of the outstanding principal that is expected to be lost, by days past due. */
const PROVISION = [
  { fromDpd: 60, share: 0.85 },
  { fromDpd: 30, share: 0.6 },
  { fromDpd: 1, share: 0.1 },
] as const;

interface ValueRow {
  readonly arm: string;
  readonly value: number;
}

/**
 * What each matured application on which the policies differ was worth: money received and outstanding principal less provision,
 * less what was lent; 0 when nothing was lent. Minor units.
 */
export async function experimentResults(
  db: Database,
  tenant: string,
  query: { readonly experimentId: string; readonly today: Day },
): Promise<ExperimentResults> {
  const cases = PROVISION.map(({ fromDpd, share }) => `when l.dpd >= ${fromDpd} then ${1 - share}`).join(' ');
  const rows = await forTenant(db, tenant).query<ValueRow>(
    `select a.arm, coalesce(l.received_minor - l.principal_minor
         + l.outstanding_minor * (case when l.status = 'charged_off' then 0.0 ${cases} else 1.0 end), 0)::float8 as value
     from application a left join loan l on l.tenant = a.tenant and l.loan_id = a.loan_id
     where a.tenant = $1 and a.experiment_id = $2 and not a.arms_agree and a.submitted_at < $3
     order by a.submitted_at, a.application_id`,
    [query.experimentId, (query.today - VALUE_AFTER_DAYS) * 86_400_000],
  );
  const of = (arm: string): number[] => rows.filter((row) => row.arm === arm).map(({ value }) => value);
  return { champion: of('champion'), challenger: of('challenger') };
}
