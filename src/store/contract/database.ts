import assert from 'node:assert/strict';
import { manualClock } from '#base';
import type { Database } from '../database.ts';
import { type Migration, migrate } from '../migrate.ts';
import { forTenant } from '../ownership.ts';
import { defineTable } from '../table.ts';
import { createUnit, rowWrite } from '../unit.ts';

export interface DatabaseCase {
  readonly name: string;
  run(db: Database, tenant: string): Promise<void>;
}

const sampleTable = defineTable('contract_sample', {
  columns: {
    tenant: 'text',
    id: 'text',
    body: 'text',
    small: 'int4',
    large: 'int8',
    real: 'float8',
    flag: 'bool',
    day: 'date',
    bytes: 'bytea',
    data: 'jsonb',
  },
  key: ['tenant', 'id'],
  sums: ['large'],
});

/** Migrations the subject of the suite must have applied. */
export const contractMigrations: readonly Migration[] = [
  {
    number: 9001,
    name: 'contract',
    sql: `create table contract_sample (tenant text, id text, body text, small int4 check (small >= 0), large int8,
      real float8, flag bool, day date, bytes bytea, data jsonb, primary key (tenant, id))`,
  },
];

const clock = manualClock(Date.UTC(2026, 0, 1));

async function rowsOf(db: Database, tenant: string): Promise<Record<string, unknown>[]> {
  return await forTenant(db, tenant).query('select * from contract_sample where tenant = $1 order by id');
}

async function largeOf(db: Database, tenant: string): Promise<unknown[]> {
  return (await rowsOf(db, tenant)).map(({ large }) => large);
}

