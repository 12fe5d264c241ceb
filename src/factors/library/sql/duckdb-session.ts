import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFrame, dictionaryColumn, float64Column, writeTable, type Column } from '#table';
import { quotedText } from './dialect.ts';
import type { SqlSession } from './sql-engine.ts';
import type { SqlColumn } from './sql-tables.ts';

/** Runs `work` with a private DuckDB in memory, and closes it. */
export async function withDuckDbSession<T>(work: (session: SqlSession) => Promise<T>): Promise<T> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await instance.connect();
  const folder = await mkdtemp(join(tmpdir(), 'tally-factors-'));
  try {
    return await work({
      dialect: 'duckdb',
      async load(table, columns) {
        const path = join(folder, `${table}.parquet`);
        await writeTable(createFrame(columns.map((column) => [column.name, frameColumn(column)] as const)), path);
        await connection.run(`create or replace table ${table} as from read_parquet(${quotedText(path)})`);
      },
      async query(sql) {
        const result = await connection.runAndReadAll(sql);
        return result.getColumns() as (number | null)[][];
      },
    });
  } finally {
    connection.closeSync();
    instance.closeSync();
    await rm(folder, { recursive: true, force: true });
  }
}

function frameColumn({ values, dictionary }: SqlColumn): Column {
  if (dictionary === undefined) return float64Column(values);
  return dictionaryColumn(
    Int32Array.from(values, (code) => (code === code ? code : -1)),
    dictionary,
  );
}
