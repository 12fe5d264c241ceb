import { dayOfInstant } from '#base';
import { decisionHash, packFactors } from '#decide';
import type { Assignment, Decision, DecisionRecord, ListMatch } from '#decide';
import type { ApplicationOutcome, Handling } from './effects.ts';
import type { LendPorts } from './ports.ts';
import type { Product } from './product.ts';
import { applicationTable } from './tables.ts';

/** The slot in which lending policies are deployed. */
export const LENDING_SLOT = 'lending';

interface Asked {
  readonly applicationId: string;
  readonly productId: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly termMonths: number;
}

/** An application that was approved and waits for the applicant's answer. */
export interface PendingOffer {
  readonly applicationId: string;
  readonly personId: string;
  readonly productId: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly termMonths: number;
  readonly aprBps: number;
  readonly identifiers: Handling['event']['identifiers'];
  readonly cell: string | undefined;
}

export interface DecidedApplication {
  readonly outcome: ApplicationOutcome;
  readonly offer: PendingOffer | undefined;
}

/**
 * Decides an application: factor vector and lists as of the event, policy by experiment or deployment, record, audit, the
 * application's row and the event that tells of it; all in the unit of the event.
 */
export function decideApplication(ports: LendPorts, handling: Handling): DecidedApplication {
  const { event, person } = handling;
  const asked = event.data as unknown as Asked;
  const asOf = { at: event.recordedAt, offset: event.offset };
  const vector = ports.factors.read({
    entityKind: 'application',
    entityId: asked.applicationId,
    asOf,
    purpose: 'underwriting',
  });
  const assignment = ports.policies.assign(LENDING_SLOT, asked.applicationId);
  const lists = ports.listed?.(handling) ?? [];
  const decision = assignment.compiled.decide(vector.values, lists);
  const other = assignment.other?.decide(vector.values, lists);
  const armsAgree = other === undefined ? null : agree(decision, other);
  const record = recordOf(ports, { handling, asked, assignment, decision, vector, lists });
  const product = ports.products.find(({ id }) => id === asked.productId);
  const terms = termsOf(asked, decision, product);
  const place = ports.decisions.add(record);
  ports.audit.record({
    at: event.recordedAt,
    actor: 'engine',
    action: `application.${decision.outcome}`,
    subject: `application:${asked.applicationId}`,
    detailHash: decisionHash(record),
  });
  const outcome: ApplicationOutcome = {
    applicationId: asked.applicationId,
    personId: person.id,
    decisionId: record.decisionId,
    outcome: decision.outcome,
    reasons: decision.reasons,
    currency: asked.currency,
    ...terms,
    policyHash: record.policyHash,
    arm: assignment.arm,
  };
  handling.unit.insert(applicationTable, [
    applicationRow({ handling, asked, decision, record, terms, place, armsAgree }),
  ]);
  count(ports, handling, decision.outcome);
  handling.emit({
    kind: 'application.decided',
    key: `decided:${asked.applicationId}`,
    identifiers: event.identifiers,
    data: {
      applicationId: asked.applicationId,
      outcome: decision.outcome,
      policyId: record.policyId,
      policyVersion: record.policyVersion,
      arm: assignment.arm,
      ...terms,
      reasons: decision.reasons,
    },
  });
  return { outcome, offer: decision.outcome === 'approved' ? offerOf(handling, asked, terms) : undefined };
}

/** Two policies agree when the applicant would not notice which of them decided. */
function agree(a: Decision, b: Decision): boolean {
  const same = (name: string): boolean => (a.variables[name] ?? NaN) === (b.variables[name] ?? NaN);
  return a.outcome === b.outcome && (a.outcome !== 'approved' || (same('limit_minor') && same('apr_bps')));
}

interface Terms {
  readonly amountMinor: number;
  readonly termMonths: number;
  readonly aprBps: number;
}

function termsOf({ amountMinor, termMonths }: Asked, { variables }: Decision, product: Product | undefined): Terms {
  const limit = Math.min(variables['limit_minor'] ?? Infinity, product?.maximumMinor ?? Infinity);
  return {
    amountMinor: Math.min(amountMinor, Math.floor(limit)),
    termMonths,
    aprBps: Math.round(variables['apr_bps'] ?? product?.aprBps ?? 0),
  };
}

function offerOf({ event, person }: Handling, asked: Asked, terms: Terms): PendingOffer {
  const { applicationId, productId, currency } = asked;
  const cell = typeof event.data['cell'] === 'string' ? event.data['cell'] : undefined;
  const { identifiers } = event;
  return { applicationId, productId, currency, personId: person.id, ...terms, identifiers, cell };
}

interface RecordParts {
  readonly handling: Handling;
  readonly asked: Asked;
  readonly assignment: Assignment;
  readonly decision: Decision;
  readonly vector: { readonly schemaId: string; readonly values: Float64Array };
  readonly lists: readonly ListMatch[];
}

function recordOf(
  ports: LendPorts,
  { handling, asked, assignment, decision, vector, lists }: RecordParts,
): DecisionRecord {
  const { compiled, experimentId, arm } = assignment;
  return {
    decisionId: ports.ids.next('dec'),
    tenant: ports.tenant,
    applicationId: asked.applicationId,
    decidedAt: handling.event.recordedAt,
    asOfOffset: handling.event.offset,
    policyId: compiled.policy.id,
    policyVersion: compiled.policy.version,
    policyHash: compiled.hash,
    modelHashes: compiled.modelHashes,
    factorSchemaId: vector.schemaId,
    factors: packFactors(vector.values),
    ...(lists.length === 0 ? {} : { lists }),
    experimentId,
    arm,
    outcome: decision.outcome,
    reasons: decision.reasons,
    variables: decision.variables,
    trace: decision.trace,
  };
}

interface RowParts {
  readonly handling: Handling;
  readonly asked: Asked;
  readonly decision: Decision;
  readonly record: DecisionRecord;
  readonly terms: Terms;
  readonly place: { readonly block: number; readonly index: number };
  readonly armsAgree: boolean | null;
}

function applicationRow({
  handling,
  asked,
  decision,
  record,
  terms,
  place,
  armsAgree,
}: RowParts): Readonly<Record<string, unknown>> {
  const { event, person } = handling;
  const approved = decision.outcome === 'approved';
  return {
    application_id: asked.applicationId,
    person_id: person.id,
    product_id: asked.productId,
    amount_minor: asked.amountMinor,
    currency: asked.currency,
    term_months: asked.termMonths,
    submitted_at: event.occurredAt,
    status: approved ? 'offered' : decision.outcome,
    outcome: decision.outcome,
    reasons: decision.reasons,
    policy_hash: record.policyHash,
    experiment_id: record.experimentId,
    arm: record.arm,
    arms_agree: armsAgree,
    apr_bps: approved ? terms.aprBps : null,
    offered_minor: approved ? terms.amountMinor : null,
    credit_score: decision.variables['pd'] ?? null,
    fraud_score: decision.variables['fraud'] ?? null,
    decision_block: place.block,
    decision_index: place.index,
    decided_at: record.decidedAt,
    loan_id: null,
    fraud_form: null,
    judged_at: null,
    identifiers: event.identifiers,
    details: event.data,
  };
}

function count({ metrics }: LendPorts, { event }: Handling, outcome: 'approved' | 'declined' | 'referred'): void {
  metrics.add(dayOfInstant(event.recordedAt), outcome);
}
