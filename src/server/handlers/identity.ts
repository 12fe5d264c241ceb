import { TallyError, formatInstant, type z } from '#base';
import { factorPurposes, consentScopes } from '#factors';
import { factsOf, holding, type Correction, type Person, type Profile } from '#identity';
import { readEvents } from '#lend';
import { identifierKinds, type Identifier } from '#stream';
import type { identityRoutes } from '../api/identity.ts';
import type { Call } from '../http/context.ts';
import type { Tenant } from '../platform/open-tenant.ts';
import { finiteOrNull } from '../views/money-view.ts';
import { maskValue } from '../views/mask.ts';
import { instantOf } from './instant-of.ts';

type Id = { readonly id: string };
type BodyOf<R> = R extends { body?: z.ZodType<infer B> } ? B : never;
type QueryOf<R> = R extends { query?: z.ZodType<infer Q> } ? Q : never;

function personOf({ tenant, params }: Call<Id>): Person {
  const person = tenant.identity.resolver.byId(params.id);
  if (person !== undefined) return person;
  throw new TallyError('SERVER_NOT_FOUND', `there is no person ${params.id}`, {
    hint: 'list people at /v1/people',
    status: 404,
  });
}

const instantOrNull = (at: number): string | null => (at > 0 ? formatInstant(at) : null);

export async function personProfile(call: Call<Id, QueryOf<typeof identityRoutes.profile>>) {
  const person = personOf(call);
  const { people, clock, log } = call.tenant.engine.ports;
  const now = clock.now();
  const at = call.query.at === undefined ? now : instantOf(call.query.at);
  const isPast = at < now;
  const profile = isPast
    ? people.profileFrom(await readEvents({ log, tenant: call.tenant.id }, people.eventsOf(person.index)), at)
    : people.profile(person.index, now);
  return {
    ...profileView(profile),
    at: formatInstant(at),
    segments: people.segmentsOf(person.index).map(({ segmentId, name }) => ({ id: segmentId, name })),
  };
}

function profileView({ rfm, value, firstSeenAt, lastSeenAt, dimensions, ...rest }: Profile) {
  const values = value === undefined ? [] : [value.expectedMinor, value.alive];
  return {
    ...rest,
    dimensions: [...dimensions],
    firstSeenAt: instantOrNull(firstSeenAt),
    lastSeenAt: instantOrNull(lastSeenAt),
    rfm: rfm ?? null,
    value: value === undefined ? null : { expectedMinor: finiteOrNull(values[0]), alive: finiteOrNull(values[1]) },
  };
}

export async function personIdentity(call: Call<Id, QueryOf<typeof identityRoutes.identity>>) {
  const person = personOf(call);
  const { identity } = call.tenant;
  const times = timesOf(call.query);
  const [belief, history, revealed] = await Promise.all([
    identity.beliefOfPerson(call.params.id, times),
    identity.history(person.id),
    identity.reveal(person.id),
  ]);
  const holds = new Set(holding(factsOf(history), times).map(({ number }) => number));
  const shared = (identifier: Identifier) =>
    identity.resolver.users(identifier).length > 0 && identity.resolver.find(identifier) === undefined;
  return {
    personId: belief?.personId ?? call.params.id,
    persons: [...(belief?.persons ?? [])],
    links: (belief?.links ?? []).map(({ kind, token, ...link }) => ({
      ...{ fact: link.fact, kind, token, shown: maskValue(kind, revealed.get(`${kind}:${token}`) ?? token) },
      ...{ strength: link.strength, person: link.person, users: identity.resolver.users({ kind, token }).length },
      shared: shared({ kind, token }),
      occurredAt: formatInstant(link.occurredAt),
      recordedAt: formatInstant(link.recordedAt),
    })),
    merges: history.merges.map((row) => ({
      ...{ fact: row.ordinal, from: row.from_person_id, into: row.into_person_id, strength: row.strength },
      ...{ at: formatInstant(row.merged_at), holds: holds.has(row.ordinal) },
    })),
    corrections: history.changes.map((change) => ({
      ...{ fact: change.number, kind: change.kind, actor: change.actor, reason: change.reason },
      ...{ undoes: change.undoes ?? null, at: formatInstant(change.recordedAt) },
      holds: [...change.created, ...change.facts.map(({ number }) => number)].some((number) => holds.has(number)),
    })),
  };
}

function timesOf({
  validAt,
  knownAt,
}: {
  readonly validAt?: string | undefined;
  readonly knownAt?: string | undefined;
}) {
  return {
    ...(validAt === undefined ? {} : { validAt: instantOf(validAt) }),
    ...(knownAt === undefined ? {} : { knownAt: instantOf(knownAt) }),
  };
}

export function mergePeople(call: Call<Id, unknown, BodyOf<typeof identityRoutes.merge>>) {
  const { from, reason } = call.body;
  return correct(call, { kind: 'merge', from, into: personOf(call).id }, reason);
}

