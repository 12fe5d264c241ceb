import { type Clock, TallyError, assert, contentHash, sha256 } from '#base';
import type { Database } from './database.ts';

/** A forward-only step of the schema. `number` is unique over all rooms and never reused. */
export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
}

export interface MigrationReport {
  /** Steps that this call applied. */
  readonly applied: readonly Migration[];
  /** Number of the newest step in the database. */
  readonly version: number;
}

interface AppliedRow {
  readonly number: number;
  readonly name: string;
  readonly hash: string;
}

const BOOTSTRAP = `create table if not exists schema_migration (
  number int4 primary key, name text not null, hash text not null, applied_at int8 not null)`;

/**
 * Brings the database to the newest of the given migrations; each step is a transaction of its own.
 *
 * @throws TallyError `STORE_MIGRATION_CHANGED` when a step that was applied reads differently now,
 *   `STORE_DATABASE_NEWER` when the database has steps this program does not know.
 */
export async function migrate(db: Database, migrations: readonly Migration[], clock: Clock): Promise<MigrationReport> {
  const ordered = inOrder(migrations);
  await db.script(BOOTSTRAP);
  const rows = await db.query<AppliedRow>('select number, name, hash from schema_migration order by number');
  const done = new Map(rows.map((row) => [row.number, row]));
  for (const row of rows) assertKnown(row, ordered);
  const pending = ordered.filter(({ number }) => !done.has(number));
  for (const step of pending) {
    const values = `${step.number}, '${step.name}', '${sha256(step.sql)}', ${clock.now()}`;
    await db.script(`${step.sql};\ninsert into schema_migration values (${values})`);
  }
  return { applied: pending, version: ordered.at(-1)?.number ?? 0 };
}

/** Content address of a set of migrations, by which a prepared data directory is recognised; empty for none. */
export function migrationsHash(migrations: readonly Migration[]): string {
  if (migrations.length === 0) return '';
  return contentHash(inOrder(migrations).map(({ number, name, sql }) => [number, name, sql]));
}

function inOrder(migrations: readonly Migration[]): Migration[] {
  const ordered = [...migrations].sort((a, b) => a.number - b.number);
  for (const [i, step] of ordered.entries()) {
    assert(step.number !== ordered[i - 1]?.number, `two migrations have the number ${step.number}`);
    assert(/^[a-z0-9-]+$/.test(step.name), `"${step.name}" is not the name of a migration`);
  }
  return ordered;
}

function assertKnown(row: AppliedRow, known: readonly Migration[]): void {
  const step = known.find(({ number }) => number === row.number);
  if (!step) {
    throw new TallyError(
      'STORE_DATABASE_NEWER',
      `the database has migration ${row.number} (${row.name}), which this program does not know`,
      {
        hint: 'start the newer version of Tallystick that made it, or restore a backup from before the upgrade',
        data: { number: row.number, name: row.name },
        status: 500,
      },
    );
  }
  if (sha256(step.sql) === row.hash) return;
  throw new TallyError(
    'STORE_MIGRATION_CHANGED',
    `migration ${row.number} (${row.name}) was applied with another content`,
    {
      hint: 'never edit an applied migration; add a new one',
      data: { number: row.number, name: row.name },
      status: 500,
    },
  );
}
