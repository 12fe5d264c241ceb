import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, type Answer } from './testing/client.ts';
import { startInstallation, type Installation } from './testing/installation.ts';

let home: Installation;
beforeAll(async () => {
  home = await startInstallation();
});
afterAll(() => home.remove());

const tape = `tape_${'a'.repeat(26)}`;
const loan = (row: number, outcome: string, disbursedOn: number | null) => ({
  ...{
    row,
    applicationRef: String(row),
    product: null,
    currency: 'EUR',
    amountMinor: 1000,
    termMonths: null,
    aprBps: null,
  },
  ...{ appliedOn: null, disbursedOn, badOn: null, outstandingMinor: null, status: null, outcome },
});
const loans = [loan(1, 'good', 20_000), loan(2, 'bad', 20_000), loan(3, 'unknown', null)];
const summary = {
  ...{ tape, name: 'ours', mapping: 'ours', rows: 3, good: 1, bad: 1, unknown: 1, rejected: 0 },
  ...{
    known: ['applicationRef', 'currency', 'amountMinor', 'disbursedOn'],
    monthOnly: [],
    undocumented: {},
    dropped: [],
    importedAt: 7,
  },
};

const post = (body: unknown, idempotencyKey: string): Promise<Answer> =>
  call(home.url, 'POST /v1/tapes', { key: home.admin, body, idempotencyKey });
const get = (path: string): Promise<Answer> => call(home.url, `GET ${path}`, { key: home.admin });

describe('tapes', () => {
  it('are complete with their summary, and not before every loan was sent', async () => {
    expect(await post({ tape, loans: loans.slice(0, 2) }, 'k1')).toMatchObject({
      status: 201,
      body: { stored: 2, complete: false },
    });
    expect(await post({ tape, loans: [], summary }, 'k2')).toMatchObject({
      status: 409,
      body: { code: 'LEND_TAPE_INCOMPLETE' },
    });
    expect((await get('/v1/tapes')).body).toEqual({ items: [] });
    expect(await post({ tape, loans: loans.slice(2), summary }, 'k3')).toMatchObject({
      status: 201,
      body: { complete: true },
    });
    expect((await get('/v1/tapes')).body).toEqual({ items: [summary] });
  });

  it('tell outcomes, vintages and what they do not say', async () => {
    const { body } = await get(`/v1/tapes/${tape}`);
    expect(body).toMatchObject({
      summary,
      badRate: 0.5,
      vintages: [
        { month: '2024-10', loans: 2, good: 1, bad: 1, amountMinor: 2000 },
        { month: null, loans: 1 },
      ],
    });
    expect(body['unknownFields']).toContain('termMonths');
  });

  it('are refused when they are not well formed', async () => {
    expect(await post({ tape, loans: [{ ...loans[0], amountMinor: -1 }] }, 'k4')).toMatchObject({ status: 422 });
    expect(await post({ tape: 'x', loans }, 'k5')).toMatchObject({ status: 422 });
    expect(await get('/v1/tapes/none')).toMatchObject({ status: 404, body: { code: 'SERVER_NOT_FOUND' } });
  });
});
