import fastifyCookie from '@fastify/cookie';
import fastifyRateLimit from '@fastify/rate-limit';
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { must, type Log } from '#base';
import type { Principal } from '../access/principal.ts';
import { apiRoutes } from '../api/index.ts';
import { handlers } from '../handlers/index.ts';
import { serveConsole } from './console.ts';
import type { ServerPorts } from './context.ts';
import { registerExport } from './export-stream.ts';
import { openIdempotencyBook } from './idempotency.ts';
import { registerLiveStream } from './live-stream.ts';
import { openApiDocument } from './openapi.ts';
import { problemOf } from './problem.ts';
import { registerRoute, type RouteContext } from './register-route.ts';
import { registerSession, SESSION_COOKIE } from './session.ts';
import { registerStatus } from './status.ts';

export interface AppOptions {
  readonly ports: ServerPorts;
  readonly report: Log;
  /** Requests a minute from one address or key; a bound against mistakes, not a quota. */
  readonly rateLimitPerMinute: number;
}

const BODY_LIMIT = 8 * 1024 * 1024;

/** The HTTP application: API, console, OpenAPI document, health and metrics. */
export async function createApp({ ports, report, rateLimitPerMinute }: AppOptions): Promise<FastifyInstance> {
  const app = fastify({
    bodyLimit: BODY_LIMIT,
    keepAliveTimeout: 65_000,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 500 },
  });
  await app.register(fastifyCookie);
  await app.register(fastifyRateLimit, {
    max: rateLimitPerMinute,
    timeWindow: 60_000,
    keyGenerator: (request) => request.headers.authorization ?? request.ip,
    allowList: (request) => !request.url.startsWith('/v1/'),
  });
  handleErrors(app, report);
  const context: RouteContext = {
    ports,
    idempotency: await openIdempotencyBook(ports.platform.db, ports.wallClock),
    principal: (request) => principalOf(request, ports),
  };
  registerSession(app, context);
  for (const spec of apiRoutes) {
    if (spec.name === 'session.create' || spec.name === 'session.delete') continue;
    registerRoute(app, spec, { ...context, handler: must(handlers[spec.name], `handler of ${spec.name}`) });
  }
  registerLiveStream(app, context);
  registerExport(app, context);
  registerStatus(app, ports);
  app.get('/openapi.json', () => openApiDocument(ports.version));
  await serveConsole(app);
  return app;
}

function principalOf(request: FastifyRequest, { access }: ServerPorts): Principal | undefined {
  const bearer = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
  if (bearer !== undefined) return access.byKey(bearer);
  const session = request.cookies[SESSION_COOKIE];
  if (session === undefined) return undefined;
  // A page of another site may send the cookie but not this header, so writes by cookie need it or the same origin.
  if (request.method !== 'GET' && !isSameOrigin(request)) return undefined;
  return access.bySession(session);
}

function isSameOrigin(request: FastifyRequest): boolean {
  const { origin, host } = request.headers;
  if (origin === undefined) return request.headers['sec-fetch-site'] !== 'cross-site';
  // A sandboxed frame sends the origin "null", which is no address.
  return URL.canParse(origin) && new URL(origin).host === host;
}

function handleErrors(app: FastifyInstance, report: Log): void {
  app.setErrorHandler(async (error, request, reply) => {
    const problem = problemOf(error);
    if (problem.status >= 500)
      report.error('request failed', { route: request.routeOptions.url, code: problem.code, error });
    return await reply.code(problem.status).type('application/problem+json').send(problem);
  });
}
