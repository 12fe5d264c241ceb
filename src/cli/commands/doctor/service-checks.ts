import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createRng, systemClock } from '#base';
import { platformMigrations } from '#server';
import { openHot, openPglite, openPostgres, type Database } from '#store';
import { createClient } from '#sdk';
import { fail, ok, warn, type Check, type Finding, type Patient } from './check.ts';
import { lockHolder } from './lock-holder.ts';

/** Checks of what the installation talks to. */
export const serviceChecks: readonly Check[] = [
  { name: 'port', run: checkPort },
  { name: 'database', run: checkDatabase },
  { name: 'books', run: checkBooks },
  {
    name: 'redis',
    async run({ values }) {
      if (values.redisUrl === undefined) return ok('not used: hot state is in memory');
      const hot = await openHot({ url: values.redisUrl, clock: systemClock });
      await hot.close();
      return ok('reachable');
    },
  },
];

async function checkPort({ values, server }: Patient): Promise<Finding> {
  const { host, port } = values;
  if (server !== undefined && new URL(server.url).port === String(port)) return ok(`${port} is our server's`);
  const error = await new Promise<NodeJS.ErrnoException | undefined>((resolve) => {
    const probe = createServer();
    probe.once('error', resolve);
    probe.listen({ host, port }, () => probe.close(() => resolve(undefined)));
  });
  if (error === undefined) return ok(`${port} is free`);
  return fail(
    `${port} on ${host}: ${error.code ?? error.message}`,
    'stop the program that uses it, or set another port',
  );
}

async function checkDatabase({ values, server }: Patient): Promise<Finding> {
  if (server !== undefined) {
    const health = await fetch(`${server.url}/healthz`);
    return health.ok
      ? ok('open in the server, which answers')
      : fail(`the server answers ${health.status}`, 'see its log');
  }
  const path = join(values.dataDirectory, 'store');
  if (values.databaseUrl === undefined && !existsSync(path)) return ok('made by the first start');
  if (values.databaseUrl === undefined && lockHolder(path) !== undefined)
    return warn('in use', 'run doctor again later');
  const db =
    values.databaseUrl === undefined ? await openPglite({ path }) : await openPostgres({ url: values.databaseUrl });
  try {
    return await checkSchema(db);
  } finally {
    await db.close();
  }
}

async function checkSchema(db: Database): Promise<Finding> {
  const [found] = await db.query<{ exists: boolean }>("select to_regclass('schema_migration') is not null as exists");
  const { adapter, version } = db.info();
  if (found?.exists !== true) return warn(`${adapter} ${version}, empty`, 'the next start makes the tables');
  const rows = await db.query<{ number: number }>('select number from schema_migration order by number');
  const known = new Set(platformMigrations.map(({ number }) => number));
  const newer = rows.filter(({ number }) => !known.has(number));
  if (newer.length > 0) {
    return fail(`made by a newer version (step ${newer.at(-1)?.number})`, 'start that version, or restore a backup');
  }
  const pending = known.size - rows.length;
  const at = `${adapter} ${version}, schema ${rows.at(-1)?.number ?? 0}`;
  return pending === 0
    ? ok(at)
    : warn(`${at}, ${pending} steps behind`, 'run "tally migrate"; a start does it as well');
}

async function checkBooks({ server }: Patient): Promise<Finding> {
  if (server === undefined) return ok('checked while a server runs');
  const client = createClient({ url: server.url, key: server.token, retry: { random: createRng('doctor').uniform } });
  const [ledger, audit] = await Promise.all([client.ledger.verify(), client.audit.verify()]);
  if (ledger.breaks.length > 0)
    return fail(`${ledger.breaks.length} breaks in the ledger`, 'stop lending and report it');
  if (audit.firstBreak !== null) return fail(`the audit chain breaks at ${audit.firstBreak}`, 'compare with a backup');
  return ok(`balanced; audit chain of ${audit.entries} entries whole`);
}
