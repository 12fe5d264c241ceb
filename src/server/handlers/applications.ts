import { TallyError, formatInstant, instantOfDay, must, parseDay, sha256, type z } from '#base';
import { listWords, replayDecision, unpackFactors, whatWouldChange, type DecisionRecord } from '#decide';
import { applicationExists, type ApplicationOutcome, type IngestOutcome } from '#lend';
import { forTenant } from '#store';
import { validateEvent } from '#stream';
import type {
  applicationAnswer,
  applicationDetail,
  applicationRequest,
  applicationRoutes,
} from '../api/applications.ts';
import { decodeCursor, pageOf } from '../http/cursor.ts';
import type { Call } from '../http/context.ts';
import type { Tenant } from '../platform/open-tenant.ts';
import { instantOf } from './instant-of.ts';
import {
  applicationView,
  factorWords,
  reasonViews,
  SUMMARY_COLUMNS,
  traceView,
  type ApplicationRow,
} from '../views/application-view.ts';
import { finiteOrNull, wireMoney } from '../views/money-view.ts';
import { Where } from './where.ts';

type Query<T> = T extends { query?: z.ZodType<infer Q> } ? Q : never;
type ListQuery = Query<typeof applicationRoutes.list>;
type Id = { readonly id: string };

export async function listApplications({ tenant, query }: Call<unknown, ListQuery>) {
  const where = new Where(tenant.id)
    .equals('status', query.status)
    .equals('outcome', query.outcome)
    .equals('product_id', query.productId)
    .equals('person_id', query.personId)
    .equals('arm', query.arm);
  if (query.reason !== undefined) where.add((place) => `reasons ? ${place}`, query.reason);
  if (query.from !== undefined) where.add((place) => `submitted_at >= ${place}`, instantOfDay(parseDay(query.from)));
  if (query.to !== undefined) where.add((place) => `submitted_at < ${place}`, instantOfDay(parseDay(query.to) + 1));
  if (query.cursor !== undefined) {
    const [at, id] = decodeCursor(query.cursor, ['number', 'string']);
    where.add((a, b) => `(submitted_at, application_id) < (${a}::int8, ${b})`, at, id);
  }
  const rows = await tenant.engine.ports.db.query<ApplicationRow>(
    `select ${SUMMARY_COLUMNS} from application where ${where.text} order by submitted_at desc, application_id desc limit ${query.limit + 1}`,
    where.values,
  );
  const { catalogue } = tenant.factors;
  return pageOf(rows, query.limit, {
    item: (row) => applicationView(row, catalogue),
    key: (row) => [row.submitted_at, row.application_id],
  });
}

type Request = z.infer<typeof applicationRequest>;
type Answer = z.infer<typeof applicationAnswer>;

export async function createApplication(call: Call<unknown, unknown, Request>): Promise<Answer> {
  const { tenant, body, key, remember } = call;
  const { engine } = tenant;
  const { identifiers, occurredAt, applicationId = derivedId(call), ...data } = body;
  const event = validateEvent({
    kind: 'application.submitted',
    version: 1,
    source: 'api',
    idempotencyKey: key,
    identifiers,
    occurredAt: occurredAt === undefined ? engine.ports.clock.now() : instantOf(occurredAt),
    data: { ...data, applicationId },
  });
  const answerOf = ([outcome]: readonly IngestOutcome[]): Answer | undefined =>
    outcome?.application === undefined ? undefined : answerView(outcome.application, call);
  const outcomes = await engine.ingest([event], {
    also: (made) => {
      const answer = answerOf(made);
      return answer === undefined ? { writes: [] } : remember({ status: 201, answer: JSON.stringify(answer) });
    },
  });
  const answer = answerOf(outcomes);
  if (answer === undefined) throw applicationExists(applicationId);
  return answer;
}

/** The same key gives the same id, so that a retry after a crash finds what the first attempt made. */
function derivedId({ principal, key }: Call): string {
  return `app_${sha256(`${principal.tenant}:${key}`).slice(0, 26)}`;
}

function answerView(made: ApplicationOutcome, { tenant }: Call<unknown, unknown, Request>): Answer {
  return {
    id: made.applicationId,
    personId: made.personId,
    decisionId: made.decisionId,
    outcome: made.outcome,
    reasons: reasonViews(made.reasons, tenant.factors.catalogue),
    offer:
      made.outcome === 'approved'
        ? { amount: wireMoney(made.amountMinor, made.currency), aprBps: made.aprBps, termMonths: made.termMonths }
        : null,
    policyHash: made.policyHash,
    arm: made.arm,
  };
}

interface DetailRow extends ApplicationRow {
  readonly apr_bps: number | null;
  readonly offered_minor: number | null;
  readonly decision_block: number;
  readonly decision_index: number;
  readonly fraud_form: string | null;
  readonly details: Readonly<Record<string, unknown>>;
}

