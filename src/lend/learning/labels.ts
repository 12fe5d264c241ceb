import { TallyError, type Day } from '#base';
import { forTenant, type Database } from '#store';

/** Days after disbursement in which a loan must turn bad to count as bad: the first two instalments at 30 days. */
export const BAD_HORIZON_DAYS = 93;

/** Days after disbursement by which a loan on which nothing was paid is taken for fraud. */
const FRAUD_HORIZON_DAYS = 91;

/** Days after disbursement in which a loan must be 90 days past due to count as non-performing. */
const NON_PERFORMING_HORIZON_DAYS = 186;

export const CREDIT_LABEL = `30 days past due within ${BAD_HORIZON_DAYS} days of disbursement`;
export const VERDICT_LABEL = `fraud that an investigation confirmed, against loans that were paid on for ${FRAUD_HORIZON_DAYS} days and cleared applications`;
export const FRAUD_LABEL = 'confirmed fraud, or nothing ever paid by 91 days after disbursement';

/** A known outcome of an application. */
export interface Label {
  readonly applicationId: string;
  /** 1 = the event. */
  readonly value: 0 | 1;
  /** The day on which the outcome was certain, for good and bad alike. */
  readonly knownDay: Day;
}

/** What of an outcome is asked. */
export interface LabelQuery {
  /** Outcomes certain by the end of this day; later ones are unknown. */
  readonly today: Day;
  /** Leaves out what was certain before; everything when left out. */
  readonly fromDay?: Day | undefined;
}

/** A way to say what happened to an application. */
export interface LabelDefinition {
  readonly name: string;
  /** In words, for the registry. */
  readonly text: string;
  /** Days from an application to certainty, at most, offers that wait included. */
  readonly horizonDays: number;
  /** Days from an application to certainty, at least. */
  readonly earliestDays: number;
  read(db: Database, tenant: string, query: LabelQuery): Promise<Label[]>;
}

interface LabelRow {
  readonly application_id: string;
  readonly event: boolean;
  readonly known_day: number;
}

/** Days for which an offer waits before its loan begins, for the age at which a window is complete. */
const OFFER_DAYS = 31;

/** A month is three days shorter at times. */
const MONTH_SLACK = 4;

/** A definition from a query with columns application_id, event, known_day; $2 is today, $3 the first day that counts. */
function defined(name: string, horizonDays: number, { text, sql }: { text: string; sql: string }): LabelDefinition {
  return {
    name,
    text,
    horizonDays: horizonDays + OFFER_DAYS,
    earliestDays: Math.max(0, horizonDays - MONTH_SLACK),
    async read(db, tenant, { today, fromDay = 0 }) {
      const rows = await forTenant(db, tenant).query<LabelRow>(sql, [today, fromDay]);
      return rows.map(({ application_id, event, known_day }) => {
        return { applicationId: application_id, value: event ? 1 : 0, knownDay: known_day };
      });
    },
  };
}

function loansAfter(days: number, event: string, from = 'loan l'): string {
  return `select l.application_id, (${event}) as event, l.disbursed_day + ${days} as known_day from ${from}
    where l.tenant = $1 and l.disbursed_day + ${days} between $3::int4 and $2::int4 order by l.disbursed_day, l.application_id`;
}

/** A loan counts when its whole horizon is over: bad ones that were known earlier would make young loans look bad. */
const DEFAULT = defined('default', BAD_HORIZON_DAYS, {
  text: CREDIT_LABEL,
  sql: loansAfter(
    BAD_HORIZON_DAYS,
    `l.first_bad_day >= 0 and l.first_bad_day - l.disbursed_day <= ${BAD_HORIZON_DAYS}`,
  ),
});

const FRAUD = defined('fraud', FRAUD_HORIZON_DAYS, {
  text: FRAUD_LABEL,
  sql: loansAfter(
    FRAUD_HORIZON_DAYS,
    "a.fraud_form <> '' or (a.fraud_form is null and l.received_minor = 0 and l.worst_dpd >= 30)",
    'loan l join application a on a.tenant = l.tenant and a.application_id = l.application_id',
  ),
});

