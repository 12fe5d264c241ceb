import { setImmediate as nextTurn } from 'node:timers/promises';
import { formatDay, instantOfDay, type Day } from '#base';
import { forTenant } from '#store';
import type { Tenant } from '../platform/open-tenant.ts';
import type { ExportName } from './export-tables.ts';

/** Days whose rows are wanted, both included. */
export interface ExportRange {
  readonly from: Day;
  readonly to: Day;
}

type Rows = readonly Readonly<Record<string, unknown>>[];

/** The rows of an export in batches, in an order that stays; memory holds one batch. */
export function exportRows(tenant: Tenant, name: ExportName, range: ExportRange): AsyncIterable<Rows> {
  const { from, to } = range;
  const instants = [instantOfDay(from), instantOfDay(to + 1)];
  switch (name) {
    case 'events':
      return eventRows(tenant, range);
    case 'decisions':
      return decisionRows(tenant, range);
    case 'segment_members':
      return memberRows(tenant);
    case 'applications':
      return keyed(tenant, {
        select: `application_id as cursor, application_id, person_id, product_id, amount_minor, currency, term_months,
          submitted_at, status, outcome, reasons, policy_hash, experiment_id, arm, apr_bps, offered_minor, credit_score,
          fraud_score, decided_at, loan_id, fraud_form from application`,
        where: 'submitted_at >= $2 and submitted_at < $3',
        cursor: 'application_id',
        values: instants,
      });
    case 'loans':
      return keyed(tenant, {
        select: `loan_id as cursor, loan_id, application_id, person_id, product_id, currency, principal_minor, apr_bps,
          term_months, disbursed_day as disbursed_on, status, dpd, worst_dpd, outstanding_minor, received_minor,
          charged_off_minor, closed_day as closed_on from loan`,
        where: 'disbursed_day between $2 and $3',
        cursor: 'loan_id',
        values: [from, to],
      });
    case 'ledger':
      return keyed(tenant, {
        select: `seq as cursor, transaction_id, line, state, booked_day as booked_on, debit_account, credit_account,
          amount_minor, currency, kind from ledger_transfer`,
        where: 'booked_day between $2::date and $3::date',
        cursor: 'seq',
        values: [formatDay(from), formatDay(to)],
      });
  }
}

/** Who is in which segment now; the range does not matter. */
async function* memberRows({ engine, identity }: Tenant): AsyncIterable<Rows> {
  const { people, clock } = engine.ports;
  for (const { segmentId, version } of people.segments) {
    for (let from = 0; ;) {
      const members = people.members(segmentId, from, PAGE);
      yield members.map((person) => ({
        segment_id: segmentId,
        version,
        person_id: identity.resolver.byIndex(person).id,
        tag: people.profile(person, clock.now()).tag,
      }));
      from = (members.at(-1) ?? 0) + 1;
      if (members.length < PAGE) break;
      await nextTurn();
    }
  }
}

interface KeyedRead {
  /** Columns and table; `cursor` is the key that orders the pages. */
  readonly select: string;
  readonly where: string;
  readonly cursor: string;
  readonly values: readonly unknown[];
}

const PAGE = 2000;

async function* keyed({ id, engine }: Tenant, { select, where, cursor, values }: KeyedRead): AsyncIterable<Rows> {
  const read = forTenant(engine.ports.db, id);
  for (let last: unknown; ;) {
    const after = last === undefined ? '' : `and ${cursor} > $4`;
    const rows = await read.query<{ cursor: unknown; [column: string]: unknown }>(
      `select ${select} where tenant = $1 and ${where} ${after} order by ${cursor} limit ${PAGE}`,
      last === undefined ? values : [...values, last],
    );
    yield rows.map(({ cursor: _cursor, ...row }) => withDates(row));
    last = rows.at(-1)?.cursor;
    if (rows.length < PAGE) return;
  }
}

/** Days as civil dates: a day number in a table means nothing to its reader. */
function withDates(row: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const entries = Object.entries(row).map(([name, value]) => [
    name,
    name.endsWith('_on') && typeof value === 'number' ? formatDay(value) : value,
  ]);
  return Object.fromEntries(entries);
}

async function* eventRows({ id, engine }: Tenant, { from, to }: ExportRange): AsyncIterable<Rows> {
  const range = { from: instantOfDay(from), to: instantOfDay(to + 1) };
  for await (const batch of engine.ports.log.scan(id, range)) {
    yield batch.map((event) => ({
      offset: event.offset,
      kind: event.kind,
      version: event.version,
      source: event.source,
      idempotency_key: event.idempotencyKey,
      identifiers: event.identifiers,
      occurred_at: event.occurredAt,
      recorded_at: event.recordedAt,
      data: event.data,
    }));
  }
}

async function* decisionRows({ engine }: Tenant, { from, to }: ExportRange): AsyncIterable<Rows> {
  const [start, end] = [instantOfDay(from), instantOfDay(to + 1)];
  for await (const batch of engine.ports.decisions.scan()) {
    const wanted = batch.filter(({ decidedAt }) => decidedAt >= start && decidedAt < end);
    yield wanted.map((record) => ({
      decision_id: record.decisionId,
      application_id: record.applicationId,
      decided_at: record.decidedAt,
      as_of_offset: record.asOfOffset,
      policy_id: record.policyId,
      policy_version: record.policyVersion,
      policy_hash: record.policyHash,
      experiment_id: record.experimentId,
      arm: record.arm,
      outcome: record.outcome,
      reasons: record.reasons,
      variables: record.variables,
      trace: record.trace,
    }));
  }
}
