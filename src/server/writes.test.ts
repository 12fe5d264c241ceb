import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { TallyError } from '#base';
import { MAIN_TENANT } from './platform/open-platform.ts';
import { call, type Answer } from './testing/client.ts';
import { startInstallation, type Installation } from './testing/installation.ts';
import { applicationOf, eventOf } from './testing/requests.ts';

let home: Installation;
let person = 0;
beforeAll(async () => {
  home = await startInstallation();
});
afterAll(() => home.remove());

const post = (path: string, body: unknown, idempotencyKey?: string): Promise<Answer> =>
  call(home.url, `POST ${path}`, {
    key: home.admin,
    body,
    ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
  });
const get = (path: string): Promise<Answer> => call(home.url, `GET ${path}`, { key: home.admin });
const codeOf = ({ status, body }: Answer): unknown[] => [status, body['code']];
const isRunning = (): boolean => !home.platform.tenant(MAIN_TENANT).engine.hasStopped;

async function borrow(): Promise<{ id: string; loanId: string }> {
  const made = await post('/v1/applications', applicationOf(person++));
  expect(made.body['outcome']).toBe('approved');
  const id = String(made.body['id']);
  const answered = await post(`/v1/applications/${id}/answer`, { accepted: true });
  return { id, loanId: String(answered.body['loanId']) };
}

function payment(loanId: string, paymentId: string, amountMinor = 10_000, currency = 'CNY') {
  return { paymentId, loanId, amount: { amountMinor, currency } };
}