export function splitPerson(call: Call<Id, unknown, BodyOf<typeof identityRoutes.split>>) {
  const { identifiers, apart, reason } = call.body;
  const person = personOf(call).id;
  if ((identifiers === undefined) === (apart === undefined)) {
    throw new TallyError('SERVER_SPLIT', 'a split names either identifiers or two that are apart', {
      hint: 'send "identifiers" to move them to a new person, or "apart" with two of them',
      status: 422,
    });
  }
  const [a, b] = (apart ?? []).map(identifierOf);
  const correction: Correction =
    a !== undefined && b !== undefined
      ? { kind: 'apart', person, a, b }
      : { kind: 'split', person, identifiers: (identifiers ?? []).map(identifierOf) };
  return correct(call, correction, reason);
}

export function undoIdentity(call: Call<unknown, unknown, BodyOf<typeof identityRoutes.undo>>) {
  return correct(call, { kind: 'undo', fact: call.body.fact }, call.body.reason);
}

async function correct({ tenant, principal }: Call, correction: Correction, reason: string) {
  const change = await tenant.engine.correct(correction, { actor: principal.actor, reason });
  const roots = new Set(change.persons.map((id) => tenant.identity.resolver.byId(id)?.id ?? id));
  return { fact: change.number, kind: change.kind, persons: [...roots] };
}

function identifierOf({ kind, token }: { readonly kind: string; readonly token: string }): Identifier {
  const known = identifierKinds.find((each) => each === kind);
  if (known !== undefined) return { kind: known, token };
  throw new TallyError('SERVER_IDENTIFIER_KIND', `there is no kind of identifier ${kind}`, {
    hint: `kinds: ${identifierKinds.join(', ')}`,
    status: 422,
  });
}

export async function identityBelief({ tenant, query }: Call<unknown, QueryOf<typeof identityRoutes.belief>>) {
  const { kind } = identifierOf({ kind: query.identifierKind, token: '' });
  if (query.identifier === '') return { personId: null, persons: [] };
  const probe = { kind: '', version: 1, source: '', idempotencyKey: '', occurredAt: 0, data: {} };
  const { identifiers } = tenant.identity.tokenise({ ...probe, identifiers: [{ kind, value: query.identifier }] });
  const [identifier] = identifiers;
  const belief = identifier === undefined ? undefined : await tenant.identity.believedAt(identifier, timesOf(query));
  return { personId: belief?.personId ?? null, persons: [...(belief?.persons ?? [])] };
}

export function sharedIdentifiers({ tenant }: Call) {
  return { items: [...tenant.identity.resolver.shared(100)] };
}

export function personConsents(call: Call<Id>) {
  return consentView(call.tenant, personOf(call));
}

function consentView({ identity, engine }: Tenant, person: Person) {
  const at = engine.ports.clock.now();
  return {
    items: identity.consents.entries(person.index).map((entry) => ({
      ...{
        scope: entry.scope,
        granted: entry.granted,
        purposes: entry.purposes === undefined ? null : [...entry.purposes],
      },
      ...{ occurredAt: formatInstant(entry.occurredAt), recordedAt: formatInstant(entry.recordedAt) },
      expiresAt: entry.expiresAt === undefined ? null : formatInstant(entry.expiresAt),
      source: entry.source,
      textVersion: entry.textVersion ?? null,
    })),
    allowed: consentScopes.map((scope) => ({
      scope,
      purposes: factorPurposes.filter((purpose) => identity.consents.allows(person.index, scope, { at, purpose })),
    })),
  };
}

export async function setConsent(call: Call<Id, unknown, BodyOf<typeof identityRoutes.consent>>) {
  const person = personOf(call);
  const { tenant, body, key, principal } = call;
  const { expiresAt, ...rest } = body;
  const belief = await tenant.identity.beliefOfPerson(person.id, {});
  const own = belief?.links.find((link) => tenant.identity.resolver.users(link)[0] === person);
  if (own === undefined) {
    throw new TallyError('SERVER_NO_IDENTIFIER', `no identifier is ${person.id}'s alone`, {
      hint: 'send a consent.changed event with an identifier of the person',
      status: 409,
    });
  }
  tenant.engine.ports.audit.record({
    ...{ at: call.ports.wallClock.now(), actor: principal.actor, action: 'consent.recorded' },
    ...{ subject: `person:${person.id}`, detailHash: '' },
  });
  await tenant.engine.record([
    {
      kind: 'consent.changed',
      key: `consent:${person.id}:${key}`,
      identifiers: [{ kind: own.kind, token: own.token }],
      data: { ...rest, ...(expiresAt === undefined ? {} : { expiresAt: instantOf(expiresAt) }) },
    },
  ]);
  return consentView(tenant, person);
}