/**
 * An application is good only when its loan has shown itself or an investigation cleared it, and fraud only when one was confirmed: a loan
 * on which nothing was paid and nobody looked at is neither.
 */
const VERDICT: LabelDefinition = {
  ...defined('fraud-verdict', FRAUD_HORIZON_DAYS, {
    text: VERDICT_LABEL,
    sql: `select application_id, event, known_day from (
      select a.application_id, a.decided_at, coalesce(a.fraud_form, '') <> '' as event,
        case when a.fraud_form is null then l.disbursed_day + ${FRAUD_HORIZON_DAYS}
          else (coalesce(a.judged_at, a.decided_at) / 86400000)::int4 end as known_day
      from application a left join loan l on l.tenant = a.tenant and l.application_id = a.application_id
      where a.tenant = $1 and (a.fraud_form is not null or l.received_minor > 0)) known
    where known_day between $3::int4 and $2::int4 order by decided_at, application_id`,
  }),
  earliestDays: 0,
};

const NON_PERFORMING = defined('non-performing', NON_PERFORMING_HORIZON_DAYS, {
  text: `90 days past due within ${NON_PERFORMING_HORIZON_DAYS} days of disbursement`,
  sql: loansAfter(
    NON_PERFORMING_HORIZON_DAYS,
    `l.first_non_performing_day >= 0 and l.first_non_performing_day - l.disbursed_day <= ${NON_PERFORMING_HORIZON_DAYS}`,
  ),
});

const FIRST_INSTALMENT = defined('first-instalment', 31, {
  text: 'first instalment not paid in full by the close of its due day (D1)',
  sql: `select l.application_id, (i.paid_day is null or i.paid_day > i.due_day) as event, i.due_day + 1 as known_day
    from loan l join instalment i on i.tenant = l.tenant and i.loan_id = l.loan_id and i.number = 1
    where l.tenant = $1 and i.due_day + 1 between $3::int4 and $2::int4 order by l.disbursed_day, l.application_id`,
});

const OFFER_REFUSED = defined('offer-refused', 0, {
  text: 'offer refused by the applicant',
  sql: `select a.application_id, a.status = 'refused' as event, (a.decided_at / 86400000)::int4 + ${OFFER_DAYS} as known_day
    from application a where a.tenant = $1 and a.outcome = 'approved' and a.status in ('refused', 'disbursed')
      and a.decided_at / 86400000 + ${OFFER_DAYS} between $3::int4 and $2::int4 order by a.decided_at, a.application_id`,
});

/** Definitions that training jobs may name. */
export const labelDefinitions: readonly LabelDefinition[] = [
  DEFAULT,
  FRAUD,
  VERDICT,
  FIRST_INSTALMENT,
  NON_PERFORMING,
  OFFER_REFUSED,
];

/** Models that learn from the network who is like those that investigations found. */
export const NETWORK_PURPOSE = 'fraud-network';

const OF_PURPOSE: Readonly<Record<string, LabelDefinition>> = {
  credit: DEFAULT,
  fraud: FRAUD,
  [NETWORK_PURPOSE]: VERDICT,
};

/** The definition of that name. @throws TallyError `LEND_LABEL`. */
export function labelDefinition(name: string): LabelDefinition {
  const found = labelDefinitions.find((definition) => definition.name === name);
  if (found !== undefined) return found;
  throw new TallyError('LEND_LABEL', `there is no label "${name}"`, {
    hint: `labels: ${labelDefinitions.map((definition) => definition.name).join(', ')}`,
    status: 422,
  });
}

/** The label by which a purpose is judged unless a model says otherwise. */
export function labelOfPurpose(purpose: string): LabelDefinition | undefined {
  return Object.hasOwn(OF_PURPOSE, purpose) ? OF_PURPOSE[purpose] : undefined;
}

/** Credit labels that are known by `today`. */
export function creditLabels(db: Database, tenant: string, today: Day): Promise<Label[]> {
  return DEFAULT.read(db, tenant, { today });
}

/** Fraud labels known by `today`: investigations, and loans on which nothing was ever paid. */
export function fraudLabels(db: Database, tenant: string, today: Day): Promise<Label[]> {
  return FRAUD.read(db, tenant, { today });
}
