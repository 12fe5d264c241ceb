import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestInstallation, testApplication, type TestInstallation } from '#server';
import { sdkSource } from '../../tools/generate-sdk.ts';
import { createClient, TallyApiError, type ClientOptions, type TallyClient } from './index.ts';

let home: TestInstallation;
beforeAll(async () => {
  home = await startTestInstallation();
});
afterAll(() => home.remove());

const waits: number[] = [];
const retry = {
  random: () => 0.5,
  sleep: async (ms: number) => {
    waits.push(ms);
  },
};
const client = (options: Partial<ClientOptions> = {}): TallyClient =>
  createClient({ url: home.url, key: home.admin, retry, ...options });

describe('the client', () => {
  it('sends, lists and reads what the server has', async () => {
    const tally = client();
    const made = await tally.applications.create(testApplication(1) as never);
    expect(made.outcome).toBe('approved');
    const { loanId } = await tally.applications.answer(made.id, { accepted: true });
    const loan = await tally.loans.get(loanId ?? '');
    expect(loan.applicationId).toBe(made.id);
    expect((await tally.applications.list({ personId: made.personId, limit: 5 })).items).toHaveLength(1);
  });

  it('throws the problem that the server tells', async () => {
    const error: unknown = await client()
      .loans.get('none')
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(TallyApiError);
    expect(error).toMatchObject({ code: 'SERVER_NOT_FOUND', status: 404, hint: 'list them at /v1/loans' });
  });

  it('sends a write again with the same key when no answer or a 503 came, and has one effect', async () => {
    const keys: (string | null)[] = [];
    let sent = 0;
    const shaky: typeof fetch = async (input, init) => {
      keys.push(new Headers(init?.headers).get('idempotency-key'));
      if (++sent === 1) return new Response('{"code":"LEND_STOPPED"}', { status: 503 });
      const answer = await fetch(input, init);
      if (sent === 2) throw new TypeError('connection reset');
      return answer;
    };
    waits.length = 0;
    const made = await client({ fetch: shaky }).applications.create(testApplication(2) as never);
    expect(new Set(keys).size).toBe(1);
    expect(waits).toEqual([100, 200]);
    expect((await client().applications.list({ personId: made.personId })).items).toHaveLength(1);
  });

  it('gives up after its attempts, and never repeats what may not be repeated', async () => {
    let sent = 0;
    const dead: typeof fetch = () => {
      sent++;
      return Promise.reject(new TypeError('refused'));
    };
    await expect(client({ fetch: dead }).overview.get()).rejects.toMatchObject({ code: 'SDK_NETWORK', status: 0 });
    expect(sent).toBe(4);
    sent = 0;
    await expect(client({ fetch: dead }).keys.revoke('key_x')).rejects.toMatchObject({ code: 'SDK_NETWORK' });
    expect(sent).toBe(1);
  });
});

it('the generated routes are those of the server', () => {
  const plain = (text: string): string => text.replace(/[\s,;|()]/g, '');
  const written = readFileSync(new URL('./routes.ts', import.meta.url), 'utf8');
  expect(plain(written), 'run tools/generate-sdk.ts').toBe(plain(sdkSource()));
});
