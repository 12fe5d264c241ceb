/** An answer of the server: its body as text and as JSON. */
export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
  readonly body: Readonly<Record<string, never>>;
}

export interface CallOptions {
  readonly key?: string | undefined;
  readonly idempotencyKey?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as it is when a text, as JSON otherwise. */
  readonly body?: unknown;
}

/** Sends one request; makes an idempotency key for a write that has none. */
export async function call(url: string, route: string, options: CallOptions = {}): Promise<Answer> {
  const [method = 'GET', path = '/'] = route.split(' ');
  const { key, body, idempotencyKey = `test-${serial++}`, headers = {} } = options;
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      ...(method === 'GET' ? {} : { 'idempotency-key': idempotencyKey }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const type = response.headers.get('content-type') ?? '';
  return { status: response.status, type, text, body: type.includes('json') ? JSON.parse(text) : {} };
}

let serial = 0;
