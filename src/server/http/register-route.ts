import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { TallyError, parse, z } from '#base';
import { createUnit } from '#store';
import { authorise, type Principal } from '../access/principal.ts';
import type { RouteSpec } from '../api/index.ts';
import { assertText } from './assert-text.ts';
import { WrittenAnswer, type Call, type Handler, type ServerPorts } from './context.ts';
import type { FirstAnswer, IdempotencyBook } from './idempotency.ts';

export interface RouteContext {
  readonly ports: ServerPorts;
  readonly idempotency: IdempotencyBook;
  principal(request: FastifyRequest): Principal | undefined;
}

/** Registers a route of the API: authorise, validate, answer once per idempotency key. */
export function registerRoute(
  app: FastifyInstance,
  spec: RouteSpec,
  parts: RouteContext & { readonly handler: Handler },
): void {
  const handler = parts.handler as unknown as Handler<unknown, unknown, unknown>;
  const url = spec.path.replace(/\{(\w+)\}/g, ':$1');
  const status = spec.status ?? 200;
  app.route({
    method: spec.method,
    url,
    onError: async (request) => recoverTenant(parts, request),
    handler: async (request, reply) => {
      const principal = spec.roles.length === 0 ? NOBODY : authorise(parts.principal(request), spec.roles);
      const call = readCall(request, spec, { ports: parts.ports, principal });
      if (spec.idempotent !== true) return await sendAnswer(reply, status, await handler(call));
      const key = idempotencyKey(request);
      const place = {
        tenant: principal.tenant,
        route: placeOf(spec, request),
        key,
        body: JSON.stringify(call.body ?? null),
      };
      const first = await parts.idempotency.once(place, (remember) =>
        answerOnce({ handler, call: { ...call, key }, status, remember }),
      );
      return await sendJson(reply, first);
    },
  });
}

async function sendAnswer(reply: FastifyReply, status: number, answer: unknown): Promise<FastifyReply> {
  if (!(answer instanceof WrittenAnswer)) return await reply.code(status).send(answer);
  return await reply.code(status).headers(answer.headers).type(answer.type).send(answer.body);
}

/** One spelling of a route and its parameters, however the address was written. */
function placeOf({ method, path }: RouteSpec, { params }: FastifyRequest): string {
  const values = params as Readonly<Record<string, string>>;
  return `${method} ${path.replace(/\{(\w+)\}/g, (_match, name: string) => values[name] ?? '')}`;
}

/** A stopped engine is opened again behind the failed request; the caller was told to try again. */
function recoverTenant({ ports, principal }: RouteContext, request: FastifyRequest): void {
  const id = principal(request)?.tenant;
  if (id === undefined || !ports.platform.tenant(id).engine.hasStopped) return;
  void ports.platform.recover(id).catch(() => undefined);
}

/** A route that asks nobody who he is runs for the main tenant and may do nothing by role. */
const NOBODY: Principal = { tenant: 'main', actor: 'anonymous', role: 'auditor', userId: undefined };

const SECRET_FIELDS: ReadonlySet<string> = new Set(['password', 'secret']);

interface AnswerOnce {
  readonly handler: Handler<unknown, unknown, unknown>;
  readonly call: Call;
  readonly status: number;
  readonly remember: (first: FirstAnswer) => ReturnType<Call['remember']>;
}

/** Runs the handler; unless it stored the first answer with its effect, stores it now, without secrets. */
async function answerOnce({ handler, call, status, remember }: AnswerOnce): Promise<FirstAnswer> {
  let isRemembered = false;
  const answer = await handler({
    ...call,
    remember: (first) => {
      isRemembered = true;
      return remember(first);
    },
  });
  const text = JSON.stringify(answer);
  if (!isRemembered) {
    const kept = JSON.stringify(answer, (name, value: unknown) => (SECRET_FIELDS.has(name) ? '' : value));
    const { db } = call.ports.platform;
    await db.write(createUnit(call.principal.tenant).add(remember({ status, answer: kept })));
  }
  return { status, answer: text };
}

function readCall(
  request: FastifyRequest,
  spec: RouteSpec,
  { ports, principal }: { readonly ports: ServerPorts; readonly principal: Principal },
): Call {
  const part = (schema: z.ZodType | undefined, value: unknown, what: string): unknown =>
    schema === undefined ? undefined : parse(schema, value, { what, code: 'SERVER_REQUEST_INVALID' });
  assertText(request.params, 'path');
  assertText(request.query, 'query');
  assertText(request.body, 'body');
  return {
    ports,
    tenant: ports.platform.tenant(principal.tenant),
    principal,
    params: part(spec.params, request.params, 'path'),
    query: part(spec.query === undefined ? undefined : strictQuery(spec.query), request.query, 'query'),
    body: part(spec.body, request.body, 'body'),
    wantsAlternative: spec.alternative !== undefined && request.headers.accept === spec.alternative.type,
    key: '',
    remember: () => ({ writes: [] }),
  };
}

/** Unknown query parameters are refused: a misspelt filter must not answer everything. */
function strictQuery(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodObject ? schema.strict() : schema;
}

function idempotencyKey(request: FastifyRequest): string {
  const key = request.headers['idempotency-key'];
  if (typeof key === 'string' && /^[\x21-\x7e]{1,200}$/.test(key)) return key;
  throw new TallyError('SERVER_IDEMPOTENCY_KEY', 'the request has no valid Idempotency-Key header', {
    hint: 'send a key of 1 to 200 printable characters, new for each write, the same for each retry',
    status: 422,
  });
}

async function sendJson(reply: FastifyReply, { status, answer }: FirstAnswer): Promise<FastifyReply> {
  return await reply.code(status).header('content-type', 'application/json; charset=utf-8').send(answer);
}
