import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayOfInstant } from '#base';
import { apiRoutes, type RouteSpec } from './api/index.ts';
import { MAIN_TENANT } from './platform/open-platform.ts';
import { call, type Answer } from './testing/client.ts';
import { startInstallation, type Installation } from './testing/installation.ts';
import { applicationOf } from './testing/requests.ts';

const DAY_MS = 86_400_000;

let home: Installation;
const ids: Record<string, string> = { factors: 'application.amount' };
beforeAll(async () => {
  home = await startInstallation();
  const post = (path: string, body: unknown): Promise<Answer> =>
    call(home.url, `POST ${path}`, { key: home.admin, body });
  for (let n = 0; n < 4; n++) {
    const { body } = await post('/v1/applications', applicationOf(n, n === 3 ? { age: 12 } : {}));
    if (n === 3) break;
    const answer = await post(`/v1/applications/${String(body['id'])}/answer`, { accepted: n < 2 });
    Object.assign(ids, { applications: String(body['id']), people: String(body['personId']) });
    if (n === 0) ids['loans'] = String(answer.body['loanId']);
  }
  await post('/v1/payments', { paymentId: 'p', loanId: ids['loans'], amount: { amountMinor: 7, currency: 'CNY' } });
  const { engine } = home.platform.tenant(MAIN_TENANT);
  await engine.closeDays(dayOfInstant(home.clock.now()));
  home.clock.advance(70 * DAY_MS);
  await engine.closeDays(dayOfInstant(home.clock.now()));
  ids['policies'] = engine.ports.policies.list()[0]?.hash ?? '';
});
afterAll(() => home.remove());

const reads = apiRoutes.filter(({ method }) => method === 'GET');

/** What routes cannot do without. */
const queries: Readonly<Record<string, (person: string) => string>> = {
  'network.search': (person) => `?text=${person}`,
  'network.surroundings': (person) => `?nodes=person:${person}`,
  'network.path': (person) => `?a=person:${person}&b=person:${person}`,
  'network.why': (person) => `?a=person:${person}&b=person:${person}`,
};

/** The address of a route for the thing that the set-up made of its kind; undefined where it made none. */
function addressOf({ name, path }: RouteSpec): string | undefined {
  if (!path.includes('{')) return `${path}${queries[name]?.(ids['people'] ?? '') ?? ''}`;
  const id = ids[path.split('/')[2] ?? ''];
  return id === undefined ? undefined : path.replace(/\{\w+\}/, id);
}

describe('answers', () => {
  it.each(reads.map((route) => [route.name, route] as const))('%s answers what it declares', async (_name, route) => {
    const path = addressOf(route);
    const answer = await call(home.url, `GET ${path ?? route.path.replace(/\{\w+\}/, 'none')}`, { key: home.admin });
    expect(answer.status).toBe(path === undefined ? 404 : 200);
    if (path !== undefined) expect(route.answer.parse(answer.body)).toEqual(answer.body);
  });

  it('lists go on where the cursor says, without a gap or a repetition', async () => {
    const all = await call(home.url, 'GET /v1/applications', { key: home.admin });
    const seen: unknown[] = [];
    for (let next: unknown = ''; next !== null;) {
      const cursor = next === '' ? '' : `&cursor=${String(next)}`;
      const { body } = await call(home.url, `GET /v1/applications?limit=1${cursor}`, { key: home.admin });
      seen.push(...(body['items'] as unknown as unknown[]));
      next = body['next'];
    }
    expect(seen).toEqual(all.body['items']);
  });

  it('a decision replays to the same outcome', async () => {
    const answer = await call(home.url, `POST /v1/applications/${ids['applications']}/replay`, {
      key: home.admin,
      body: {},
    });
    expect(answer.body).toMatchObject({ same: true, outcome: 'approved' });
  });

  it('health tells the state and metrics tell nothing about people', async () => {
    expect((await call(home.url, 'GET /healthz')).body).toMatchObject({ status: 'ok', world: { state: 'none' } });
    const { text } = await call(home.url, 'GET /metrics');
    expect(text).toContain('tally_open_loans 2');
    expect(text).not.toMatch(/per_|Borrower/);
  });
});

describe('the OpenAPI document', () => {
  it('describes every route with its parameters, body, answer and problem', async () => {
    const { body } = await call(home.url, 'GET /openapi.json');
    const document = body as unknown as { openapi: string; paths: Record<string, Record<string, Operation>> };
    expect(document.openapi).toMatch(/^3\.1\./);
    expect(Object.values(document.paths).flatMap(Object.values)).toHaveLength(apiRoutes.length);
    for (const route of apiRoutes) {
      const operation = document.paths[route.path]?.[route.method.toLowerCase()];
      expect(operation?.operationId).toBe(route.name);
      const names = operation?.parameters.map(({ name }) => name) ?? [];
      for (const [, place] of route.path.matchAll(/\{(\w+)\}/g)) expect(names).toContain(place);
      expect(names.includes('Idempotency-Key')).toBe(route.idempotent === true);
      expect(Object.keys(operation?.responses ?? {})).toEqual([String(route.status ?? 200), 'default']);
      expect(operation?.requestBody === undefined).toBe(route.body === undefined);
    }
  });
});

interface Operation {
  readonly operationId: string;
  readonly parameters: readonly { readonly name: string }[];
  readonly requestBody?: unknown;
  readonly responses: Readonly<Record<string, unknown>>;
}
