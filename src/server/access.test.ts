import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiRoutes, problemSchema, roles } from './api/index.ts';
import { call } from './testing/client.ts';
import { startInstallation, type Installation } from './testing/installation.ts';

let home: Installation;
beforeAll(async () => {
  home = await startInstallation();
});
afterAll(() => home.remove());

/** A route with its parameters filled in. */
function addressOf(route: { method: string; path: string }): string {
  return `${route.method} ${route.path.replace(/\{\w+\}/g, 'x')}`;
}

describe('credentials', () => {
  it('every route but sign-in refuses a request without credentials as problem+json', async () => {
    for (const route of apiRoutes.filter(({ roles: allowed }) => allowed.length > 0)) {
      const answer = await call(home.url, addressOf(route));
      expect([route.name, answer.status]).toEqual([route.name, 401]);
      expect(answer.type).toContain('application/problem+json');
      expect(problemSchema.parse(answer.body)).toMatchObject({ code: 'SERVER_UNAUTHENTICATED', status: 401 });
    }
  });

  it('an unknown and a revoked key are nobody', async () => {
    expect((await call(home.url, 'GET /v1/loans', { key: 'tally_none' })).status).toBe(401);
    const made = await call(home.url, 'POST /v1/keys', { key: home.admin, body: { name: 'k', role: 'risk' } });
    const { id, secret } = made.body as unknown as { id: string; secret: string };
    expect((await call(home.url, 'GET /v1/loans', { key: secret })).status).toBe(200);
    expect((await call(home.url, `DELETE /v1/keys/${id}`, { key: home.admin })).status).toBe(200);
    expect((await call(home.url, 'GET /v1/loans', { key: secret })).status).toBe(401);
  });

  it('every role is refused wherever it is not named', async () => {
    for (const role of roles) {
      const key = await home.keyOf(role);
      for (const route of apiRoutes.filter(({ roles: allowed }) => allowed.length > 0 && !allowed.includes(role))) {
        const answer = await call(home.url, addressOf(route), { key });
        expect([role, route.name, answer.status, answer.body['code']]).toEqual([
          role,
          route.name,
          403,
          'SERVER_FORBIDDEN',
        ]);
        expect(answer.body['hint']).toContain(route.roles[0]);
      }
    }
  });
});

describe('sessions', () => {
  async function signIn(): Promise<string> {
    const { email, password } = home.server.first ?? { email: '', password: '' };
    const response = await fetch(`${home.url}/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
    });
    expect(response.status).toBe(200);
    const cookie = response.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Strict/i);
    return cookie.split(';')[0] ?? '';
  }

  it('a cookie reads and writes from its own origin and never writes from another', async () => {
    const cookie = await signIn();
    const write = (headers: Record<string, string>) =>
      call(home.url, 'POST /v1/market', { headers: { cookie, ...headers }, body: {} });
    expect((await call(home.url, 'GET /v1/session', { headers: { cookie } })).status).toBe(200);
    expect((await write({ origin: home.url })).status).toBe(200);
    for (const origin of ['https://evil.example', 'null', 'no address', 'http://127.0.0.1:1']) {
      expect([origin, (await write({ origin })).status]).toEqual([origin, 401]);
    }
    expect((await write({ 'sec-fetch-site': 'cross-site' })).status).toBe(401);
  });

  it('signing out ends a session, twelve hours end it as well', async () => {
    const [first, second] = [await signIn(), await signIn()];
    await call(home.url, 'DELETE /v1/session', { headers: { cookie: first } });
    expect((await call(home.url, 'GET /v1/session', { headers: { cookie: first } })).status).toBe(401);
    home.clock.advance(12 * 3_600_000);
    expect((await call(home.url, 'GET /v1/session', { headers: { cookie: second } })).status).toBe(401);
  });

  it('a wrong password and an unknown address get the same answer', async () => {
    const email = home.server.first?.email ?? '';
    const wrong = await call(home.url, 'POST /v1/session', { body: { email, password: 'x' } });
    const unknown = await call(home.url, 'POST /v1/session', { body: { email: 'a@b.example', password: 'x' } });
    expect(wrong.status).toBe(401);
    expect(unknown.text).toBe(wrong.text);
  });
});
