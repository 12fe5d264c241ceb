import type { z } from '#base';

/** Who may call a route, from least to most: an auditor reads, an operator works cases, an admin may do everything. */
export const roles = ['auditor', 'analyst', 'operator', 'risk', 'admin'] as const;

export type Role = (typeof roles)[number];

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** One route of the HTTP API: everything that the server, the OpenAPI document and the SDK need to know of it. */
export interface RouteSpec<P = unknown, Q = unknown, B = unknown, R = unknown> {
  /** Name of the SDK's method: `applications.list`. */
  readonly name: string;
  readonly method: Method;
  /** Path with parameters in braces: `/v1/applications/{id}`. */
  readonly path: string;
  readonly summary: string;
  /** Roles that may call it; empty for everybody, signed in or not. */
  readonly roles: readonly Role[];
  readonly params?: z.ZodType<P>;
  readonly query?: z.ZodType<Q>;
  readonly body?: z.ZodType<B>;
  readonly answer: z.ZodType<R>;
  /** Status of a success; 200 when left out. */
  readonly status?: number;
  /** Writes need the header `Idempotency-Key`; the same key and body give the first answer again. */
  readonly idempotent?: boolean;
  /** Another form of the answer, for callers that accept it: its media type, and what its bytes are. */
  readonly alternative?: { readonly type: string; readonly description: string };
}

/** Declares a route with its types inferred from the schemas. */
export function defineRoute<P, Q, B, R>(spec: RouteSpec<P, Q, B, R>): RouteSpec<P, Q, B, R> {
  return spec;
}

export const readers: readonly Role[] = roles;
export const workers: readonly Role[] = ['operator', 'risk', 'admin'];
export const riskOwners: readonly Role[] = ['risk', 'admin'];
export const admins: readonly Role[] = ['admin'];