describe('bad requests', () => {
  it('bodies that are no JSON, empty, or of another type are refused', async () => {
    const headers = { 'content-type': 'text/csv' };
    const send = (body: string, extra = {}) =>
      call(home.url, 'POST /v1/applications', { key: home.admin, body, headers: extra });
    expect(codeOf(await send('{"a":'))).toEqual([400, 'SERVER_JSON']);
    expect(codeOf(await send(''))).toEqual([400, 'SERVER_JSON']);
    expect(codeOf(await send('{"__proto__": {"a": 1}}'))).toEqual([400, 'SERVER_JSON']);
    expect(codeOf(await send('a,b', headers))).toEqual([415, 'SERVER_MEDIA_TYPE']);
    expect(codeOf(await post('/v1/applications', 'null'))).toEqual([422, 'SERVER_REQUEST_INVALID']);
    expect(codeOf(await post('/v1/events', `"${'x'.repeat(9_000_000)}"`))).toEqual([413, 'SERVER_BODY_SIZE']);
  });

  it.each([
    ['unknown field', { wish: 1 }, 'SERVER_REQUEST_INVALID', ''],
    ['text as amount', { amountMinor: '100' }, 'SERVER_REQUEST_INVALID', 'amountMinor'],
    ['negative amount', { amountMinor: -1 }, 'SERVER_REQUEST_INVALID', 'amountMinor'],
    ['no amount', { amountMinor: 0 }, 'SERVER_REQUEST_INVALID', 'amountMinor'],
    ['fraction of a cent', { amountMinor: 100.5 }, 'SERVER_REQUEST_INVALID', 'amountMinor'],
    ['amount beyond all money', { amountMinor: 1e18 }, 'SERVER_REQUEST_INVALID', 'amountMinor'],
    ['no identifiers', { identifiers: [] }, 'SERVER_REQUEST_INVALID', 'identifiers'],
    [
      'unknown kind of identifier',
      { identifiers: [{ kind: 'dna', value: 'x' }] },
      'SERVER_REQUEST_INVALID',
      'identifiers.0.kind',
    ],
    ['id with spaces', { applicationId: "x' or 1=1 --" }, 'SERVER_REQUEST_INVALID', 'applicationId'],
    ['latitude beyond the pole', { latitude: 91 }, 'SERVER_REQUEST_INVALID', 'latitude'],
    ['half a surrogate pair', { purpose: 'x\uD800' }, 'SERVER_TEXT', 'body.purpose'],
    ['a NUL', { employer: 'a\u0000b' }, 'SERVER_TEXT', 'body.employer'],
  ])('an application with %s is refused and its field named', async (_what, change, code, path) => {
    const answer = await post('/v1/applications', applicationOf(person++, change));
    expect(codeOf(answer)).toEqual([422, code]);
    const data = answer.body['data'] as unknown as { issues: { path: string; message: string }[] };
    expect(data.issues[0]?.path).toBe(path);
    if (path === '') expect(data.issues[0]?.message).toContain('wish');
    expect(answer.body['hint']).not.toBe('');
    expect(isRunning()).toBe(true);
  });

  it.each([
    ['product', { productId: 'gold' }, 'LEND_PRODUCT'],
    ['currency', { currency: 'USD' }, 'LEND_PRODUCT'],
    ['term', { termMonths: 5 }, 'LEND_PRODUCT'],
    ['amount', { amountMinor: 100_000_000_000 }, 'LEND_PRODUCT'],
    ['instant', { occurredAt: 'yesterday' }, 'SERVER_INSTANT'],
    ['phone', { identifiers: [{ kind: 'phone', value: 'not a phone' }] }, 'IDENTITY_IDENTIFIER_INVALID'],
    ['reference', { identifiers: [{ kind: 'shop', value: 'a b\nc' }] }, 'IDENTITY_IDENTIFIER_INVALID'],
  ])('an unknown %s is refused before the engine changes anything', async (_what, change, code) => {
    expect(codeOf(await post('/v1/applications', applicationOf(person++, change)))).toEqual([422, code]);
    expect(isRunning()).toBe(true);
  });

  it('addresses, cursors, filters and dates that make no sense are refused, never an error of the server', async () => {
    await borrow();
    const cursor = (values: unknown): string => Buffer.from(JSON.stringify(values)).toString('base64url');
    const bad = [
      '/v1/applications?cursor=%%%',
      `/v1/applications?cursor=${cursor(['1); drop table loan; --', 'x'])}`,
      `/v1/applications?cursor=${cursor([1e300, 'x'])}`,
      `/v1/applications?cursor=${cursor([5, 6])}`,
      `/v1/audit?cursor=${cursor(['x'])}`,
      '/v1/applications?limit=0',
      '/v1/applications?limit=1e9',
      '/v1/applications?limit=x',
      '/v1/applications?statuz=offered',
      '/v1/applications?status=offered&status=declined',
      '/v1/applications?from=2026-02-31',
      '/v1/applications?personId=%00',
      '/v1/applications/%zz',
      '/v1/loans?minimumDpd=-1',
      '/v1/people?identifierKind=dna&identifier=x',
      '/v1/portfolio/vintages?dpd=31',
    ];
    for (const path of bad) expect([path, Math.floor((await get(path)).status / 100)]).toEqual([path, 4]);
  });

  it('SQL in a filter or id is a value like any other', async () => {
    const text = encodeURIComponent("x' or '1'='1");
    for (const path of [
      `/v1/applications?arm=${text}`,
      `/v1/applications?reason=${text}`,
      `/v1/loans?personId=${text}`,
      `/v1/people?identifier=${text}`,
    ]) {
      const answer = await get(path);
      expect([path, answer.status, answer.body['items']]).toEqual([path, 200, []]);
    }
    for (const path of ['applications', 'loans', 'people', 'models', 'policies']) {
      expect((await get(`/v1/${path}/${text}`)).status).toBe(404);
    }
  });
});

