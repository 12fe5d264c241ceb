import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { factorLibraryRoutes } from './api/factor-library.ts';
import { call } from './testing/client.ts';
import { startInstallation, type Installation } from './testing/installation.ts';
import { applicationOf, eventOf } from './testing/requests.ts';

interface Vectors {
  readonly schemaId: string;
  readonly asOf: string;
  readonly offset: number;
  readonly names: readonly string[];
  readonly versions: readonly string[];
  readonly items: readonly {
    readonly values: readonly (number | null)[];
    readonly withheld: number;
    readonly capped: boolean;
    readonly freshness: readonly { readonly entity: string; readonly recordedAt: string; readonly offset: number }[];
  }[];
}

let home: Installation;
let person = '';
let application = '';
beforeAll(async () => {
  home = await startInstallation();
  const { body } = await post('/v1/applications', applicationOf(1));
  ({ personId: person, id: application } = body as unknown as { personId: string; id: string });
});
afterAll(() => home.remove());

const post = (path: string, body: unknown, key = home.admin) => call(home.url, `POST ${path}`, { key, body });
const put = (path: string, body: unknown, key = home.admin) => call(home.url, `PUT ${path}`, { key, body });
const get = (path: string) => call(home.url, `GET ${path}`, { key: home.admin });

async function read(body: Readonly<Record<string, unknown>>): Promise<Vectors> {
  const answer = await post('/v1/factors/vectors', { subjects: [{ personId: person }], ...body });
  expect(answer.text).not.toContain('SERVER_');
  return factorLibraryRoutes.vectors.answer.parse(answer.body) as Vectors;
}

const asked = {
  entity: 'person',
  source: 'application.submitted',
  value: 'amount_minor',
  aggregate: 'sum',
  window: '30d',
};

async function serve(name: string, definition: unknown): Promise<string> {
  const { body } = await put(`/v1/factor-definitions/${name}`, definition);
  const { version } = body as unknown as { version: string };
  const staged = await post(`/v1/factor-definitions/${name}/stage`, { version, stage: 'served', why: 'test' });
  expect(staged.status).toBe(200);
  return version;
}

