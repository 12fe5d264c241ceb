import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatInstant } from '#base';
import { call, type Answer } from './testing/client.ts';
import { startInstallation, type Installation } from './testing/installation.ts';
import { applicationOf, eventOf } from './testing/requests.ts';

const DAY = 86_400_000;
const reason = 'a test of corrections';
let home: Installation;
let person: string;

const get = (path: string, key = home.admin): Promise<Answer> => call(home.url, `GET ${path}`, { key });
const post = (path: string, body: unknown, key = home.admin): Promise<Answer> =>
  call(home.url, `POST ${path}`, { key, body });
const phone = (n: number) => ({ kind: 'phone', value: `1390000${String(n).padStart(4, '0')}` });
let serial = 0;
const send = async (kind: string, identifiers: unknown[], data: unknown): Promise<string> => {
  home.clock.advance(1000);
  const event = eventOf(kind, `e${serial++}`, { identifiers, data, occurredAt: home.clock.now() });
  const { body } = await post('/v1/events', { events: [event] });
  return (body['results'] as unknown as { personId: string }[])[0]?.personId ?? '';
};
const links = async (id: string, query = '') =>
  (await get(`/v1/people/${id}/identity${query}`)).body['links'] as unknown as {
    kind: string;
    token: string;
    fact: number;
  }[];

beforeAll(async () => {
  home = await startInstallation();
  const { body } = await post('/v1/applications', applicationOf(1));
  person = String(body['personId']);
  await post(`/v1/applications/${String(body['id'])}/answer`, { accepted: true });
});
afterAll(() => home.remove());

describe('a person over the API', () => {
  it('has a profile, now and as it was known', async () => {
    const now = await get(`/v1/people/${person}/profile`);
    expect(now.body).toMatchObject({ tag: 'active', loans: 1 });
    const before = await get(`/v1/people/${person}/profile?at=2026-01-01T00:00:00Z`);
    expect(before.body).toMatchObject({ tag: 'visitor', loans: 0, rfm: null });
    expect((await get('/v1/people/per_none/profile')).status).toBe(404);
  });

  it('is split, undone and merged by who may, with a reason, and the audit knows', async () => {
    const before = await links(person);
    const mark = before.find(({ kind }) => kind === 'phone');
    const identifiers = [{ kind: mark?.kind, token: mark?.token }];
    const operator = await home.keyOf('operator');
    expect((await post(`/v1/people/${person}/split`, { identifiers, reason }, operator)).status).toBe(403);
    const split = await post(`/v1/people/${person}/split`, { identifiers, reason });
    const made = (split.body['persons'] as unknown as string[]).find((id) => id !== person) ?? '';
    expect([split.status, (await links(made)).map(({ kind }) => kind)]).toEqual([200, ['phone']]);
    expect((await links(person)).some(({ kind }) => kind === 'phone')).toBe(false);
    expect((await get(`/v1/people/${made}`)).body['identifiers']).toHaveLength(1);
    const believed = async (query: string) =>
      (await get(`/v1/identity/belief?identifierKind=phone&identifier=13800000001${query}`)).body['personId'];
    const earlier = formatInstant(home.clock.now() - 1);
    home.clock.advance(1000);
    expect([await believed(''), await believed(`&knownAt=${earlier}`)]).toEqual([made, null]);
    const undo = { fact: split.body['fact'], reason };
    expect((await post('/v1/identity/undo', undo)).status).toBe(200);
    const twice = await post('/v1/identity/undo', undo);
    expect([twice.status, twice.body['code']]).toEqual([409, 'IDENTITY_UNDONE']);
    const self = await post(`/v1/people/${person}/merge`, { from: made, reason });
    expect(self.body['code']).toBe('IDENTITY_MERGE_SELF');
    const history = await get(`/v1/people/${person}/identity`);
    expect(history.body['corrections']).toMatchObject([
      { kind: 'split', holds: false },
      { kind: 'undo', holds: true, reason },
    ]);
    expect(await links(person)).toEqual(before);
    expect((await get('/v1/audit/verify')).body).toMatchObject({ firstBreak: null });
  });

  it('gives consent for purposes until a day, which ends by itself', async () => {
    const expiresAt = formatInstant(home.clock.now() + 5 * DAY);
    const body = { scope: 'bureau', granted: true, purposes: ['fraud'], expiresAt };
    const { body: given } = await post(`/v1/people/${person}/consents`, body);
    const allowed = (answer: Answer['body']) =>
      (answer['allowed'] as unknown as { scope: string; purposes: string[] }[]).find(({ scope }) => scope === 'bureau')
        ?.purposes;
    expect(allowed(given)).toEqual(['fraud']);
    home.clock.advance(6 * DAY);
    expect(allowed((await get(`/v1/people/${person}/consents`)).body)).toEqual([]);
  });
});

describe('segments over the API', () => {
  const condition = { and: [{ dimension: 'search', atLeast: 1.5 }, { not: { tag: ['delinquent'] } }] };

  it('are previewed, saved, followed by events, versioned and retired, also over a restart', async () => {
    const search = { purpose: 'rent', amountMinor: 100, termMonths: 6 };
    const keen = await send('search.performed', [phone(1)], search);
    await send('search.performed', [phone(1)], search);
    expect((await post('/v1/segments/preview', { condition })).body).toMatchObject({ members: 1 });
    const wrong = await post('/v1/segments/preview', { condition: { tag: ['hungry'] } });
    expect([wrong.status, wrong.body['code']]).toEqual([422, 'IDENTITY_SEGMENT']);
    const saved = await post('/v1/segments', { id: 'keen', name: 'Keen', condition });
    expect(saved.body).toMatchObject({ version: 1, members: 1 });
    const other = await send('search.performed', [phone(2)], search);
    await send('search.performed', [phone(2)], search);
    const members = async () =>
      ((await get('/v1/segments/keen/members?limit=1')).body['items'] as unknown as { personId: string }[]).map(
        ({ personId }) => personId,
      );
    expect([await members(), (await get('/v1/segments/keen')).body['members']]).toEqual([[keen], 2]);
    await home.restart();
    expect((await get('/v1/segments/keen')).body['members']).toBe(2);
    home.clock.advance(10 * DAY);
    await home.platform.tenant('main').engine.passTime(1000);
    expect((await get('/v1/segments/keen')).body['members']).toBe(0);
    const told: string[] = [];
    for await (const batch of home.platform.ports.log.scan('main')) {
      for (const { kind } of batch) if (kind.startsWith('segment.')) told.push(kind);
    }
    expect(told).toEqual(['segment.entered', 'segment.left', 'segment.left']);
    expect((await get(`/v1/people/${other}/profile`)).body['segments']).toEqual([]);
    const again = await post('/v1/segments', { id: 'keen', name: 'All', condition: { not: { tag: ['churned'] } } });
    expect(again.body).toMatchObject({ version: 2, members: 3 });
    const gone = await call(home.url, 'DELETE /v1/segments/keen', { key: home.admin });
    expect([gone.status, (await get('/v1/segments/keen')).status]).toEqual([200, 404]);
  });
});
