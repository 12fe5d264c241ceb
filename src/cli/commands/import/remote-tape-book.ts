import { TallyError, contentHash, messageOf } from '#base';
import type { TapeBook, TapeSummary } from '#lend';
import type { RunFile } from '../../run-file.ts';

/** The tapes of a running server, over its API. */
export function remoteTapeBook(server: RunFile): TapeBook {
  const send = async (body: object): Promise<void> => void (await call(server, '/v1/tapes', body));
  return {
    async find(tape) {
      const { items } = (await call(server, '/v1/tapes')) as { items: TapeSummary[] };
      return items.find((one) => one.tape === tape);
    },
    async list() {
      return ((await call(server, '/v1/tapes')) as { items: TapeSummary[] }).items;
    },
    write: (tape, loans) => send({ tape, loans }),
    finish: (summary) => send({ tape: summary.tape, loans: [], summary }),
  };
}

async function call({ url, token }: RunFile, path: string, body?: object): Promise<unknown> {
  const headers: Record<string, string> = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  if (body !== undefined) headers['idempotency-key'] = contentHash(body);
  const init = body === undefined ? { headers } : { headers, method: 'POST', body: JSON.stringify(body) };
  const response = await fetch(`${url}${path}`, init).catch((cause: unknown) => {
    throw new TallyError('CLI_SERVER_LOST', `the server at ${url} does not answer: ${messageOf(cause)}`, {
      hint: 'look at its terminal, or stop it and import again',
      cause,
    });
  });
  const answer: unknown = await response.json();
  if (response.ok) return answer;
  const problem = answer as { readonly code?: string; readonly detail?: string; readonly hint?: string };
  throw new TallyError(problem.code ?? 'CLI_SERVER_LOST', problem.detail ?? `the server answered ${response.status}`, {
    hint: problem.hint ?? '',
    status: response.status,
  });
}