describe('the factor library over HTTP', () => {
  it('defines a factor, serves it once staged, and sees an event in the next read', async () => {
    const defined = await put('/v1/factor-definitions/asked', asked);
    expect(defined.body).toMatchObject({ name: 'asked', stage: 'shadow' });
    expect(
      (await post('/v1/factors/vectors', { names: ['asked'], subjects: [{ personId: person }] })).body,
    ).toMatchObject({
      code: 'FACTORS_NOT_SERVED',
    });
    await serve('asked', asked);
    await serve('sessions', { entity: 'id_device', source: 'session.started', aggregate: 'count' });
    const before = await read({ names: ['asked', 'sessions'] });
    expect(before.items[0]).toMatchObject({ values: [1_000_000, 0], withheld: 0, capped: false });
    const session = eventOf('session.started', 's-1', {
      identifiers: [{ kind: 'device', value: 'device-1' }],
      data: { ...SESSION },
    });
    expect((await post('/v1/events', { events: [session] })).status).toBe(202);
    expect((await read({ names: ['asked', 'sessions'] })).items[0]?.values).toEqual([1_000_000, 1]);
  });

  it('answers whole packs of the catalogue, as numbers or as bytes of the same values', async () => {
    const text = await read({ pack: 'sharing' });
    expect(text.names.length).toBeGreaterThan(100);
    const answer = await fetch(`${home.url}/v1/factors/vectors`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${home.admin}`,
        'content-type': 'application/json',
        accept: 'application/octet-stream',
      },
      body: JSON.stringify({ pack: 'sharing', subjects: [{ personId: person }, { applicationId: application }] }),
    });
    const values = new Float64Array(await answer.arrayBuffer());
    expect(answer.headers.get('x-factor-schema')).toBe(text.schemaId);
    expect(values).toHaveLength(2 * text.names.length);
    expect([...values].slice(0, text.names.length).map((v) => (Number.isNaN(v) ? null : v))).toEqual(
      text.items[0]?.values,
    );
  });

  it('reads as of an instant, by identifiers, and counts an event that was not sent', async () => {
    await serve('asked', asked);
    expect((await read({ names: ['asked'], asOf: '2026-01-01T00:00:00Z' })).items[0]?.values).toEqual([0]);
    const subjects = [{ identifiers: [{ kind: 'phone', value: '13800000001' }] }];
    const vector = await read({ names: ['asked'], subjects });
    expect(vector.items[0]?.values).toEqual([1_000_000]);
    expect(vector.items[0]?.freshness).toMatchObject([{ entity: 'person' }]);
    const event = { kind: 'application.submitted', data: { amountMinor: 5 } };
    expect((await read({ names: ['asked'], event })).items[0]?.values).toEqual([1_000_005]);
    expect((await read({ names: ['asked'] })).items[0]?.values).toEqual([1_000_000]);
  });

  it('keeps what purpose, country and consent forbid, consent withdrawn between two reads included', async () => {
    await serve('told', { ...asked, purposes: ['underwriting'], consent: 'bureau', withheldIn: ['US'] });
    expect((await read({ names: ['told'] })).items[0]?.values).toEqual([1_000_000]);
    expect((await read({ names: ['told'], country: 'US' })).items[0]).toMatchObject({ values: [null], withheld: 1 });
    expect((await read({ names: ['told'], purpose: 'marketing' })).items[0]).toMatchObject({
      values: [null],
      withheld: 1,
    });
    const withdrawal = eventOf('consent.changed', 'c-1', {
      identifiers: [{ kind: 'phone', value: '13800000001' }],
      data: { scope: 'bureau', granted: false },
    });
    expect((await post('/v1/events', { events: [withdrawal] })).status).toBe(202);
    home.clock.advance(1);
    expect((await read({ names: ['told'] })).items[0]).toMatchObject({ values: [null], withheld: 1 });
    const explained = await post('/v1/factors/explanations', { name: 'told', subject: { personId: person } });
    expect(explained.body).toMatchObject({ value: null, withheld: true, parts: [] });
  });

  it('explains a value by its events and tells where it comes from', async () => {
    await serve('asked', asked);
    await serve('twice', { op: 'product', of: ['asked', 2] });
    const { body } = await post('/v1/factors/explanations', { name: 'twice', subject: { personId: person } });
    expect(body).toMatchObject({ name: 'twice', value: 2_000_000, withheld: false });
    const [part] = (body as unknown as { parts: { events: unknown[] }[] }).parts;
    expect(part?.events).toMatchObject([
      { kind: 'application.submitted', fields: { amount_minor: 1_000_000 }, passesFilter: true, inWindow: true },
    ]);
    expect((await get('/v1/factors/asked/lineage')).body).toMatchObject({
      events: [{ kind: 'application.submitted', entity: 'person', fields: ['amount_minor'] }],
      dependents: ['twice'],
    });
  });

  it('adds up what two keys did once they turn out to be one person', async () => {
    await serve('opened', { entity: 'person', source: 'session.started', aggregate: 'count' });
    const account = { kind: 'account', value: 'merge-1' };
    const email = { kind: 'email', value: 'merge@example.org' };
    const opened = async (key: string, identifiers: readonly unknown[]): Promise<number | null | undefined> => {
      const event = eventOf('session.started', key, { identifiers, data: { ...SESSION } });
      expect((await post('/v1/events', { events: [event] })).status).toBe(202);
      return (await read({ names: ['opened'], subjects: [{ identifiers }] })).items[0]?.values[0];
    };
    expect(await opened('m-1', [account])).toBe(1);
    expect(await opened('m-2', [email])).toBe(1);
    expect(await opened('m-3', [account, email])).toBe(3);
    expect((await read({ names: ['opened'], subjects: [{ identifiers: [email] }] })).items[0]?.values).toEqual([3]);
  });

  it('finds factors by text, pack and entity, a page at a time', async () => {
    const page = await get('/v1/factors?pack=sharing&entity=id_device&limit=5');
    const { items, next } = page.body as unknown as { items: { name: string; entity: string }[]; next: string };
    expect(items).toHaveLength(5);
    expect(new Set(items.map(({ entity }) => entity))).toEqual(new Set(['id_device']));
    const more = await get(`/v1/factors?pack=sharing&entity=id_device&limit=5&cursor=${next}`);
    expect((more.body as unknown as { items: { name: string }[] }).items[0]?.name).not.toBe(items[0]?.name);
    expect((await get(`/v1/factors/${items[0]?.name}`)).body).toMatchObject({ pack: 'sharing', versions: [] });
    expect((await get('/v1/factors/nothing')).body).toMatchObject({ code: 'FACTORS_UNKNOWN' });
  });

  it('comes back after a restart with definitions, stages, sets and rows', async () => {
    await serve('asked', asked);
    await put('/v1/factor-sets/core', { names: ['asked'] });
    const before = await read({ set: 'core' });
    expect((await read({ set: 'core', asOf: before.asOf, offset: before.offset })).items).toEqual(before.items);
    const { rows } = (await get('/v1/factors-state')).body as unknown as { rows: number };
    await home.restart();
    expect((await read({ set: 'core' })).items).toEqual(before.items);
    expect((await read({ set: 'core' })).schemaId).toBe(before.schemaId);
    expect((await get('/v1/factors-state')).body).toMatchObject({ rows, faults: { unknownFields: 0, wrongTypes: 0 } });
  });

  it('refuses what is not sense, and those who may not define', async () => {
    const analyst = await home.keyOf('analyst');
    expect((await put('/v1/factor-definitions/x', asked, analyst)).status).toBe(403);
    for (const [body, code] of [
      [{ names: ['asked'], pack: 'sharing' }, 'SERVER_FACTORS_WANTED'],
      [{ names: ['asked'], subjects: [{ keys: { person: 1 } }] }, 'SERVER_FACTOR_KEY'],
      [{ names: ['asked'], event: { kind: 'x', data: {} } }, 'SERVER_EVENT_KIND'],
      [{ names: ['nothing'] }, 'FACTORS_UNKNOWN'],
      [{ set: 'nothing' }, 'FACTORS_UNKNOWN_SET'],
    ] as const) {
      const answer = await post('/v1/factors/vectors', { subjects: [{ personId: person }], ...body });
      expect(answer.body).toMatchObject({ code });
    }
    expect((await put('/v1/factor-definitions/x', { ...asked, value: 'nothing' })).body).toMatchObject({
      code: 'FACTORS_COLUMN_UNKNOWN',
    });
  });
});

const SESSION = {
  ...{ deviceModel: 'm', os: 'android', rooted: false, emulator: false, proxy: false, timezoneMatches: true },
  ...{ localeMatches: true, batteryPercent: 50, charging: false, installedApps: 40, network: '10.1.2.0/24' },
  ...{ cell: 'c-1', screens: 3, durationS: 60 },
};