async function detailRow({ tenant }: Pick<Call, 'tenant'>, id: string): Promise<DetailRow> {
  const [row] = await forTenant(tenant.engine.ports.db, tenant.id).query<DetailRow>(
    'select * from application where tenant = $1 and application_id = $2',
    [id],
  );
  if (row !== undefined) return row;
  throw new TallyError('SERVER_NOT_FOUND', `there is no application ${id}`, {
    hint: 'list them at /v1/applications',
    status: 404,
  });
}

export async function getApplication(
  call: Pick<Call<Id>, 'tenant' | 'params'>,
): Promise<z.infer<typeof applicationDetail>> {
  const { tenant, params } = call;
  const row = await detailRow(call, params.id);
  const { catalogue } = tenant.factors;
  const record = await tenant.engine.ports.decisions.read({ block: row.decision_block, index: row.decision_index });
  const values = unpackFactors(record.factors);
  return {
    ...applicationView(row, catalogue),
    offer:
      row.offered_minor === null
        ? null
        : { amount: wireMoney(row.offered_minor, row.currency), aprBps: row.apr_bps ?? 0, termMonths: row.term_months },
    details: row.details,
    fraudForm: row.fraud_form === '' ? null : row.fraud_form,
    decision: {
      decisionId: record.decisionId,
      decidedAt: formatInstant(record.decidedAt),
      policyId: record.policyId,
      policyVersion: record.policyVersion,
      policyHash: record.policyHash,
      modelHashes: record.modelHashes,
      experimentId: record.experimentId,
      factorSchemaId: record.factorSchemaId,
      variables: record.variables,
      trace: traceView(record.trace),
      lists: [...(record.lists ?? [])],
      factors: catalogue.definitions.map(({ name, description }, i) => ({
        name,
        text: description,
        value: finiteOrNull(values[i]),
      })),
      wouldChange: await obstacles(call, record, values),
    },
  };
}

async function obstacles({ tenant }: Pick<Call, 'tenant'>, record: DecisionRecord, values: Float64Array) {
  const { catalogue } = tenant.factors;
  const compiled = await tenant.engine.ports.policies.ready(record.policyHash);
  const read = (name: string): number => values[catalogue.indexOf(name)] ?? NaN;
  return whatWouldChange(compiled, record, read).map(({ node, value, actual, failedWhen }) => ({
    node,
    value,
    text: factorWords(value, catalogue) ?? listWords(value) ?? { en: value, zh: value },
    actual: finiteOrNull(actual),
    failedWhen: { op: failedWhen.op, to: failedWhen.to ?? null },
  }));
}

export async function answerOffer({ tenant, params, body, key, remember }: Call<Id, unknown, { accepted: boolean }>) {
  const { engine } = tenant;
  if (engine.offer(params.id) === undefined) throw await noOffer(tenant, params.id);
  const event = validateEvent({
    kind: 'offer.answered',
    source: 'api',
    // The caller's key belongs to this application: he may use it for another one as well.
    idempotencyKey: `answer:${params.id}:${sha256(key).slice(0, 20)}`,
    occurredAt: engine.ports.clock.now(),
    data: { applicationId: params.id, accepted: body.accepted },
  });
  const answerOf = (loanId: string | undefined) => ({
    applicationId: params.id,
    accepted: body.accepted,
    loanId: loanId ?? null,
  });
  const hasEffect = (made: IngestOutcome | undefined): boolean => made?.duplicate === false && made.note === undefined;
  const [outcome] = await engine.ingest([event], {
    also: ([made]) =>
      hasEffect(made) ? remember({ status: 200, answer: JSON.stringify(answerOf(made?.loanId)) }) : { writes: [] },
  });
  if (!hasEffect(outcome)) throw await noOffer(tenant, params.id);
  return answerOf(outcome?.loanId);
}

async function noOffer(tenant: Tenant, id: string): Promise<TallyError> {
  const { status } = await detailRow({ tenant }, id);
  return new TallyError('SERVER_NO_OFFER', `application ${id} has no open offer: it is ${status}`, {
    hint: 'only an offered application can be answered',
    status: 409,
  });
}

export async function replayApplication(call: Call<Id, unknown, { policyHash?: string | undefined }>) {
  const { tenant, params, body } = call;
  const row = await detailRow(call, params.id);
  const { decisions, policies } = tenant.engine.ports;
  const record = await decisions.read({ block: row.decision_block, index: row.decision_index });
  const compiled = await policies.ready(body.policyHash ?? record.policyHash);
  if (record.factorSchemaId !== tenant.factors.catalogue.schemaId) {
    throw new TallyError('SERVER_REPLAY_SCHEMA', 'the decision was made on other factor definitions', {
      hint: 'start the version of the program that made it',
      status: 409,
    });
  }
  const { same, decision } = replayDecision(record, compiled);
  return {
    same,
    policyHash: must(compiled.hash, 'a hash'),
    outcome: decision.outcome,
    reasons: reasonViews(decision.reasons, tenant.factors.catalogue),
    variables: decision.variables,
    trace: traceView(decision.trace),
  };
}
