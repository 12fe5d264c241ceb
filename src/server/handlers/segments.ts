import { TallyError, formatInstant, type z } from '#base';
import { parseCondition, readSegments, segmentPart, type Segment } from '#identity';
import { createUnit, forTenant } from '#store';
import type { segmentRoutes } from '../api/segments.ts';
import type { Call } from '../http/context.ts';
import { decodeCursor, encodeCursor } from '../http/cursor.ts';
import type { Tenant } from '../platform/open-tenant.ts';
import { auditChange } from './audit-change.ts';

type Id = { readonly id: string };
type BodyOf<R> = R extends { body?: z.ZodType<infer B> } ? B : never;
type QueryOf<R> = R extends { query?: z.ZodType<infer Q> } ? Q : never;

export function listSegments({ tenant }: Call) {
  const { people } = tenant.engine.ports;
  const tags = Object.entries(people.tagCounts()).map(([tag, count]) => ({ tag, people: count }));
  return {
    items: people.segments.map((segment) => segmentView(tenant, segment)),
    people: tags.reduce((sum, each) => sum + each.people, 0),
    tags,
  };
}

export async function getSegment({ tenant, params }: Call<Id>) {
  const segment = activeSegment(tenant, params.id);
  const all = await readSegments(forTenant(tenant.engine.ports.db, tenant.id));
  return {
    ...segmentView(tenant, segment),
    versions: all
      .filter(({ segmentId }) => segmentId === params.id)
      .map(({ version, name, condition, retired, actor, at }) => ({
        ...{ version, name, condition: { ...condition }, retired, actor, at: formatInstant(at) },
      })),
  };
}

export async function saveSegment(call: Call<unknown, unknown, BodyOf<typeof segmentRoutes.save>>) {
  const { tenant, body } = call;
  const condition = parseCondition(body.condition);
  const segment = await keepSegment(call, { segmentId: body.id, name: body.name, condition, retired: false });
  return segmentView(tenant, segment);
}

export async function retireSegment(call: Call<Id>) {
  const { tenant, params } = call;
  const { name, condition } = activeSegment(tenant, params.id);
  const segment = await keepSegment(call, { segmentId: params.id, name, condition, retired: true });
  return segmentView(tenant, segment);
}

export function previewSegment({ tenant, body }: Call<unknown, unknown, BodyOf<typeof segmentRoutes.preview>>) {
  const { people, clock } = tenant.engine.ports;
  const members = people.preview(parseCondition(body.condition), clock.now());
  return { members, people: Object.values(people.tagCounts()).reduce((sum, count) => sum + count, 0) };
}

export function segmentMembers({ tenant, params, query }: Call<Id, QueryOf<typeof segmentRoutes.members>>) {
  const { people, clock } = tenant.engine.ports;
  const { segmentId } = activeSegment(tenant, params.id);
  const [from = 0] = query.cursor === undefined ? [0] : decodeCursor(query.cursor, ['number']);
  const found = people.members(segmentId, Number(from), query.limit + 1);
  const now = clock.now();
  const next = found[query.limit];
  return {
    items: found.slice(0, query.limit).map((person) => ({
      personId: tenant.identity.resolver.byIndex(person).id,
      tag: people.profile(person, now).tag,
    })),
    next: next === undefined ? null : encodeCursor([next]),
  };
}

/** Writes the next version of a segment, then puts it to work. */
async function keepSegment(
  call: Call,
  segment: Pick<Segment, 'segmentId' | 'name' | 'condition' | 'retired'>,
): Promise<Segment> {
  const { tenant, principal } = call;
  const { people, clock, db } = tenant.engine.ports;
  const all = await readSegments(forTenant(db, tenant.id));
  const last = all.findLast(({ segmentId }) => segmentId === segment.segmentId);
  const next: Segment = {
    ...segment,
    version: (last?.version ?? 0) + 1,
    slot: last?.slot ?? all.reduce((slots, { slot }) => Math.max(slots, slot + 1), 0),
    at: clock.now(),
    actor: principal.actor,
  };
  await db.write(createUnit(tenant.id).add(segmentPart(tenant.id, next)));
  people.define(next, clock.now());
  const action = next.retired ? 'segment.retired' : 'segment.saved';
  await auditChange(call, { action, subject: `segment:${next.segmentId}`, detail: JSON.stringify(next) });
  return next;
}

function activeSegment({ engine }: Tenant, id: string): Segment {
  const segment = engine.ports.people.segments.find(({ segmentId }) => segmentId === id);
  if (segment !== undefined) return segment;
  throw new TallyError('SERVER_NOT_FOUND', `there is no segment ${id}`, {
    hint: 'list segments at /v1/segments',
    status: 404,
  });
}

function segmentView({ engine }: Tenant, { segmentId, version, name, condition, actor, at }: Segment) {
  const members = engine.ports.people.count(segmentId);
  return { id: segmentId, version, name, condition: { ...condition }, members, actor, at: formatInstant(at) };
}
