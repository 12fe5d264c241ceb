import { TallyError, addMonths, dayOfInstant, formatInstant, instantOfDay, sha256, type z } from '#base';
import type { Person } from '#identity';
import { createUnit, forTenant } from '#store';
import { identifierKinds, type IdentifierKind } from '#stream';
import type { personDetail, personRoutes } from '../api/people.ts';
import type { Call } from '../http/context.ts';
import { decodeCursor, pageOf } from '../http/cursor.ts';
import type { Tenant } from '../platform/open-tenant.ts';
import { applicationView, SUMMARY_COLUMNS, type ApplicationRow } from '../views/application-view.ts';
import { maskValue } from '../views/mask.ts';
import { finiteOrNull } from '../views/money-view.ts';
import { loanView, type LoanRow } from './loans.ts';
import { instantOf } from './instant-of.ts';
import { Where } from './where.ts';

type Id = { readonly id: string };
type ListQuery = typeof personRoutes.list extends { query?: z.ZodType<infer Q> } ? Q : never;
type FactorQuery = typeof personRoutes.factors extends { query?: z.ZodType<infer Q> } ? Q : never;

interface PersonRow {
  readonly person_id: string;
  readonly created_at: number;
  readonly identifiers: number;
  readonly applications: number;
  readonly loans: number;
}

export async function listPeople({ tenant, query }: Call<unknown, ListQuery>) {
  const where = new Where(tenant.id, 'p.tenant');
  if (query.identifier !== undefined)
    where.equals('p.person_id', personBehind(tenant, query.identifierKind, query.identifier));
  else where.add(() => 'exists (select 1 from application a where a.tenant = p.tenant and a.person_id = p.person_id)');
  if (query.cursor !== undefined) {
    const [at, id] = decodeCursor(query.cursor, ['number', 'string']);
    where.add((a, b) => `(p.created_at, p.person_id) < (${a}::int8, ${b})`, at, id);
  }
  const rows = await tenant.engine.ports.db.query<PersonRow>(
    `select p.person_id, p.created_at,
       (select count(*) from identifier i where i.tenant = p.tenant and i.person_id = p.person_id)::int4 as identifiers,
       (select count(*) from application a where a.tenant = p.tenant and a.person_id = p.person_id)::int4 as applications,
       (select count(*) from loan l where l.tenant = p.tenant and l.person_id = p.person_id)::int4 as loans
     from person p where ${where.text} order by p.created_at desc, p.person_id desc limit ${query.limit + 1}`,
    where.values,
  );
  return pageOf(rows, query.limit, {
    item: (row) => ({
      id: row.person_id,
      createdAt: formatInstant(row.created_at),
      identifiers: row.identifiers,
      applications: row.applications,
      loans: row.loans,
    }),
    key: (row) => [row.created_at, row.person_id],
  });
}

/** The person an identifier belongs to; an id that nobody has when there is none, so that the page is empty. */
function personBehind({ identity }: Tenant, kind: string | undefined, value: string): string {
  const kinds =
    kind === undefined ? (['phone', 'national_id', 'account', 'email', 'application'] as const) : [kindOf(kind)];
  for (const candidate of kinds) {
    try {
      const { identifiers } = identity.tokenise(probe(candidate, value));
      const person = identifiers[0] === undefined ? undefined : identity.resolver.find(identifiers[0]);
      if (person !== undefined) return person.id;
    } catch (error) {
      // A text that is no phone may still be an account: only a named kind makes it an error.
      if (kind !== undefined) throw error;
    }
  }
  return '';
}

function probe(kind: IdentifierKind, value: string) {
  return {
    kind: '',
    version: 1,
    source: '',
    idempotencyKey: '',
    identifiers: [{ kind, value }],
    occurredAt: 0,
    data: {},
  };
}

function kindOf(text: string): IdentifierKind {
  const kind = identifierKinds.find((known) => known === text);
  if (kind !== undefined) return kind;
  throw new TallyError('SERVER_IDENTIFIER_KIND', `there is no kind of identifier ${text}`, {
    hint: `kinds: ${identifierKinds.join(', ')}`,
    status: 422,
  });
}

export async function getPerson({ tenant, params }: Call<Id>): Promise<z.infer<typeof personDetail>> {
  const person = tenant.identity.resolver.byId(params.id);
  if (person === undefined) throw unknownPerson(params.id);
  const read = forTenant(tenant.engine.ports.db, tenant.id);
  const ids = mergedIds(tenant, person);
  const [created, identifiers, applications, loans, revealed] = await Promise.all([
    read.query<{ created_at: number }>('select created_at from person where tenant = $1 and person_id = $2', [
      person.id,
    ]),
    read.query<{ kind: string; token: string; first_seen_at: number }>(
      'select kind, token, first_seen_at from identifier where tenant = $1 and person_id = any($2::text[]) order by ordinal',
      [ids],
    ),
    read.query<ApplicationRow>(
      `select ${SUMMARY_COLUMNS} from application where tenant = $1 and person_id = any($2::text[]) order by submitted_at desc limit 100`,
      [ids],
    ),
    read.query<LoanRow>(
      'select * from loan where tenant = $1 and person_id = any($2::text[]) order by disbursed_day desc limit 100',
      [ids],
    ),
    tenant.identity.reveal(person.id),
  ]);
  return {
    id: person.id,
    createdAt: formatInstant(created[0]?.created_at ?? 0),
    mergedFrom: ids.slice(1),
    name: maskValue('name', revealed.get('fullName') ?? ''),
    identifiers: identifiers.map(({ kind, token, first_seen_at }) => ({
      kind,
      token,
      shown: maskValue(kind, revealed.get(`${kind}:${token}`) ?? token),
      firstSeenAt: formatInstant(first_seen_at),
    })),
    applications: applications.map((row) => applicationView(row, tenant.factors.catalogue)),
    loans: loans.map((row) => loanView(row, tenant)),
  };
}

