import { formatInstant, sha256, TallyError, type z } from '#base';
import { createUnit, forTenant } from '#store';
import type { networkRoutes } from '../../api/network.ts';
import type { Call } from '../../http/context.ts';
import { decodeCursor, pageOf } from '../../http/cursor.ts';
import type { Tenant } from '../../platform/open-tenant.ts';
import { caseNoteTable, caseTable } from '../../platform/network/network-tables.ts';
import { auditChange } from '../audit-change.ts';
import { instantOf } from '../instant-of.ts';
import { Where } from '../where.ts';
import { innerId } from './node-ids.ts';

type Id = { readonly id: string };
type QueryOf<R> = R extends { query?: z.ZodType<infer Q> } ? Q : never;
type BodyOf<R> = R extends { body?: z.ZodType<infer B> } ? B : never;
type Routes = typeof networkRoutes;
type CaseAnswer = Routes['case'] extends { answer: z.ZodType<infer A> } ? A : never;

interface CaseRow extends Record<string, unknown> {
  readonly case_id: string;
  readonly title: string;
  readonly status: CaseAnswer['status'];
  readonly nodes: string[];
  readonly finding_id: string | null;
  readonly as_of: number;
  readonly created_at: number;
  readonly created_by: string;
}

interface NoteRow extends Record<string, unknown> {
  readonly case_id: string;
  readonly number: number;
  readonly at: number;
  readonly actor: string;
  readonly note: string;
}

export async function listCases({ tenant, query }: Call<unknown, QueryOf<Routes['cases']>>) {
  const where = new Where(tenant.id);
  if (query.cursor !== undefined) {
    const [at, id] = decodeCursor(query.cursor, ['number', 'string']);
    where.add((a, b) => `(created_at, case_id) < (${a}::int8, ${b})`, at, id);
  }
  const rows = await tenant.engine.ports.db.query<CaseRow>(
    `select * from network_case where ${where.text} order by created_at desc, case_id desc limit ${query.limit + 1}`,
    where.values,
  );
  return pageOf(rows, query.limit, {
    item: (row) => caseView(row, []),
    key: (row) => [row.created_at, row.case_id],
  });
}

export async function getCase({ tenant, params }: Call<Id>): Promise<CaseAnswer> {
  const [row, notes] = await Promise.all([caseRow(tenant, params.id), notesOf(tenant, params.id)]);
  return caseView(row, notes);
}

/** Opens a case; its id follows from the caller's key, so that a repeated request finds it. */
export async function openCase(call: Call<unknown, unknown, BodyOf<Routes['openCase']>>): Promise<CaseAnswer> {
  const { tenant, body, principal, key } = call;
  for (const node of body.nodes) innerId(tenant, node);
  const now = tenant.engine.ports.clock.now();
  const row: CaseRow = {
    ...{
      case_id: `case_${sha256(key).slice(0, 16)}`,
      title: body.title,
      status: 'open' as const,
    },
    ...{ nodes: [...body.nodes], finding_id: body.findingId ?? null, created_at: now, created_by: principal.actor },
    as_of: body.at === undefined ? now : instantOf(body.at),
  };
  const notes = body.note === '' ? [] : [noteRow(row.case_id, 1, { at: now, actor: principal.actor, note: body.note })];
  const answer = caseView(row, notes);
  const unit = createUnit(tenant.id).insert(caseTable, [row]).insert(caseNoteTable, notes);
  await tenant.engine.ports.db.write(unit.add(call.remember({ status: 200, answer: JSON.stringify(answer) })));
  await auditChange(call, { action: 'case.opened', subject: `case:${row.case_id}`, detail: JSON.stringify(body) });
  return answer;
}

/** Adds a note, and decides the case when a status comes with it. */
export async function noteCase(call: Call<Id, unknown, BodyOf<Routes['noteCase']>>): Promise<CaseAnswer> {
  const { tenant, body, principal, params } = call;
  const [row, notes] = await Promise.all([caseRow(tenant, params.id), notesOf(tenant, params.id)]);
  const told = { at: tenant.engine.ports.clock.now(), actor: principal.actor, note: body.text };
  const added = noteRow(row.case_id, notes.length + 1, told);
  const status = body.status ?? row.status;
  const answer = caseView({ ...row, status }, [...notes, added]);
  const unit = createUnit(tenant.id)
    .insert(caseNoteTable, [added])
    .update(caseTable, [{ case_id: row.case_id, status }]);
  await tenant.engine.ports.db.write(unit.add(call.remember({ status: 200, answer: JSON.stringify(answer) })));
  await auditChange(call, { action: `case.${status}`, subject: `case:${row.case_id}`, detail: body.text });
  return answer;
}

async function caseRow(tenant: Tenant, id: string): Promise<CaseRow> {
  const rows = await forTenant(tenant.engine.ports.db, tenant.id).query<CaseRow>(
    'select * from network_case where tenant = $1 and case_id = $2',
    [id],
  );
  if (rows[0] !== undefined) return rows[0];
  throw new TallyError('SERVER_NOT_FOUND', `there is no case ${id}`, { hint: 'list them at /v1/cases', status: 404 });
}

function notesOf({ engine, id: tenant }: Tenant, id: string): Promise<NoteRow[]> {
  return forTenant(engine.ports.db, tenant).query<NoteRow>(
    'select case_id, number, at, actor, note from network_case_note where tenant = $1 and case_id = $2 order by number',
    [id],
  );
}

function noteRow(caseId: string, number: number, told: Pick<NoteRow, 'at' | 'actor' | 'note'>): NoteRow {
  return { case_id: caseId, number, ...told };
}

function caseView(row: CaseRow, notes: readonly NoteRow[]): CaseAnswer {
  return {
    ...{ id: row.case_id, title: row.title, status: row.status, nodes: row.nodes, findingId: row.finding_id },
    ...{ asOf: formatInstant(row.as_of), createdAt: formatInstant(row.created_at), createdBy: row.created_by },
    notes: notes.map(({ at, actor, note }) => ({ at: formatInstant(at), actor, text: note })),
  };
}
