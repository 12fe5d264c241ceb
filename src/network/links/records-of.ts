import type { LinkEvent } from '../link-event.ts';

/**
 * What is kept of people besides their links: outcomes (a mark each) and figures of their own. Append only: snapshots know them
 * by place. `overdue` is any day past due, `bad` 30 days or a loss, `confirmed` and `cleared` what an investigation found.
 */
export const recordKinds = [
  { kind: 'applied', en: 'applied', zh: '申请过' },
  { kind: 'rejected', en: 'was rejected', zh: '被拒' },
  { kind: 'approved', en: 'was approved', zh: '获批' },
  { kind: 'disbursed', en: 'got a loan', zh: '放款' },
  { kind: 'overdue', en: 'was overdue', zh: '逾期' },
  { kind: 'bad', en: 'went bad', zh: '坏账' },
  { kind: 'confirmed', en: 'was a confirmed fraud', zh: '确认欺诈' },
  { kind: 'cleared', en: 'was cleared', zh: '排除嫌疑' },
  { kind: 'settled', en: 'repaid a loan', zh: '结清' },
  { kind: 'number_age', en: 'age of the number, days', zh: '号码年龄（天）' },
  { kind: 'night_share', en: 'share of calls at night', zh: '夜间通话占比' },
  { kind: 'calls', en: 'calls in 30 days', zh: '30天通话次数' },
  { kind: 'amount', en: 'amount asked for, minor units', zh: '申请金额（分）' },
  { kind: 'income', en: 'declared income, minor units', zh: '申报收入（分）' },
  { kind: 'age', en: 'age, years', zh: '年龄' },
  { kind: 'job_months', en: 'months in the job', zh: '工作月数' },
  { kind: 'form_seconds', en: 'seconds on the form', zh: '填表秒数' },
  { kind: 'enquiries', en: 'enquiries of lenders in 30 days', zh: '30天机构查询数' },
  { kind: 'outstanding', en: 'debt at other lenders, minor units', zh: '其他机构负债（分）' },
  { kind: 'worst_dpd', en: 'worst days past due elsewhere', zh: '外部最长逾期天数' },
  { kind: 'late_days', en: 'days late with an instalment', zh: '还款晚天数' },
] as const;

export type RecordKind = (typeof recordKinds)[number]['kind'];

/** Outcomes: what happened to a person. */
export type Mark =
  | 'applied'
  | 'rejected'
  | 'approved'
  | 'disbursed'
  | 'overdue'
  | 'bad'
  | 'confirmed'
  | 'cleared'
  | 'settled';

/** Figures of a person's own. */
export type Attribute = Exclude<RecordKind, Mark>;

const places = new Map<string, number>(recordKinds.map(({ kind }, place) => [kind, place]));

/** The place of a kind in {@link recordKinds}; undefined for what is none. */
export function placeOfRecord(kind: string): number | undefined {
  return places.get(kind);
}

/** A record that an event makes of its person: an outcome (1) or a figure. */
export interface Told {
  readonly kind: RecordKind;
  readonly value: number;
}

const attributes: Readonly<Record<string, readonly (readonly [string, Attribute])[]>> = {
  'phone.profiled': [
    ['number_age_days', 'number_age'],
    ['night_share', 'night_share'],
    ['calls30d', 'calls'],
  ],
  'application.submitted': [
    ['amount_minor', 'amount'],
    ['declared_income_minor', 'income'],
    ['age', 'age'],
    ['job_months', 'job_months'],
    ['form_duration_s', 'form_seconds'],
  ],
  'bureau.reported': [
    ['enquiries30d', 'enquiries'],
    ['outstanding_minor', 'outstanding'],
    ['worst_dpd12m', 'worst_dpd'],
  ],
  'repayment.matched': [['days_late', 'late_days']],
};

const marks: Readonly<Record<string, (fields: LinkEvent['fields']) => readonly Mark[]>> = {
  'application.submitted': () => ['applied'],
  'application.decided': ({ outcome }) =>
    outcome === 'approved' ? ['approved'] : outcome === 'declined' ? ['rejected'] : [],
  'loan.disbursed': () => ['disbursed'],
  'loan.delinquent': ({ dpd }) => (Number(dpd) >= 30 ? ['overdue', 'bad'] : ['overdue']),
  'loan.charged_off': () => ['bad'],
  'loan.settled': () => ['settled'],
  'fraud.confirmed': () => ['confirmed'],
  'fraud.cleared': () => ['cleared'],
};

/** What an event says of its person besides links: the one place that says so. */
export function recordsOf({ source, fields }: LinkEvent): Told[] {
  const told: Told[] = (marks[source]?.(fields) ?? []).map((kind) => ({ kind, value: 1 }));
  for (const [column, kind] of attributes[source] ?? []) {
    const value = fields[column];
    if (typeof value === 'number' && Number.isFinite(value)) told.push({ kind, value });
  }
  return told;
}
