import { formatInstant, type z } from '#base';
import { forTenant } from '#store';
import type { ApiKey, User } from '../access/access-book.ts';
import type { accessRoutes } from '../api/access.ts';
import type { Role } from '../api/index.ts';
import type { Call } from '../http/context.ts';
import { decodeCursor, pageOf } from '../http/cursor.ts';
import { auditChange } from './audit-change.ts';
import { Where } from './where.ts';

type AuditQuery = typeof accessRoutes.audit extends { query?: z.ZodType<infer Q> } ? Q : never;

export function userView({ userId, email, role, createdAt, disabled }: User) {
  return { id: userId, email, role, createdAt: formatInstant(createdAt), disabled };
}

function keyView({ keyId, name, role, createdAt, revokedAt }: ApiKey) {
  return {
    id: keyId,
    name,
    role,
    createdAt: formatInstant(createdAt),
    revokedAt: revokedAt === undefined ? null : formatInstant(revokedAt),
  };
}

/** Who is signed in; an API key is shown as a user of its own. */
export function getSession({ principal, ports }: Call) {
  const user = principal.userId === undefined ? undefined : ports.access.user(principal.tenant, principal.userId);
  if (user !== undefined) return userView(user);
  return {
    id: principal.actor,
    email: principal.actor,
    role: principal.role,
    createdAt: formatInstant(0),
    disabled: false,
  };
}

export function listUsers({ ports, principal }: Call) {
  return { items: ports.access.users(principal.tenant).map(userView) };
}

export async function createUser(call: Call<unknown, unknown, { email: string; role: Role }>) {
  const { user, password } = await call.ports.access.createUser(call.principal.tenant, call.body.email, call.body.role);
  await auditChange(call, { action: 'user.created', subject: `user:${user.userId}`, detail: user.role });
  return { ...userView(user), password };
}

export async function resetUser(call: Call<{ id: string }>) {
  const { user, password } = await call.ports.access.resetUser(call.principal.tenant, call.params.id);
  await auditChange(call, { action: 'user.reset', subject: `user:${user.userId}`, detail: user.role });
  return { ...userView(user), password };
}

export async function disableUser(call: Call<{ id: string }, unknown, { disabled: boolean }>) {
  const { principal, params, body, ports } = call;
  const user = await ports.access.disableUser(principal.tenant, params.id, body.disabled);
  const action = user.disabled ? 'user.disabled' : 'user.enabled';
  await auditChange(call, { action, subject: `user:${user.userId}`, detail: user.role });
  return userView(user);
}

export function listKeys({ ports, principal }: Call) {
  return { items: ports.access.keys(principal.tenant).map(keyView) };
}

export async function createKey(call: Call<unknown, unknown, { name: string; role: Role }>) {
  const { key, secret } = await call.ports.access.createKey(call.principal.tenant, call.body.name, call.body.role);
  await auditChange(call, { action: 'key.created', subject: `key:${key.keyId}`, detail: key.role });
  return { ...keyView(key), secret };
}

export async function revokeKey(call: Call<{ id: string }>) {
  const key = await call.ports.access.revokeKey(call.principal.tenant, call.params.id);
  await auditChange(call, { action: 'key.revoked', subject: `key:${key.keyId}`, detail: key.role });
  return keyView(key);
}

interface AuditRow {
  readonly sequence: number;
  readonly at: number;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly hash: string;
  readonly previous: string;
}

export async function listAudit({ tenant, query }: Call<unknown, AuditQuery>) {
  const where = new Where(tenant.id).equals('subject', query.subject).equals('action', query.action);
  if (query.cursor !== undefined)
    where.add((place) => `sequence < ${place}::int8`, decodeCursor(query.cursor, ['number'])[0]);
  const rows = await forTenant(tenant.engine.ports.db, tenant.id).query<AuditRow>(
    `select sequence, at, actor, action, subject, hash, previous from audit where ${where.text} order by sequence desc limit ${query.limit + 1}`,
    where.values.slice(1),
  );
  return pageOf(rows, query.limit, {
    item: ({ at, ...row }) => ({ ...row, at: formatInstant(at) }),
    key: (row) => [row.sequence],
  });
}
