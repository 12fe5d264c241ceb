import type { Client } from 'pg';
import { TallyError, messageOf } from '#base';
import type { SqlSession } from './sql-engine.ts';
import type { SqlColumn } from './sql-tables.ts';

/** Rows of one insert. */
const BATCH = 20_000;

/** Whatever answers queries with rows of values: a client of `pg`, or an embedded engine. */
export interface RowQueries {
  rows(sql: string, parameters?: readonly unknown[]): Promise<readonly (readonly unknown[])[]>;
}

/** Runs `work` on temporary tables of a Postgres, and closes the connection. */
export async function withPostgresSession<T>(url: string, work: (session: SqlSession) => Promise<T>): Promise<T> {
  const { default: pg } = await import('pg');
  const client: Client = new pg.Client({ connectionString: url });
  await client.connect().catch((error: unknown) => {
    throw new TallyError('FACTORS_NO_DATABASE', `the database cannot be reached: ${messageOf(error)}`, {
      hint: 'check DATABASE_URL and that the server accepts connections',
      cause: error,
    });
  });
  try {
    return await work(
      postgresSession({
        rows: async (text, values = []) => {
          const query = { text, values: [...values], rowMode: 'array' as const };
          return (await client.query<unknown[]>(query)).rows;
        },
      }),
    );
  } finally {
    await client.end();
  }
}

/** A session over temporary tables; they hide tables of the same name. */
export function postgresSession({ rows }: RowQueries): SqlSession {
  return {
    dialect: 'postgres',
    async load(table, columns) {
      const types = columns.map(({ dictionary }) => (dictionary === undefined ? 'float8' : 'text'));
      const names = columns.map(({ name }) => `"${name.replaceAll('"', '""')}"`);
      await rows(`drop table if exists pg_temp.${table}`);
      await rows(`create temp table ${table} (${names.map((name, i) => `${name} ${types[i]}`).join(', ')})`);
      const places = types.map((type, i) => `$${i + 1}::${type}[]`).join(', ');
      const size = columns[0]?.values.length ?? 0;
      for (let from = 0; from < size; from += BATCH) {
        const part = columns.map((column) => arrayLiteral(column, from, Math.min(size, from + BATCH)));
        await rows(`insert into ${table} select * from unnest(${places})`, part);
      }
      await rows(`analyze ${table}`);
    },
    async query(sql) {
      const found = await rows(sql);
      const width = found[0]?.length ?? 0;
      return Array.from({ length: width }, (_, column) =>
        found.map((row) => (row[column] === null ? null : Number(row[column]))),
      );
    },
  };
}

/** An array as Postgres writes it: drivers differ in how they pass lists. */
function arrayLiteral({ values, dictionary }: SqlColumn, from: number, to: number): string {
  const items = Array.from(values.subarray(from, to), (value) => {
    if (Number.isNaN(value)) return 'NULL';
    return dictionary === undefined ? String(value) : `"${(dictionary[value] ?? '').replaceAll(/["\\]/g, '\\$&')}"`;
  });
  return `{${items.join(',')}}`;
}
