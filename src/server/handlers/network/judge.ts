import { TallyError, type z } from '#base';
import { createUnit, forTenant } from '#store';
import type { InboundEvent } from '#stream';
import type { networkRoutes } from '../../api/network.ts';
import type { Call } from '../../http/context.ts';
import type { Tenant } from '../../platform/open-tenant.ts';
import { applyList, listPart } from '../../platform/network/network-lists.ts';
import { auditChange } from '../audit-change.ts';
import { innerId } from './node-ids.ts';

type BodyOf<R> = R extends { body?: z.ZodType<infer B> } ? B : never;
type Routes = typeof networkRoutes;

/** Tells the log what an investigation found: one event for each application of the people, from which labels are made. */
export async function labelNodes(call: Call<unknown, unknown, BodyOf<Routes['label']>>) {
  const { tenant, body, principal, key } = call;
  const { nodes, verdict, pattern, reason, caseId } = body;
  const people = peopleOf(tenant, nodes);
  const applications = await applicationsOf(tenant, people);
  if (applications.length === 0) {
    throw new TallyError('SERVER_NOTHING_TO_LABEL', `none of the ${nodes.length} nodes is a person who applied`, {
      hint: 'labels are of applications: choose people with at least one',
      status: 422,
    });
  }
  const occurredAt = tenant.engine.ports.clock.now();
  const events = applications.map((applicationId): InboundEvent => {
    const data = verdict === 'fraud' ? { applicationId, form: pattern } : { applicationId };
    return {
      ...{ kind: verdict === 'fraud' ? 'fraud.confirmed' : 'fraud.cleared', version: 1, source: 'analyst' },
      ...{ idempotencyKey: `${key}:${applicationId}`, occurredAt, data },
      identifiers: [{ kind: 'application', value: applicationId }],
    };
  });
  const answer = { people: people.length, applications: applications.length };
  const also = () => call.remember({ status: 200, answer: JSON.stringify(answer) });
  await tenant.engine.ingest(events, { also });
  const detail = JSON.stringify([nodes, verdict, pattern, reason, caseId ?? null, principal.actor]);
  await auditChange(call, { action: `network.${verdict}`, subject: `case:${caseId ?? 'none'}`, detail });
  return answer;
}

function peopleOf({ identity }: Tenant, nodes: readonly string[]): string[] {
  const ids = nodes.filter((node) => node.startsWith('person:')).map((node) => node.slice('person:'.length));
  return [...new Set(ids.map((id) => identity.resolver.byId(id)?.id ?? id))];
}

async function applicationsOf({ engine, identity, id }: Tenant, people: readonly string[]): Promise<string[]> {
  const ids = people.flatMap((person) => {
    const known = identity.resolver.byId(person);
    return known === undefined ? [] : identity.resolver.aliases(known);
  });
  const rows = await forTenant(engine.ports.db, id).query<{ application_id: string }>(
    'select application_id from application where tenant = $1 and person_id = any($2::text[]) order by application_id',
    [ids],
  );
  return rows.map(({ application_id }) => application_id);
}

/** Puts nodes on a list or takes them off. */
export async function listNodes(call: Call<unknown, unknown, BodyOf<Routes['list']>>) {
  const { tenant, body, principal } = call;
  const { nodes, list, reason } = body;
  for (const node of nodes) innerId(tenant, node);
  const at = tenant.engine.ports.clock.now();
  const entries = nodes.map((nodeId) => ({ nodeId, list, reason, at, actor: principal.actor }));
  const answer = { nodes: nodes.length };
  const remembered = call.remember({ status: 200, answer: JSON.stringify(answer) });
  await tenant.engine.ports.db.write(createUnit(tenant.id).add(listPart(tenant.id, entries)).add(remembered));
  applyList(tenant.lists, entries);
  await auditChange(call, {
    action: 'network.listed',
    subject: `list:${list}`,
    detail: JSON.stringify([nodes, reason]),
  });
  return answer;
}