describe('idempotency', () => {
  it('needs a key of 1 to 200 printable characters', async () => {
    for (const key of ['', ' ', 'x'.repeat(201), 'a b']) {
      const answer = await post('/v1/applications', applicationOf(person), key);
      expect(codeOf(answer)).toEqual([422, 'SERVER_IDEMPOTENCY_KEY']);
    }
  });

  it('the same key and body get the first answer bit for bit, another body is refused', async () => {
    const body = applicationOf(person++);
    const first = await post('/v1/applications', body, 'once');
    expect(first.status).toBe(201);
    const again = await post('/v1/applications/', { ...body }, 'once');
    expect([again.status, again.text]).toEqual([201, first.text]);
    expect(codeOf(await post('/v1/applications', { ...body, age: 40 }, 'once'))).toEqual([
      409,
      'SERVER_IDEMPOTENCY_BODY',
    ]);
  });

  it('two requests at once with the same key have one effect', async () => {
    const body = applicationOf(person++);
    const answers = await Promise.all([1, 2, 3].map(() => post('/v1/applications', body, 'at-once')));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect((await get(`/v1/applications?personId=${String(answers[0]?.body['personId'])}`)).body['items']).toHaveLength(
      1,
    );
  });

  it('an id that is taken is refused with another key', async () => {
    const body = { ...applicationOf(person++), applicationId: 'my-application' };
    expect((await post('/v1/applications', body)).status).toBe(201);
    expect(codeOf(await post('/v1/applications', body))).toEqual([409, 'LEND_APPLICATION_EXISTS']);
    expect(isRunning()).toBe(true);
  });

  it('a retry after a restart gets the first answer from the store', async () => {
    const body = applicationOf(person++);
    const first = await post('/v1/applications', body, 'restart');
    const { loanId } = await borrow();
    const paid = await post('/v1/payments', payment(loanId, 'p-restart'), 'pay-restart');
    await home.restart();
    const again = await post('/v1/applications', body, 'restart');
    expect([again.status, again.text]).toEqual([201, first.text]);
    const paidAgain = await post('/v1/payments', payment(loanId, 'p-restart'), 'pay-restart');
    expect([paidAgain.status, paidAgain.text]).toEqual([paid.status, paid.text]);
    expect((await get(`/v1/applications?personId=${String(first.body['personId'])}`)).body['items']).toHaveLength(1);
  });

  it('one key serves different routes and different applications', async () => {
    const ids = [];
    for (let i = 0; i < 2; i++) ids.push(String((await post('/v1/applications', applicationOf(person++))).body['id']));
    for (const id of ids) {
      const answer = await post(`/v1/applications/${id}/answer`, { accepted: true }, 'shared');
      expect(answer.body['loanId']).toMatch(/^loan_/);
    }
  });
});

