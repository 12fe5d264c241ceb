import { TallyApiError, type Problem } from './api-error.ts';
import { routesOver, type SdkRequest } from './routes.ts';

export interface ClientOptions {
  /** Address of the server: `http://127.0.0.1:7360`. */
  readonly url: string;
  /** An API key. */
  readonly key: string;
  /** Replaces the global `fetch`. */
  readonly fetch?: typeof fetch;
  readonly retry?: Partial<RetryOptions>;
}

export interface RetryOptions {
  /** Tries of one request, the first included; 4 when left out. */
  readonly attempts: number;
  /** Delay before the second try, doubled before each next one; 100 ms when left out. */
  readonly delayMs: number;
  /** A number in [0, 1) that spreads the delays of many clients. */
  readonly random: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

/** Every method of the API as a function. */
export type TallyClient = ReturnType<typeof routesOver>;

/**
 * A client of the API. A request that got no answer or a 503 is sent again with the same idempotency key, so it has one
 * effect however often it is tried; requests that may not be repeated are sent once.
 *
 * @throws TallyApiError from every method, with the code, hint and status of the server's problem details.
 * @example
 * const tally = createClient({ url: 'http://127.0.0.1:7360', key: 'tally_…' });
 * const { items } = await tally.applications.list({ status: 'offered' });
 */
export function createClient(options: ClientOptions): TallyClient {
  const retry: RetryOptions = { attempts: 4, delayMs: 100, random: randomShare, sleep, ...options.retry };
  return routesOver(async <T>(request: SdkRequest): Promise<T> => {
    const idempotencyKey = request.options?.idempotencyKey ?? crypto.randomUUID();
    const attempts = request.idempotent || request.method === 'GET' ? retry.attempts : 1;
    for (let attempt = 1; ; attempt++) {
      const answer = await attemptOnce<T>(options, request, idempotencyKey);
      if (answer.error === undefined) return answer.value;
      if (attempt >= attempts || !isTemporary(answer.error)) throw answer.error;
      await retry.sleep(retry.delayMs * 2 ** (attempt - 1) * (0.5 + retry.random()));
    }
  });
}

type Attempt<T> = { readonly value: T; readonly error?: undefined } | { readonly error: TallyApiError };

async function attemptOnce<T>(options: ClientOptions, request: SdkRequest, key: string): Promise<Attempt<T>> {
  let response: Response;
  let text: string;
  try {
    response = await (options.fetch ?? fetch)(addressOf(options.url, request), initOf(options, request, key));
    text = await response.text();
  } catch (error) {
    if (request.options?.signal?.aborted === true) throw error;
    return { error: new TallyApiError({ status: 0, code: 'SDK_NETWORK', ...NETWORK, data: { cause: String(error) } }) };
  }
  const body = jsonOf(text);
  if (response.ok && body !== undefined) return { value: body as T };
  return { error: new TallyApiError({ ...(body as Partial<Problem> | undefined), status: response.status }) };
}

const NETWORK = { detail: 'the server cannot be reached', hint: 'check that it runs and that the address is right' };

/** No answer, or one that says to try again. */
function isTemporary({ status }: TallyApiError): boolean {
  return status === 0 || status === 502 || status === 503 || status === 504;
}

function addressOf(url: string, { path, query = {} }: SdkRequest): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  const text = new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)])).toString();
  return `${url.replace(/\/+$/, '')}${path}${text === '' ? '' : `?${text}`}`;
}

function initOf({ key }: ClientOptions, request: SdkRequest, idempotencyKey: string): RequestInit {
  const { method, body, idempotent, options } = request;
  return {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      ...(idempotent ? { 'idempotency-key': idempotencyKey } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(options?.signal === undefined ? {} : { signal: options.signal }),
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function randomShare(): number {
  return (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32;
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
