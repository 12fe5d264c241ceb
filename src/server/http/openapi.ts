import { z } from '#base';
import { apiRoutes, problemSchema, type RouteSpec } from '../api/index.ts';

type JsonObject = Record<string, unknown>;

/** The OpenAPI 3.1 document of the API, made from the same route table that serves it. */
export function openApiDocument(version: string): JsonObject {
  const paths: Record<string, JsonObject> = {};
  for (const spec of apiRoutes) {
    const path = (paths[spec.path] ??= {});
    path[spec.method.toLowerCase()] = operation(spec);
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Tallystick', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    paths,
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'an API key' },
        session: { type: 'apiKey', in: 'cookie', name: 'tally_session' },
      },
      schemas: { Problem: schemaOf(problemSchema) },
    },
  };
}

function operation(spec: RouteSpec): JsonObject {
  const problem = {
    description: 'problem details',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
  return {
    operationId: spec.name,
    summary: spec.summary,
    tags: [spec.name.split('.')[0]],
    ...(spec.roles.length === 0 ? {} : { security: [{ key: [] }, { session: [] }], 'x-roles': spec.roles }),
    parameters: [
      ...parametersOf(spec.params, 'path'),
      ...parametersOf(spec.query, 'query'),
      ...(spec.idempotent === true
        ? [
            {
              name: 'Idempotency-Key',
              in: 'header',
              required: true,
              schema: { type: 'string', minLength: 1, maxLength: 200 },
            },
          ]
        : []),
    ],
    ...(spec.body === undefined
      ? {}
      : { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(spec.body, 'input') } } } }),
    responses: {
      [String(spec.status ?? 200)]: {
        description: 'success',
        content: { 'application/json': { schema: schemaOf(spec.answer) }, ...alternativeOf(spec) },
      },
      default: problem,
    },
  };
}

function alternativeOf({ alternative }: RouteSpec): JsonObject {
  if (alternative === undefined) return {};
  const { type, description } = alternative;
  return { [type]: { schema: { type: 'string', format: 'binary', description } } };
}

function parametersOf(schema: z.ZodType | undefined, place: 'path' | 'query'): JsonObject[] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
    properties?: Record<string, JsonObject>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }));
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output' = 'output'): JsonObject {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as JsonObject;
  return rest;
}
