import { Agent, request } from 'node:http';
import type { Serving } from './serving-server.ts';

/** Calls a server over one connection that stays open. */
export interface ServingClient {
  call<T>(method: string, path: string, body: unknown): Promise<T>;
  close(): void;
}

/** Opens a client; every write has a key of its own. */
export function servingClient({ url, apiKey }: Serving, name: string): ServingClient {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  let serial = 0;
  return {
    call<T>(method: string, path: string, body: unknown): Promise<T> {
      const text = JSON.stringify(body);
      const headers = {
        ...{ authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
        ...{ 'content-length': Buffer.byteLength(text), 'idempotency-key': `${name}-${serial++}` },
      };
      return new Promise((done, failed) => {
        const sent = request(`${url}${path}`, { agent, method, headers }, (answer) => {
          let answered = '';
          answer.setEncoding('utf8');
          answer.on('data', (chunk: string) => (answered += chunk));
          answer.on('end', () =>
            (answer.statusCode ?? 500) < 300
              ? done(JSON.parse(answered) as T)
              : failed(new Error(answered.slice(0, 500))),
          );
        });
        sent.on('error', failed);
        sent.end(text);
      });
    },
    close: () => agent.destroy(),
  };
}

/** The part of a vector answer that proofs look at. */
export interface ServedItems {
  readonly items: readonly { readonly values: readonly (number | null)[] }[];
}
