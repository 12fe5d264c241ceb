import type { FastifyInstance } from 'fastify';
import { must, parse } from '#base';
import { SESSION_HOURS } from '../access/access-book.ts';
import { authorise } from '../access/principal.ts';
import { accessRoutes } from '../api/index.ts';
import { userView } from '../handlers/access.ts';
import type { RouteContext } from './register-route.ts';

export const SESSION_COOKIE = 'tally_session';

const COOKIE = { path: '/', httpOnly: true, sameSite: 'strict', maxAge: SESSION_HOURS * 3600 } as const;

/** Signing in and out: the only routes that set cookies. Sign-in is limited to ten tries a minute from one address. */
export function registerSession(app: FastifyInstance, { ports, principal }: RouteContext): void {
  const { signIn, signOut } = accessRoutes;
  app.post(signIn.path, { config: { rateLimit: { max: 10, timeWindow: 60_000 } } }, async (request, reply) => {
    const body = parse(must(signIn.body, 'a body schema'), request.body, {
      what: 'body',
      code: 'SERVER_REQUEST_INVALID',
    });
    const { user, secret } = await ports.access.signIn(body.email, body.password);
    return await reply
      .setCookie(SESSION_COOKIE, secret, { ...COOKIE, secure: request.protocol === 'https' })
      .send(userView(user));
  });
  app.delete(signOut.path, async (request, reply) => {
    authorise(principal(request), signOut.roles);
    const secret = request.cookies[SESSION_COOKIE];
    if (secret !== undefined) await ports.access.signOut(secret);
    return await reply.clearCookie(SESSION_COOKIE, { path: '/' }).send({ signedOut: true });
  });
}
