import { afterAll, beforeAll, describe, it } from 'vitest';
import { contractMigrations, databaseContract } from './contract/database.ts';
import type { Database } from './database.ts';
import { openDatabase } from './open-database.ts';
import { type ScratchDatabase, openScratchDatabase } from './scratch-database.ts';
import { type TestServer, findPostgres, startPostgres } from './testing/postgres-server.ts';

describe('database contract on PGlite', () => {
  let scratch: ScratchDatabase;
  beforeAll(async () => {
    scratch = await openScratchDatabase({ migrations: contractMigrations, sync: 'full' });
  });
  afterAll(() => scratch.remove());
  for (const { name, run } of databaseContract) it(name, () => run(scratch.db, name));
});

const given = process.env['TALLY_TEST_DATABASE_URL'];
const binaries = findPostgres();
const reason = given || binaries ? '' : ' (not run: no postgres found and TALLY_TEST_DATABASE_URL is not set)';

describe.runIf(reason === '')(`database contract on Postgres${reason}`, () => {
  let server: TestServer | undefined;
  let db: Database;
  beforeAll(async () => {
    if (!given && binaries) server = await startPostgres(binaries);
    const url = given ?? server?.url;
    db = await openDatabase({ url, path: '', migrations: contractMigrations });
  });
  afterAll(async () => {
    await db.close();
    await server?.stop();
  });
  for (const { name, run } of databaseContract) it(name, () => run(db, name));
});
