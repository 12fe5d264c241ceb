import type { Endpoint } from './contract.ts';
import { ApiError, problemFrom } from './api-error.ts';

export type Query = Readonly<Record<string, string | number | undefined>>;

export interface Input<B = unknown> {
  readonly id?: string | undefined;
  readonly query?: Query | undefined;
  readonly body?: B;
  readonly signal?: AbortSignal;
}

/** The path of an endpoint with its id (or name) and query filled in. */
export function urlOf({ path }: Endpoint<unknown>, { id, query = {} }: Input = {}): string {
  const filled = path.replace(/\{\w+\}/, encodeURIComponent(id ?? ''));
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query))
    if (value !== undefined && value !== '') search.set(key, String(value));
  return search.size === 0 ? filled : `${filled}?${search}`;
}

/** Calls the API with the session's cookie. @throws ApiError with the server's code and hint. */
export async function request<A, B>(endpoint: Endpoint<A, B>, input: Input<B> = {}): Promise<A> {
  const { body, signal } = input;
  const headers: Record<string, string> = { accept: 'application/json' };
  if (endpoint.method !== 'GET') headers['idempotency-key'] = crypto.randomUUID();
  if (body !== undefined) headers['content-type'] = 'application/json';
  const answer = await fetch(urlOf(endpoint, input), {
    method: endpoint.method,
    headers,
    credentials: 'same-origin',
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  }).catch((cause: unknown) => {
    if (signal?.aborted === true) throw cause;
    throw new ApiError({ status: 0, code: 'CONSOLE_OFFLINE', detail: '', hint: '' });
  });
  if (!answer.ok) throw await problemFrom(answer);
  return (await answer.json()) as A;
}