/** A person's id and those of all who count as him. */
function mergedIds({ identity }: Tenant, person: Person): readonly string[] {
  return identity.resolver.aliases(person);
}

function unknownPerson(id: string): TallyError {
  return new TallyError('SERVER_NOT_FOUND', `there is no person ${id}`, {
    hint: 'list people at /v1/people',
    status: 404,
  });
}

export async function revealPerson({ tenant, params, principal, body, ports }: Call<Id, unknown, { why: string }>) {
  const person = tenant.identity.resolver.byId(params.id);
  if (person === undefined) throw unknownPerson(params.id);
  const { audit, db } = tenant.engine.ports;
  const fields = await tenant.identity.reveal(person.id);
  audit.record({
    at: ports.wallClock.now(),
    actor: principal.actor,
    action: 'person.revealed',
    subject: `person:${person.id}`,
    detailHash: sha256(body.why),
  });
  await db.write(createUnit(tenant.id).add(audit.part()));
  return { fields: [...fields].map(([field, value]) => ({ field, value })) };
}

export function personFactors({ tenant, params, query }: Call<Id, FactorQuery>) {
  const person = tenant.identity.resolver.byId(params.id);
  if (person === undefined) throw unknownPerson(params.id);
  const { factors, engine } = tenant;
  const now = query.asOf === undefined ? engine.ports.clock.now() : instantOf(query.asOf);
  const months = Array.from({ length: query.months - 1 }, (_, i) =>
    instantOfDay(addMonths(dayOfInstant(now), i + 1 - query.months)),
  );
  const instants = [...months, now];
  const vectors = instants.map((at) =>
    factors.read({ entityKind: 'person', entityId: String(person.index), asOf: { at }, purpose: 'servicing' }),
  );
  return {
    schemaId: factors.catalogue.schemaId,
    instants: instants.map(formatInstant),
    factors: factors.catalogue.definitions.map(({ name, description }, i) => ({
      name,
      text: description,
      values: vectors.map(({ values }) => finiteOrNull(values[i])),
    })),
  };
}

interface NeighbourRow {
  readonly kind: string;
  readonly token: string;
  readonly person_id: string;
}

/** Kinds of identifier that people share and that say something about them together. */
const SHARED: readonly string[] = ['device', 'phone', 'account', 'email'];

const NEIGHBOUR_LIMIT = 120;

export async function personNeighbours({ tenant, params }: Call<Id>) {
  const person = tenant.identity.resolver.byId(params.id);
  if (person === undefined) throw unknownPerson(params.id);
  const read = forTenant(tenant.engine.ports.db, tenant.id);
  const ids = mergedIds(tenant, person);
  const rows = await read.query<NeighbourRow>(
    `select distinct o.kind, o.token, o.person_id from identifier m
     join identifier o on o.tenant = m.tenant and o.kind = m.kind and o.token = m.token
     where m.tenant = $1 and m.person_id = any($2::text[]) and m.kind = any($3::text[]) order by 1, 2, 3 limit ${NEIGHBOUR_LIMIT}`,
    [ids, SHARED],
  );
  // Merged people count as one: every link shows whom it belongs to now.
  const current = (id: string): string => tenant.identity.resolver.byId(id)?.id ?? id;
  const people = [...new Set([person.id, ...rows.map(({ person_id }) => current(person_id))])];
  const status = await read.query<{ person_id: string; worst: number; frauds: number; loans: number }>(
    `select a.person_id, coalesce(max(l.worst_dpd), 0)::int4 as worst, count(nullif(a.fraud_form, ''))::int4 as frauds, count(l.loan_id)::int4 as loans
     from application a left join loan l on l.tenant = a.tenant and l.loan_id = a.loan_id
     where a.tenant = $1 and a.person_id = any($2::text[]) group by a.person_id`,
    [people],
  );
  const statusOf = new Map(status.map((row) => [row.person_id, personStatus(row)]));
  const marks = [...new Set(rows.map(({ kind, token }) => `${kind}:${token}`))];
  return {
    nodes: [
      ...people.map((id) => ({ id, kind: 'person', label: id.slice(0, 10), status: statusOf.get(id) ?? 'visitor' })),
      ...marks.map((id) => ({ id, kind: id.split(':')[0] ?? '', label: id.slice(0, 18), status: '' })),
    ],
    edges: rows.map(({ kind, token, person_id }) => ({ from: current(person_id), to: `${kind}:${token}`, kind })),
  };
}

function personStatus({ worst, frauds, loans }: { worst: number; frauds: number; loans: number }): string {
  if (frauds > 0) return 'fraud';
  if (worst >= 30) return 'delinquent';
  return loans > 0 ? 'borrower' : 'applicant';
}