describe('offers and payments', () => {
  it('an offer is answered once, also when two answer at the same time', async () => {
    const made = await post('/v1/applications', applicationOf(person++));
    const path = `/v1/applications/${String(made.body['id'])}/answer`;
    const answers = await Promise.all([post(path, { accepted: true }), post(path, { accepted: false })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(codeOf(await post(path, { accepted: true }))).toEqual([409, 'SERVER_NO_OFFER']);
    expect(codeOf(await post('/v1/applications/none/answer', { accepted: true }))).toEqual([404, 'SERVER_NOT_FOUND']);
  });

  it('a payment is booked once by its id, whatever the keys and sources', async () => {
    const { loanId } = await borrow();
    const first = await post('/v1/payments', payment(loanId, 'p-1'));
    expect(first.body).toMatchObject({ booked: true, note: '' });
    const second = await post('/v1/payments', payment(loanId, 'p-1'), 'second');
    expect(second.body['booked']).toBe(false);
    expect((await post('/v1/payments', payment(loanId, 'p-1'), 'second')).text).toBe(second.text);
    const data = { loanId, paymentId: 'p-1', amountMinor: 10_000, currency: 'CNY', method: 'cash' };
    const event = await post('/v1/events', {
      events: [eventOf('payment.received', 'bank-1', { data, source: 'bank' })],
    });
    expect(event.status).toBe(202);
    expect((await get(`/v1/loans/${loanId}`)).body['payments']).toHaveLength(1);
    expect(isRunning()).toBe(true);
  });

  it('a bank that sends an old payment again, after months and a restart, is told so', async () => {
    const { loanId } = await borrow();
    await post('/v1/payments', payment(loanId, 'p-old'));
    home.clock.advance(100 * 86_400_000);
    await post('/v1/payments', payment(loanId, 'p-new'));
    await home.restart();
    const data = { loanId, paymentId: 'p-old', amountMinor: 10_000, currency: 'CNY', method: 'transfer' };
    const again = await post('/v1/events', { events: [eventOf('payment.received', 'old', { data, source: 'bank' })] });
    expect(again.text).toContain('booked before');
    expect((await post('/v1/payments', payment(loanId, 'p-old'))).body['booked']).toBe(false);
    expect(isRunning()).toBe(true);
  });

  it('what is paid too much is kept apart and settles the loan; a settled or unknown loan takes nothing', async () => {
    const { loanId } = await borrow();
    expect((await post('/v1/payments', payment(loanId, 'p-all', 5_000_000))).body['booked']).toBe(true);
    const loan = (await get(`/v1/loans/${loanId}`)).body as unknown as Record<
      string,
      { excess: { amountMinor: number } }[] | string
    >;
    expect(loan['status']).toBe('settled');
    const [paid] = loan['payments'] as { excess: { amountMinor: number } }[];
    expect(paid?.excess.amountMinor).toBeGreaterThan(3_900_000);
    expect(codeOf(await post('/v1/payments', payment(loanId, 'p-more')))).toEqual([409, 'SERVER_LOAN_CLOSED']);
    expect(codeOf(await post('/v1/payments', payment('none', 'p-none')))).toEqual([409, 'SERVER_LOAN_CLOSED']);
  });

  it('a payment in another currency, of nothing, or of an absurd amount is refused', async () => {
    const { loanId } = await borrow();
    expect(codeOf(await post('/v1/payments', payment(loanId, 'p', 1, 'USD')))).toEqual([422, 'SERVER_LOAN_CURRENCY']);
    for (const amount of [0, -5, 1.5, 1e12, 2 ** 53]) {
      expect(codeOf(await post('/v1/payments', payment(loanId, 'p', amount)))).toEqual([422, 'SERVER_REQUEST_INVALID']);
    }
    const late = { ...payment(loanId, 'p'), receivedAt: 'soon' };
    expect(codeOf(await post('/v1/payments', late))).toEqual([422, 'SERVER_INSTANT']);
  });
});

describe('events', () => {
  const phone = [{ kind: 'phone', value: '13912345678' }];
  const send = (...events: unknown[]) => post('/v1/events', { events });

  it('one about an unknown application is noted or refused, and never stops the engine or takes the id', async () => {
    const fraud = { applicationId: 'later', form: 'identity_theft' };
    expect(codeOf(await send(eventOf('fraud.confirmed', 'f-1', { data: fraud })))).toEqual([422, 'LEND_NOBODY']);
    const noted = await send(eventOf('fraud.confirmed', 'f-2', { data: fraud, identifiers: phone }));
    const answered = { applicationId: 'later', accepted: true };
    const offer = await send(eventOf('offer.answered', 'o-1', { data: answered, identifiers: phone }));
    for (const answer of [noted, offer]) {
      expect(answer.status).toBe(202);
      expect((answer.body['results'] as unknown as { note: string }[])[0]?.note).toContain('later');
    }
    expect((await post('/v1/applications', { ...applicationOf(person++), applicationId: 'later' })).status).toBe(201);
    expect(isRunning()).toBe(true);
  });

  it('one from the future is recorded as of now', async () => {
    const data = { purpose: 'rent', amountMinor: 5, termMonths: 3 };
    const event = eventOf('search.performed', 's-1', { data, identifiers: phone, occurredAt: 8_000_000_000_000_000 });
    expect((await send(event)).status).toBe(202);
    const [stored] = await home.platform.ports.log.read(MAIN_TENANT, 0, {
      from: home.platform.tenant(MAIN_TENANT).engine.offset - 1,
      limit: 1,
    });
    expect(stored?.occurredAt).toBe(home.clock.now());
  });

  it('kinds and sources of the platform alone, unknown kinds, versions and fields are refused', async () => {
    const data = { from: 'a', into: 'b' };
    const search = { data: { purpose: 'rent', amountMinor: 5, termMonths: 3 }, identifiers: phone };
    expect(codeOf(await send(eventOf('identity.merged', 'k', { data, identifiers: phone })))).toEqual([
      422,
      'STREAM_EVENT_INVALID',
    ]);
    expect(codeOf(await send(eventOf('search.performed', 'k', { ...search, source: 'platform' })))).toEqual([
      422,
      'STREAM_EVENT_INVALID',
    ]);
    expect(codeOf(await send(eventOf('search.performed', 'k', { ...search, source: 'api' })))).toEqual([
      422,
      'SERVER_EVENT_SOURCE',
    ]);
    expect(codeOf(await send(eventOf('search.performed', 'k', { ...search, version: 2 })))).toEqual([
      422,
      'STREAM_EVENT_INVALID',
    ]);
    expect(codeOf(await send(eventOf('moon.rose', 'k', search)))).toEqual([422, 'STREAM_EVENT_INVALID']);
    const cost = { campaignId: 'c', channel: 'x', costMinor: Number.MAX_SAFE_INTEGER };
    expect(codeOf(await send(eventOf('ad.clicked', 'k', { data: cost, identifiers: phone })))).toEqual([
      422,
      'STREAM_EVENT_INVALID',
    ]);
    expect((await send(eventOf('search.performed', 'k', search))).status).toBe(202);
  });

  it('a batch is stored whole or not at all, and holds 1,000 events at most', async () => {
    const good = (n: number) =>
      eventOf('search.performed', `b-${n}`, {
        data: { purpose: 'rent', amountMinor: 5, termMonths: 3 },
        identifiers: phone,
      });
    const before = home.platform.tenant(MAIN_TENANT).engine.offset;
    expect(codeOf(await send(...Array.from({ length: 1001 }, (_, n) => good(n))))).toEqual([
      422,
      'SERVER_REQUEST_INVALID',
    ]);
    expect(codeOf(await send(good(1), eventOf('search.performed', 'b-0', { data: {} })))).toEqual([
      422,
      'STREAM_EVENT_INVALID',
    ]);
    expect(home.platform.tenant(MAIN_TENANT).engine.offset).toBe(before);
    const all = await send(...Array.from({ length: 1000 }, (_, n) => good(n % 900)));
    expect(all.body).toMatchObject({ accepted: 900, duplicates: 100 });
    expect((await send(good(5))).body).toMatchObject({ accepted: 0, duplicates: 1 });
  });

  it("a sender's own key never shadows an application or a payment", async () => {
    const { loanId } = await borrow();
    const search = { data: { purpose: 'rent', amountMinor: 5, termMonths: 3 }, identifiers: phone };
    await send(eventOf('search.performed', 'payment:p-shadow', search));
    const data = { loanId, paymentId: 'p-shadow', amountMinor: 10_000, currency: 'CNY', method: 'cash' };
    expect((await send(eventOf('payment.received', 'x', { data }))).body).toMatchObject({ accepted: 1 });
    expect((await get(`/v1/loans/${loanId}`)).body['payments']).toHaveLength(1);
  });

  it('the same application from two sources in one batch is refused and leaves nothing', async () => {
    const { identifiers, ...rest } = applicationOf(person++);
    const data = { ...rest, applicationId: 'twice' };
    const events = ['a', 'b'].map((source) => eventOf('application.submitted', source, { source, data, identifiers }));
    expect(codeOf(await send(...events))).toEqual([409, 'LEND_APPLICATION_EXISTS']);
    expect((await get('/v1/applications/twice')).status).toBe(404);
    expect(isRunning()).toBe(true);
  });
});

describe('a failed write', () => {
  it('is answered as such, loses nothing, and succeeds when it is sent again', async () => {
    const [body, other] = [applicationOf(person++), applicationOf(person++)];
    const failing = vi.spyOn(home.platform.db, 'write').mockImplementationOnce((unit) => {
      unit.settle(false);
      const full = { status: 507, retryable: true, hint: 'free some space' };
      return Promise.reject(new TallyError('STORE_DISK_FULL', 'the disk is full', full));
    });
    expect(codeOf(await post('/v1/applications', body, 'disk'))).toEqual([507, 'STORE_DISK_FULL']);
    failing.mockRestore();
    const meanwhile = await post('/v1/applications', other, 'meanwhile');
    if (meanwhile.status !== 201) expect(codeOf(meanwhile)).toEqual([503, 'LEND_STOPPED']);
    await home.platform.recover(MAIN_TENANT);
    for (const [key, again] of [
      ['disk', body],
      ['meanwhile', other],
    ] as const) {
      expect((await post('/v1/applications', again, key)).status).toBe(201);
    }
    const { body: audit } = await get('/v1/audit/verify');
    expect(audit['firstBreak']).toBeNull();
  });
});

it('after all of this the books balance and the audit chain is whole', async () => {
  expect(await home.platform.ports.ledger.verify()).toEqual([]);
});
