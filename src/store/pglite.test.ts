import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { manualClock } from '#base';
import { openPglite } from './adapters/pglite.ts';
import { backup, restore } from './backup.ts';
import { contractMigrations } from './contract/database.ts';
import { createJobQueue } from './job-queue.ts';
import { maintain } from './maintain.ts';
import { migrationsHash } from './migrate.ts';
import { storeMigrations } from './migrations/index.ts';
import { openDatabase } from './open-database.ts';
import { prepareDataDirectory } from './prepare-directory.ts';
import { findPrepared } from './prepared.ts';
import { scratchPrepared } from './scratch-database.ts';
import { defineTable } from './table.ts';
import { createUnit } from './unit.ts';

/* What only the embedded database does: its directory, lock, backup, full disk. */

const sample = defineTable('contract_sample', { columns: { tenant: 'text', id: 'text' }, key: ['tenant', 'id'] });
const migrations = [...storeMigrations, ...contractMigrations];
let root = '';
let preparedDirectory = '';
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'tally-pglite-'));
  preparedDirectory = await scratchPrepared();
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

it('keeps what was written over close, backup and restore, and refuses a second user meanwhile', async () => {
  const path = join(root, 'first');
  const db = await openDatabase({ path, migrations, preparedDirectory });
  await db.write(createUnit('a').insert(sample, [{ id: 'kept' }]));
  await expect(openDatabase({ path, migrations })).rejects.toMatchObject({ code: 'STORE_LOCKED' });
  const file = join(root, 'backups', 'first.tar.gz');
  expect((await backup(db, file)).bytes).toBeGreaterThan(1_000_000);
  await db.write(createUnit('a').insert(sample, [{ id: 'later' }]));
  await db.close();
  await expect(db.query('select 1')).rejects.toMatchObject({ code: 'STORE_CLOSED' });

  const again = await openDatabase({ path, migrations });
  expect(await again.query('select id from contract_sample order by id')).toEqual([{ id: 'kept' }, { id: 'later' }]);
  await again.close();

  const copy = join(root, 'copy');
  restore(file, copy);
  const restored = await openDatabase({ path: copy, migrations });
  expect(await restored.query('select id from contract_sample')).toEqual([{ id: 'kept' }]);
  await restored.close();
  expect(() => restore(file, copy)).toThrow(expect.objectContaining({ code: 'STORE_NOT_EMPTY' }));
  expect(readdirSync(copy)).toEqual(['pg']);
});

it('refuses to restore what is no backup', () => {
  const file = join(root, 'nonsense.tar.gz');
  writeFileSync(file, 'nonsense');
  expect(() => restore(file, join(root, 'none'))).toThrow(expect.objectContaining({ code: 'STORE_ARCHIVE' }));
});

it('refuses writes while the disk is full, answers reads, and goes on when there is space', async () => {
  let free = 1e12;
  const path = join(root, 'full');
  const db = await openDatabase({ path, migrations, preparedDirectory, sync: 'os', freeBytes: () => free });
  free = 1000;
  const write = db.write(createUnit('a').insert(sample, [{ id: 'x' }]));
  await expect(write).rejects.toMatchObject({ code: 'STORE_DISK_FULL', retryable: true });
  expect(await db.query('select count(*) as n from contract_sample')).toEqual([{ n: 0 }]);
  free = 1e12;
  await db.write(createUnit('a').insert(sample, [{ id: 'x' }]));
  expect(await db.query('select count(*) as n from contract_sample')).toEqual([{ n: 1 }]);
  await db.close();
});

it('gives back the space of dead rows and removes finished jobs', async () => {
  const db = await openDatabase({ path: join(root, 'vacuum'), migrations, preparedDirectory, sync: 'os' });
  const clock = manualClock(Date.UTC(2026, 0, 1));
  const jobs = createJobQueue(db);
  await jobs.enqueue('a', [{ queue: 'q', key: 'k', runAt: clock.now() }]);
  const [job] = await jobs.claim({ queues: ['q'], now: clock.now(), limit: 1 });
  expect(job && (await jobs.complete(job, clock.now()))).toBe(true);
  const size = async (): Promise<number> => {
    const rows = await db.query<{ size: number }>("select pg_total_relation_size('contract_sample') as size");
    return rows[0]?.size ?? NaN;
  };
  const rows = Array.from({ length: 500 }, (_, i) => ({ tenant: 'a', id: `id-${i}`, body: 'text '.repeat(20) }));
  const table = defineTable('contract_sample', {
    columns: { tenant: 'text', id: 'text', body: 'text' },
    key: ['tenant', 'id'],
  });
  for (let round = 0; round < 10; round++) {
    await db.write(createUnit('a').upsert(table, rows));
    await maintain(db, clock.now());
  }
  const kept = await size();
  clock.advance(8 * 86_400_000);
  const report = await maintain(db, clock.now());
  expect(report.jobsRemoved).toBe(1);
  expect(report.tables).toContain('contract_sample');
  for (let round = 0; round < 10; round++) await db.write(createUnit('a').upsert(table, rows));
  // Without the vacuum between the rounds the same work takes several times the space.
  expect((await size()) / kept).toBeGreaterThan(2);
  await db.close();
});

it('opens a directory whose first start was killed half way', async () => {
  const path = join(root, 'half');
  mkdirSync(join(path, 'pg.new'), { recursive: true });
  writeFileSync(join(path, 'pg.new', 'PG_VERSION'), '18');
  writeFileSync(join(path, 'store.lock'), JSON.stringify({ pid: 2 ** 22 + 1, start: 'gone' }));
  const db = await openPglite({ path, sync: 'os', prepared: { directory: preparedDirectory } });
  expect(await db.query('select 1 as one')).toEqual([{ one: 1 }]);
  await db.close();
  expect(readdirSync(path)).toEqual(['pg']);
});

it('starts from a prepared directory with the migrations applied, and not from one that does not fit', async () => {
  const target = join(root, 'prepared');
  await prepareDataDirectory({ migrations, target });
  const db = await openPglite({
    path: join(root, 'fits'),
    sync: 'os',
    prepared: { directory: target, migrations: migrationsHash(migrations) },
  });
  expect(await db.query('select count(*) as n from schema_migration')).toEqual([{ n: migrations.length }]);
  await db.close();
  expect(findPrepared({ directory: target, migrations: 'others' })).toBeUndefined();
});
