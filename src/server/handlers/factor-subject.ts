import { TallyError, type z } from '#base';
import { EVERYONE, flatData, flatKinds, knownKeys } from '#factors';
import type { CurrentEvent, ReadRequest, SubjectKeys } from '#factors';
import type { factorLibraryRoutes } from '../api/factor-library.ts';
import type { Tenant } from '../platform/open-tenant.ts';
import { instantOf } from './instant-of.ts';

type VectorBody = typeof factorLibraryRoutes.vectors extends { body?: z.ZodType<infer B> } ? B : never;

/** Whom a read is about. */
export type FactorSubjectBody = VectorBody['subjects'][number];

type Reading = Pick<VectorBody, 'asOf' | 'offset' | 'event'>;

/** The instant that a read speaks of; when the caller named none now, up to the last offset, so that it can be read again. */
export function instantOfRead({ engine }: Tenant, { asOf, offset }: Reading): ReadRequest['at'] {
  if (asOf === undefined) return { asOf: engine.ports.clock.now(), position: offset ?? engine.offset - 1 };
  return { asOf: instantOf(asOf), position: offset ?? Infinity };
}

/** The event that counts as the newest, flattened like one that was sent. */
export function currentEvent({ event }: Reading): CurrentEvent | undefined {
  if (event === undefined) return undefined;
  const kind = kinds.get(event.kind);
  if (kind === undefined) {
    throw new TallyError('SERVER_EVENT_KIND', `"${event.kind}" is no kind of event that factors read`, {
      hint: `kinds are ${[...kinds.keys()].join(', ')}`,
      status: 422,
    });
  }
  const { everyone: _all, ...fields } = flatData(kind, event.data);
  return { source: event.kind, fields };
}

const kinds = flatKinds();

/** As of when a subject is read, and which keys matter. */
interface KeysAt {
  readonly at: ReadRequest['at'];
  readonly wanted: ReadonlySet<string>;
}

/** Keys of a subject by entity: what he is known by, then what is known of him, and what the caller says wins. */
export function keysOf(tenant: Tenant, subject: FactorSubjectBody, { at, wanted }: KeysAt): SubjectKeys {
  const { library } = tenant;
  const { identifiers, keys } = subject;
  if (keys !== undefined && ('person' in keys || EVERYONE in keys)) {
    throw new TallyError('SERVER_FACTOR_KEY', 'person and everyone are no keys that a caller names', {
      hint: 'name the person by personId, applicationId or identifiers; everyone is always there',
      status: 422,
    });
  }
  const tokens = identifiers === undefined ? {} : tokensOf(tenant, identifiers);
  const person = personOf(tenant, subject, tokens);
  const known = person === undefined ? {} : knownKeys(library.rows, { entity: 'person', key: person, at, wanted });
  const application =
    subject.applicationId === undefined
      ? {}
      : knownKeys(library.rows, { entity: 'id_application', key: subject.applicationId, at, wanted });
  const { person: _holder, ...own } = application;
  return { ...known, ...own, ...tokens, ...keys };
}

function tokensOf(
  { identity }: Tenant,
  identifiers: NonNullable<FactorSubjectBody['identifiers']>,
): Record<string, string> {
  const envelope = { kind: 'session.started', version: 1, source: 'api', idempotencyKey: '', occurredAt: 0 };
  const told = identity.tokenise({ ...envelope, identifiers, data: {} });
  return Object.fromEntries(told.identifiers.map(({ kind, token }) => [`id_${kind}`, token]));
}

/** The person's dense index; undefined when nobody is known by what was named. */
function personOf(
  { identity, library }: Tenant,
  { personId, applicationId, identifiers = [] }: FactorSubjectBody,
  tokens: Readonly<Record<string, string>>,
): number | undefined {
  const { resolver } = identity;
  if (personId !== undefined) {
    const person = resolver.byId(personId);
    if (person !== undefined) return person.index;
    throw new TallyError('SERVER_NOT_FOUND', `there is no person ${personId}`, {
      hint: 'search them at /v1/people',
      status: 404,
    });
  }
  if (applicationId !== undefined) {
    const person = resolver.find({ kind: 'application', token: applicationId });
    if (person !== undefined || library.rows.keyOf('id_application', applicationId) >= 0) return person?.index;
    throw new TallyError('SERVER_NOT_FOUND', `there is no application ${applicationId}`, {
      hint: 'list them at /v1/applications',
      status: 404,
    });
  }
  for (const { kind } of identifiers) {
    const person = resolver.find({ kind, token: tokens[`id_${kind}`] ?? '' });
    if (person !== undefined) return person.index;
  }
  return undefined;
}
