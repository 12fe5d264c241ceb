import { z } from '#base';
import { instant, page, pageQuery } from './common.ts';
import { admins, defineRoute, readers, roles } from './route.ts';

const user = z.object({
  id: z.string(),
  email: z.string(),
  role: z.enum(roles),
  createdAt: instant,
  disabled: z.boolean(),
});
const key = z.object({
  id: z.string(),
  name: z.string(),
  role: z.enum(roles),
  createdAt: instant,
  revokedAt: instant.nullable(),
});

export const accessRoutes = {
  signIn: defineRoute({
    name: 'session.create',
    method: 'POST',
    path: '/v1/session',
    summary: 'Sign in; sets an HttpOnly cookie',
    roles: [],
    body: z.strictObject({ email: z.string().max(200), password: z.string().max(200) }),
    answer: user,
  }),
  session: defineRoute({
    name: 'session.get',
    method: 'GET',
    path: '/v1/session',
    summary: 'Who is signed in',
    roles: readers,
    answer: user,
  }),
  signOut: defineRoute({
    name: 'session.delete',
    method: 'DELETE',
    path: '/v1/session',
    summary: 'Sign out',
    roles: readers,
    answer: z.object({ signedOut: z.boolean() }),
  }),
  users: defineRoute({
    name: 'users.list',
    method: 'GET',
    path: '/v1/users',
    summary: 'Users of the console',
    roles: admins,
    answer: z.object({ items: z.array(user) }),
  }),
  createUser: defineRoute({
    name: 'users.create',
    method: 'POST',
    path: '/v1/users',
    summary: 'Add a user; the first password is in the answer, once',
    roles: admins,
    body: z.strictObject({ email: z.email().max(200), role: z.enum(roles) }),
    answer: user.extend({ password: z.string() }),
    status: 201,
    idempotent: true,
  }),
  keys: defineRoute({
    name: 'keys.list',
    method: 'GET',
    path: '/v1/keys',
    summary: 'API keys, without their secrets',
    roles: admins,
    answer: z.object({ items: z.array(key) }),
  }),
  createKey: defineRoute({
    name: 'keys.create',
    method: 'POST',
    path: '/v1/keys',
    summary: 'Make an API key; the secret is in the answer, once',
    roles: admins,
    body: z.strictObject({ name: z.string().min(1).max(100), role: z.enum(roles) }),
    answer: key.extend({ secret: z.string() }),
    status: 201,
    idempotent: true,
  }),
  revokeKey: defineRoute({
    name: 'keys.revoke',
    method: 'DELETE',
    path: '/v1/keys/{id}',
    summary: 'Revoke an API key',
    roles: admins,
    params: z.object({ id: z.string().max(100) }),
    answer: key,
  }),
  audit: defineRoute({
    name: 'audit.list',
    method: 'GET',
    path: '/v1/audit',
    summary: 'The hash-chained audit log, newest first',
    roles: ['auditor', 'risk', 'admin'],
    query: pageQuery.extend({ subject: z.string().max(200).optional(), action: z.string().max(100).optional() }),
    answer: page(
      z.object({
        sequence: z.int(),
        at: instant,
        actor: z.string(),
        action: z.string(),
        subject: z.string(),
        hash: z.string(),
        previous: z.string(),
      }),
    ),
  }),
};
