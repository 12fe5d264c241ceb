import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { TallyError } from '#base';
import { problemOf } from './problem.ts';

const HEADERS = {
  'content-security-policy':
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; connect-src 'self'; frame-ancestors 'none'; base-uri 'self'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
};

/** Serves the built console; a path that is no file and no API answers with its page, which routes in the browser. */
export async function serveConsole(app: FastifyInstance): Promise<void> {
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(HEADERS);
    done();
  });
  const root = fileURLToPath(new URL('../../console', import.meta.url));
  const isBuilt = existsSync(root);
  if (isBuilt) await app.register(fastifyStatic, { root, wildcard: false, maxAge: '1h', immutable: false });
  else app.get('/', () => 'the console is not built: run "npm run build"\n');
  app.setNotFoundHandler(async (request, reply) => {
    const wantsPage = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html');
    const path = request.url.split('?')[0] ?? '';
    if (isBuilt && wantsPage && !path.startsWith('/v1/'))
      return await reply.header('cache-control', 'no-cache').sendFile('index.html');
    const error = new TallyError('SERVER_NO_ROUTE', `there is nothing at ${request.method} ${path}`, {
      hint: 'the routes are listed in /openapi.json',
      status: 404,
    });
    return await reply.code(404).type('application/problem+json').send(problemOf(error));
  });
}
