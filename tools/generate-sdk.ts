import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from '#base';
import { apiRoutes, type RouteSpec } from '#server';
import { typeOf, type JsonSchema } from './json-schema-type.ts';

/*
 * Writes src/sdk/routes.ts: one typed method per route, from the same table that serves the API. TypeScript 7 has no
 * compiler API, so the common generators do not run; this one prints types from the JSON schemas. A test fails when the
 * file is behind the table.
 */

/** The text of the generated file. */
export function sdkSource(): string {
  const groups = new Map<string, RouteSpec[]>();
  for (const spec of apiRoutes) {
    const [group = ''] = spec.name.split('.');
    groups.set(group, [...(groups.get(group) ?? []), spec]);
  }
  const types = apiRoutes.flatMap(typesOf);
  const members = [...groups].map(([group, specs]) => `    ${group}: {\n${specs.map(method).join('')}    },\n`);
  return `${HEAD}
${types.join('\n')}
/** Every method of the API, over a way to send requests. */
export function routesOver(send: Send) {
  return {
${members.join('')}  };
}
`;
}

const HEAD = `/* Made by tools/generate-sdk.ts from the route table of the server: change the table, not this file. */

/** A request as a generated method describes it. */
export interface SdkRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly query?: Readonly<Record<string, unknown>> | undefined;
  readonly body?: unknown;
  /** Writes that need an idempotency key; one is made when the caller gives none. */
  readonly idempotent: boolean;
  readonly options?: RequestOptions | undefined;
}

/** Sends a request and answers its JSON. */
export type Send = <T>(request: SdkRequest) => Promise<T>;

export interface RequestOptions {
  /** Give the same key to a retry; made at random when left out. */
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
}
`;

function pascal(name: string): string {
  return name.replace(/(^|\.)(\w)/g, (_match, _dot, letter: string) => letter.toUpperCase());
}

function typesOf(spec: RouteSpec): string[] {
  const name = pascal(spec.name);
  return [
    ...(spec.query === undefined ? [] : [declaration(`${name}Query`, spec.query, 'input')]),
    ...(spec.body === undefined ? [] : [declaration(`${name}Body`, spec.body, 'input')]),
    declaration(`${name}Answer`, spec.answer, 'output'),
  ];
}

function declaration(name: string, schema: z.ZodType, io: 'input' | 'output'): string {
  const json = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as JsonSchema;
  return `export type ${name} = ${typeOf(json)};\n`;
}

function method(spec: RouteSpec): string {
  const name = spec.name.split('.').slice(1).join('_');
  const type = pascal(spec.name);
  const places = [...spec.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
  const path = spec.path.replace(/\{(\w+)\}/g, (_match, place: string) => `\${encodeURIComponent(${place})}`);
  const parameters = [
    ...places.map((place) => `${place}: string`),
    ...(spec.body === undefined ? [] : [`body: ${type}Body`]),
    ...(spec.query === undefined ? [] : [`query: ${type}Query${isOptional(spec.query) ? ' = {}' : ''}`]),
    'options?: RequestOptions',
  ];
  const fields = [
    `method: '${spec.method}'`,
    `path: ${path.includes('$') ? `\`${path}\`` : `'${path}'`}`,
    ...(spec.query === undefined ? [] : ['query']),
    ...(spec.body === undefined ? [] : ['body']),
    `idempotent: ${spec.idempotent === true}`,
    'options',
  ];
  return `      /** ${spec.summary}. */
      ${name}: (${parameters.join(', ')}) =>
        send<${type}Answer>({ ${fields.join(', ')} }),
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(new URL('../src/sdk/routes.ts', import.meta.url), sdkSource());
}

/** Whether a query may be left out: nothing in it is required. */
function isOptional(query: z.ZodType): boolean {
  return query.safeParse({}).success;
}
