import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { parse, parseDay, z } from '#base';
import { authorise } from '../access/principal.ts';
import { day } from '../api/index.ts';
import { exportRows, type ExportRange } from '../export/export-rows.ts';
import { exportTables, type ExportName } from '../export/export-tables.ts';
import type { Tenant } from '../platform/open-tenant.ts';
import type { RouteContext } from './register-route.ts';

const names = Object.keys(exportTables) as [ExportName, ...ExportName[]];
const params = z.object({ name: z.enum(names) });
const query = z.strictObject({ from: day.default('1970-01-01'), to: day.default('9999-12-31') });

/** Whole tables as lines of JSON, streamed as fast as the reader takes them; for `tally export`. */
export function registerExport(app: FastifyInstance, { ports, principal }: RouteContext): void {
  app.get('/v1/export/:name', (request, reply) => {
    const { tenant } = authorise(principal(request), ['auditor', 'analyst', 'risk', 'admin']);
    const { name } = parse(params, request.params, { what: 'path', code: 'SERVER_REQUEST_INVALID' });
    const { from, to } = parse(query, request.query, { what: 'query', code: 'SERVER_REQUEST_INVALID' });
    const range = { from: parseDay(from), to: parseDay(to) };
    return reply.type('application/x-ndjson').send(Readable.from(lines(ports.platform.tenant(tenant), name, range)));
  });
}

async function* lines(tenant: Tenant, name: ExportName, range: ExportRange): AsyncIterable<string> {
  for await (const rows of exportRows(tenant, name, range)) {
    if (rows.length > 0) yield `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`;
  }
}
