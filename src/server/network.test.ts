import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatInstant } from '#base';
import { call, type Answer } from './testing/client.ts';
import { startInstallation, type Installation } from './testing/installation.ts';
import { applicationOf } from './testing/requests.ts';

const DAY = 86_400_000;
let home: Installation;
const people: string[] = [];
const applications: string[] = [];

const get = (path: string, key = home.admin): Promise<Answer> => call(home.url, `GET ${path}`, { key });
const post = (path: string, body: unknown, key = home.admin): Promise<Answer> =>
  call(home.url, `POST ${path}`, { key, body });
const node = (n: number): string => `person:${people[n]}`;
const items = <T>({ body }: Answer, name: string): T[] => body[name] as unknown as T[];

/** Three people apply one day after the other; the first two on one device. */
beforeAll(async () => {
  home = await startInstallation();
  for (const n of [1, 2, 3]) {
    const device = { kind: 'device', value: n === 3 ? 'their-own' : 'shared' };
    const told = applicationOf(n);
    const own = (told['identifiers'] as { kind: string }[]).filter(({ kind }) => kind !== 'device');
    const identifiers = [...own, device];
    const { body } = await post('/v1/applications', { ...told, identifiers });
    people.push(String(body['personId']));
    applications.push(String(body['id']));
    home.clock.advance(DAY);
  }
});
afterAll(() => home.remove());

interface Node {
  readonly id: string;
  readonly kind: string;
  readonly status: string;
  readonly list: string | null;
}