/** What every {@link Database} must do. Each case gets a tenant of its own. */
export const databaseContract: readonly DatabaseCase[] = [
  {
    name: 'reads every type back as it was written',
    async run(db, tenant) {
      const row = {
        tenant,
        id: 'full',
        body: 'quotes " and \\ and {braces}, commas,\nlines, 中文 and NULL',
        small: -0 + 7,
        large: 2 ** 53 - 1,
        real: 0.1 + 0.2,
        flag: true,
        day: 20_454,
        bytes: Uint8Array.of(0, 1, 92, 34, 255),
        data: { text: 'a"b\\c', list: [1, 2.5, null, { deep: true }] },
      };
      const odd = {
        ...row,
        id: 'odd',
        body: '',
        large: -(2n ** 63n),
        real: -0,
        flag: false,
        day: -1,
        bytes: new Uint8Array(),
        data: 'text',
      };
      const empty = {
        tenant,
        id: 'void',
        body: null,
        small: null,
        large: null,
        real: null,
        flag: null,
        day: null,
        bytes: null,
        data: null,
      };
      await db.write(createUnit(tenant).insert(sampleTable, [row, odd, empty]));
      const [full, second, third] = await rowsOf(db, tenant);
      assert.deepStrictEqual(full, row);
      assert.deepStrictEqual({ ...second, real: 0 }, { ...odd, real: 0 });
      assert.ok(Object.is(second?.['real'], -0));
      assert.deepStrictEqual(third, empty);
    },
  },
  {
    name: 'keeps float64 bits, infinities and not-a-number',
    async run(db, tenant) {
      const values = [Math.PI, 5e-324, Number.MAX_VALUE, 1 / 3, Infinity, -Infinity, NaN];
      await db.write(
        createUnit(tenant).insert(
          sampleTable,
          values.map((real, i) => ({ id: String(i), real })),
        ),
      );
      assert.deepStrictEqual(
        (await rowsOf(db, tenant)).map(({ real }) => real),
        values,
      );
    },
  },
  {
    name: 'takes parameters: text, integers, bigint, bytes, booleans, null',
    async run(db) {
      const [row] = await db.query<Record<string, unknown>>(
        'select $1::text as a, $2::int8 as b, $3::int8 as c, $4::bytea as d, $5::bool as e, $6::text as f, $7::date as g, sum(x) as h from generate_series(1, 3) x',
        ['x', 5, 2n ** 60n, Uint8Array.of(1, 2), true, null, '2026-01-01'],
      );
      assert.deepStrictEqual(
        { ...row },
        { a: 'x', b: 5, c: 2n ** 60n, d: Uint8Array.of(1, 2), e: true, f: null, g: 20_454, h: 6 },
      );
    },
  },
  {
    name: 'applies the writes of one table in their order: insert, update, delete, insert',
    async run(db, tenant) {
      const unit = createUnit(tenant)
        .insert(sampleTable, [{ id: 'a', body: 'one', large: 1 }])
        .update(sampleTable, [{ id: 'a', body: 'two' }])
        .remove(sampleTable, [{ id: 'a' }])
        .insert(sampleTable, [{ id: 'a', body: 'three' }])
        .update(sampleTable, [{ id: 'a', large: 9 }]);
      await db.write(unit);
      const [row] = await rowsOf(db, tenant);
      assert.equal(row?.['body'], 'three');
      assert.equal(row?.['large'], 9);
    },
  },
  {
    name: 'upsert: the last row of a key wins, within a batch and across units of a group',
    async run(db, tenant) {
      const unit = createUnit(tenant).upsert(sampleTable, [
        { id: 'a', large: 1 },
        { id: 'a', large: 2 },
      ]);
      const later = createUnit(tenant).upsert(sampleTable, [{ id: 'a', large: 3 }]);
      await Promise.all([db.write(unit), db.write(later)]);
      assert.deepEqual(await largeOf(db, tenant), [3]);
    },
  },
  {
    name: 'add: sums what is there and what comes, also as bigint',
    async run(db, tenant) {
      const add = (large: number | bigint) =>
        db.write(
          createUnit(tenant).add(rowWrite({ table: sampleTable, mode: 'add', tenant, rows: [{ id: 'a', large }] })),
        );
      await Promise.all([add(1), add(2n), add(3)]);
      await add(-10);
      assert.deepEqual(await largeOf(db, tenant), [-4]);
    },
  },
  {
    name: 'insert-ignore keeps the row that is there',
    async run(db, tenant) {
      const ignore = (large: number) =>
        rowWrite({ table: sampleTable, mode: 'insert-ignore', tenant, rows: [{ id: 'a', large }] });
      await db.write(createUnit(tenant).add(ignore(1)));
      await db.write(createUnit(tenant).add(ignore(2)));
      assert.deepEqual(await largeOf(db, tenant), [1]);
    },
  },
  {
    name: 'commits a unit whole or not at all',
    async run(db, tenant) {
      const unit = createUnit(tenant).insert(sampleTable, [
        { id: 'a', small: 1 },
        { id: 'b', small: -1 },
      ]);
      await assert.rejects(db.write(unit), { code: 'STORE_CONSTRAINT' });
      assert.deepEqual(await rowsOf(db, tenant), []);
    },
  },
  {
    name: 'refuses the guilty unit of a group and commits the others in order',
    async run(db, tenant) {
      const insert = (id: string, small: number) => db.write(createUnit(tenant).insert(sampleTable, [{ id, small }]));
      const results = await Promise.allSettled([insert('a', 1), insert('a', 2), insert('b', -1), insert('c', 3)]);
      const codes = results.map((result) =>
        result.status === 'rejected' ? (result.reason as { code: string }).code : 'ok',
      );
      assert.deepEqual(codes, ['ok', 'STORE_DUPLICATE', 'STORE_CONSTRAINT', 'ok']);
      assert.deepEqual(
        (await rowsOf(db, tenant)).map(({ id, small }) => [id, small]),
        [
          ['a', 1],
          ['c', 3],
        ],
      );
    },
  },
  {
    name: 'refuses an update of a row that is not there, alone',
    async run(db, tenant) {
      const results = await Promise.allSettled([
        db.write(createUnit(tenant).insert(sampleTable, [{ id: 'a', large: 1 }])),
        db.write(createUnit(tenant).update(sampleTable, [{ id: 'b', large: 2 }])),
        db.write(createUnit(tenant).update(sampleTable, [{ id: 'a', large: 3 }])),
      ]);
      assert.deepEqual(
        results.map(({ status }) => status),
        ['fulfilled', 'rejected', 'fulfilled'],
      );
      await assert.rejects(db.write(createUnit(tenant).update(sampleTable, [{ id: 'b', large: 2 }])), {
        code: 'STORE_MISSING',
      });
      assert.deepEqual(await largeOf(db, tenant), [3]);
    },
  },
  {
    name: 'settles each unit once with its own outcome',
    async run(db, tenant) {
      const outcomes: string[] = [];
      const unit = (id: string) =>
        createUnit(tenant)
          .insert(sampleTable, [{ id }])
          .add({ writes: [], settled: (committed) => outcomes.push(`${id} ${committed}`) });
      await Promise.allSettled([db.write(unit('a')), db.write(unit('a')), db.write(unit('b'))]);
      assert.deepEqual(outcomes, ['a true', 'a false', 'b true']);
    },
  },
  {
    name: 'commits thousands of concurrent units',
    async run(db, tenant) {
      const ids = Array.from({ length: 3000 }, (_, i) => String(i));
      await Promise.all(ids.map((id) => db.write(createUnit(tenant).insert(sampleTable, [{ id }]))));
      const [row] = await db.query<{ n: number }>('select count(*) as n from contract_sample where tenant = $1', [
        tenant,
      ]);
      assert.equal(row?.n, 3000);
    },
  },
  {
    name: 'refuses a row of another tenant',
    async run(db, tenant) {
      const unit = createUnit(tenant).insert(sampleTable, [{ tenant: 'someone-else', id: 'a' }]);
      await assert.rejects(db.write(unit), { code: 'STORE_TENANT' });
      await assert.rejects(forTenant(db, tenant).query('select * from contract_sample'), { code: 'STORE_TENANT' });
    },
  },
  {
    name: 'rolls a transaction back when its work throws, and goes on',
    async run(db, tenant) {
      const work = db.transaction(async (tx) => {
        await tx.query('insert into contract_sample (tenant, id) values ($1, $2)', [tenant, 'a']);
        assert.equal((await tx.query('select 1 from contract_sample where tenant = $1', [tenant])).length, 1);
        throw new Error('changed my mind');
      });
      await assert.rejects(work, /changed my mind/);
      assert.deepEqual(await rowsOf(db, tenant), []);
      assert.equal(await db.transaction(async () => 'fine'), 'fine');
    },
  },
  {
    name: 'lets no write slip into an open transaction',
    async run(db, tenant) {
      const order: string[] = [];
      const slow = db.transaction(async (tx) => {
        for (let i = 0; i < 5; i++) await tx.query('select 1');
        order.push('transaction');
        throw new Error('rolled back');
      });
      const write = db.write(createUnit(tenant).insert(sampleTable, [{ id: 'a' }])).then(() => order.push('write'));
      await assert.rejects(slow);
      await write;
      assert.equal((await rowsOf(db, tenant)).length, 1);
    },
  },
  {
    name: 'reports a statement it cannot run with its SQLSTATE',
    async run(db) {
      await assert.rejects(db.query('select * from no_such_table'), {
        code: 'STORE_SQL',
        data: { sqlstate: '42P01' } as never,
      });
    },
  },
  {
    name: 'migrates once, and refuses changed steps and newer databases',
    async run(db) {
      const step = { number: 9101, name: 'one', sql: 'create table contract_one (tenant text primary key)' };
      const known = [...contractMigrations, step];
      assert.deepEqual((await migrate(db, known, clock)).applied, [step]);
      assert.deepEqual((await migrate(db, known, clock)).applied, []);
      await assert.rejects(migrate(db, [...contractMigrations, { ...step, sql: 'select 1' }], clock), {
        code: 'STORE_MIGRATION_CHANGED',
      });
      await assert.rejects(migrate(db, contractMigrations, clock), { code: 'STORE_DATABASE_NEWER' });
      const broken = { number: 9102, name: 'broken', sql: 'create table contract_two (tenant text); select nonsense' };
      await assert.rejects(migrate(db, [...known, broken], clock), { code: 'STORE_SQL' });
      assert.deepEqual(await db.query("select to_regclass('contract_two')::text as t"), [{ t: null }]);
    },
  },
];