describe('the network over the API', () => {
  it('finds people by id and by an identifier in the clear', async () => {
    for (const text of [people[0] ?? '', '13800000001']) {
      const found = items<Node>(await get(`/v1/network/search?text=${text}`), 'items');
      expect(found.map(({ id }) => id)).toContain(node(0));
    }
    expect((await get('/v1/network/search?text=0')).body).toEqual({ items: [] });
  });

  it('shows what lies around a person, as it was known', async () => {
    const around = async (at: string): Promise<string[]> =>
      items<Node>(await get(`/v1/network/surroundings?nodes=${node(0)}&relations=device${at}`), 'nodes').map(
        ({ id }) => id,
      );
    expect(await around('')).toEqual([node(0), expect.stringMatching(/^device:/), node(1)]);
    const early = formatInstant(home.clock.now() - 2 * DAY - 1);
    expect(await around(`&at=${early}`)).not.toContain(node(1));
    const unknown = await get('/v1/network/surroundings?nodes=person:per_none');
    expect(unknown.status).toBe(404);
  });

  it('says why two people are linked, and by which way', async () => {
    const why = await get(`/v1/network/why?a=${node(0)}&b=${node(1)}`);
    expect(items<{ relation: string; holders: number }>(why, 'shared')).toContainEqual(
      expect.objectContaining({ relation: 'device', holders: 2 }),
    );
    const path = await get(`/v1/network/path?a=${node(0)}&b=${node(1)}`);
    expect(path.body).toMatchObject({ found: true, nodes: [{ id: node(0) }, {}, { id: node(1) }] });
  });

  it('is read as factors with consent, and names the people behind a value', async () => {
    const names = ['graph.device.hop1.partners_all'];
    const subjects = [0, 2].map((n) => ({ personId: people[n] }));
    const read = async (): Promise<unknown> =>
      items<{ values: number[] }>(
        await post('/v1/factors/vectors', { names, subjects, purpose: 'fraud' }),
        'items',
      ).map(({ values }) => values[0]);
    expect(await read()).toEqual([1, 0]);
    const why = await post('/v1/factors/explanations', { name: names[0], subject: subjects[0], purpose: 'fraud' });
    expect(why.text).toContain(`"partner":"${node(1)}"`);
    await post(`/v1/people/${people[0]}/consents`, { scope: 'device', granted: false });
    expect(await read()).toEqual([null, 0]);
  });

  it('takes verdicts as labels and lists nodes, with a reason, once a key', async () => {
    const verdict = {
      nodes: [node(0), node(1)],
      verdict: 'fraud',
      pattern: 'device_farm',
      reason: 'one device, two names',
    };
    expect((await post('/v1/network/labels', verdict, await home.keyOf('operator'))).status).toBe(403);
    const options = { key: home.admin, idempotencyKey: 'verdict', body: verdict };
    const first = await call(home.url, 'POST /v1/network/labels', options);
    expect(first.body).toEqual({ people: 2, applications: 2 });
    expect((await call(home.url, 'POST /v1/network/labels', options)).body).toEqual(first.body);
    expect((await get(`/v1/applications/${applications[0]}`)).body).toMatchObject({ fraudForm: 'device_farm' });
    const seen = async (n: number) =>
      items<Node>(await get(`/v1/network/search?text=${people[n]}`), 'items').find(({ id }) => id === node(n));
    expect(await seen(0)).toMatchObject({ status: 'fraud', list: null });
    await post('/v1/network/labels', { ...verdict, nodes: [node(1)], verdict: 'cleared' });
    expect((await get(`/v1/applications/${applications[1]}`)).body).toMatchObject({ fraudForm: null });
    expect((await seen(1))?.status).not.toBe('fraud');
    const listed = await post('/v1/network/lists', { nodes: [node(0)], list: 'black', reason: 'a ring of two' });
    expect([listed.body, (await seen(0))?.list]).toEqual([{ nodes: 1 }, 'black']);
    const nobody = await post('/v1/network/labels', { ...verdict, nodes: ['device:none'] });
    expect([nobody.status, nobody.body['code']]).toEqual([422, 'SERVER_NOTHING_TO_LABEL']);
  });

  it('declines who has something on the black list; the decision replays when the list is changed', async () => {
    const lists = (nodes: string[], list: string) =>
      post('/v1/network/lists', { nodes, list, reason: 'seen in a ring' });
    const apply = async (n: number, device: string) => {
      const told = applicationOf(n);
      const own = (told['identifiers'] as { kind: string }[]).filter(({ kind }) => kind !== 'device');
      const sent = { ...told, identifiers: [...own, { kind: 'device', value: device }] };
      return (await post('/v1/applications', sent)).body as unknown as { id: string; outcome: string };
    };
    const around = await get(`/v1/network/surroundings?nodes=${node(0)}&relations=device`);
    const shared = items<Node>(around, 'nodes').find(({ id }) => id.startsWith('device:'))?.id ?? '';
    expect(await apply(11, 'shared')).toMatchObject({ outcome: 'approved' });
    await lists([shared], 'black');
    home.clock.advance(1000);
    const declined = await apply(12, 'shared');
    expect(declined).toMatchObject({ outcome: 'declined', reasons: [{ code: 'ON_BLACK_LIST' }] });
    await lists([shared], 'none');
    expect((await get(`/v1/applications/${declined.id}`)).body).toMatchObject({
      decision: {
        lists: [{ list: 'black', node: shared }],
        variables: { 'list.black': 1 },
        wouldChange: [{ value: 'list.black', actual: 1, text: { zh: '申请人信息命中黑名单数' } }],
      },
    });
    const replayed = await post(`/v1/applications/${declined.id}/replay`, {});
    expect(replayed.body).toMatchObject({ same: true, outcome: 'declined' });
    expect(await apply(13, 'shared')).toMatchObject({ outcome: 'approved' });
    // He himself is on the list since the test before, whatever device he comes with.
    expect(await apply(1, 'a-new-one')).toMatchObject({ outcome: 'declined' });
    await lists([node(0)], 'none');
  });

  it('looks for patterns when told to, and watches the days', async () => {
    expect((await post('/v1/network/findings', {})).body).toMatchObject({ found: 0 });
    const { body } = await get('/v1/network/findings');
    expect([items({ body } as Answer, 'patterns'), body['items']]).toEqual([
      expect.objectContaining({ length: 12 }),
      [],
    ]);
    const figures = items<{ name: string; values: number[] }>(await get('/v1/network/watch'), 'figures');
    expect(figures.find(({ name }) => name === 'outcome.applied')?.values).toEqual([1, 1, 1]);
  });

  it('keeps cases with their notes', async () => {
    const body = { title: 'Two on one device', nodes: [node(0), node(1)], note: 'seen in the morning' };
    const opened = await post('/v1/cases', body);
    expect(opened.body).toMatchObject({ status: 'open', notes: [{ text: body.note }] });
    const id = String(opened.body['id']);
    await post(`/v1/cases/${id}/notes`, { text: 'confirmed by the branch', status: 'fraud' });
    expect((await get(`/v1/cases/${id}`)).body).toMatchObject({
      status: 'fraud',
      notes: [{}, { text: 'confirmed by the branch' }],
    });
    expect(items<{ id: string }>(await get('/v1/cases'), 'items').map((one) => one.id)).toEqual([id]);
    expect((await get('/v1/cases/case_none')).status).toBe(404);
  });

  it('is the same after a restart, and forgets who is erased', async () => {
    const around = async (n: number) => (await get(`/v1/network/surroundings?nodes=${node(n)}&hops=1`)).body;
    const { nodes, links } = await around(0);
    await home.restart();
    expect(await around(0)).toMatchObject({ nodes, links });
    const erased = await post(`/v1/people/${people[2]}/erase`, { reason: 'asked for by the person' });
    expect(erased.body).toEqual({ persons: [people[2]] });
    expect((await get(`/v1/people/${people[2]}`)).body).toMatchObject({ name: '' });
    expect((await get(`/v1/network/surroundings?nodes=${node(2)}`)).status).toBe(404);
    await home.restart();
    expect((await get(`/v1/network/surroundings?nodes=${node(2)}`)).status).toBe(404);
  });
});
