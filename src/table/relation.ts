import type { DuckDBConnection, DuckDBDataChunk } from '@duckdb/node-api';
import { quoteName, quoteText } from './duckdb.ts';
import type { Bitmap } from './bitmap.ts';
import { dateColumn, dictionaryColumn, float64Column, int32Column, type Column, type ColumnKind } from './column.ts';
import { createFrame, type Frame } from './frame.ts';

/** How one column of a DuckDB relation becomes one of ours. */
interface ColumnPlan {
  readonly name: string;
  readonly kind: ColumnKind;
  /** Expression that yields DOUBLE for float64 and INTEGER (codes, days) for the rest. */
  readonly expression: string;
  readonly dictionary: readonly string[];
}

/** Kinds that the caller wants whatever DuckDB says, by column. */
export type KindOverrides = Readonly<Record<string, ColumnKind>>;

const INTEGERS = new Set(['TINYINT', 'SMALLINT', 'INTEGER', 'UTINYINT', 'USMALLINT', 'BOOLEAN']);
const WIDE_INTEGERS = new Set(['BIGINT', 'UBIGINT', 'UINTEGER', 'HUGEINT', 'UHUGEINT']);

/** The rows of a small result, every value as text. */
export async function textRows(connection: DuckDBConnection, sql: string): Promise<(string | null)[][]> {
  const result = await connection.run(sql);
  const rows = await result.getRows();
  return rows.map((row) => row.map((value) => (value === null ? null : String(value))));
}

/** Reads a DuckDB table into a frame through its vectors: no row objects, dictionary codes made by DuckDB. */
export async function readRelation(
  connection: DuckDBConnection,
  table: string,
  kinds: KindOverrides = {},
): Promise<Frame> {
  const described = await textRows(connection, `select column_name, column_type from (describe ${quoteName(table)})`);
  const plans: ColumnPlan[] = [];
  for (const [name, type] of described) plans.push(await planColumn(connection, { table, name, type, kinds }));
  const [[count] = []] = await textRows(connection, `select count(*) from ${quoteName(table)}`);
  const buffers = allocate(plans, Number(count));
  const selection = plans.map((plan, index) => `${plan.expression} as c${index}`).join(', ');
  const stream = await connection.stream(`select ${selection} from ${quoteName(table)}`);
  let offset = 0;
  for (let chunk = await stream.fetchChunk(); chunk !== null && chunk.rowCount > 0; chunk = await stream.fetchChunk()) {
    copyChunk(chunk, buffers, offset);
    offset += chunk.rowCount;
  }
  return createFrame(plans.map((plan, index) => [plan.name, finish(plan, buffers[index] as Buffers)] as const));
}

interface PlanInput {
  readonly table: string;
  readonly name: string | null | undefined;
  readonly type: string | null | undefined;
  readonly kinds: KindOverrides;
}

async function planColumn(connection: DuckDBConnection, input: PlanInput): Promise<ColumnPlan> {
  const name = input.name ?? '';
  const type = (input.type ?? '').replace(/\(.*/, '');
  const column = quoteName(name);
  const wanted = input.kinds[name] ?? (await naturalKind(connection, { ...input, name, type }));
  const number = type === 'VARCHAR' ? `try_cast(${column} as double)` : `cast(${column} as double)`;
  if (wanted === 'float64') {
    const isTime = type.startsWith('TIMESTAMP');
    return { name, kind: wanted, expression: isTime ? `epoch_ms(${column})::double` : number, dictionary: [] };
  }
  if (wanted === 'int32') return { name, kind: wanted, expression: `try_cast(${column} as integer)`, dictionary: [] };
  if (wanted === 'date') {
    return {
      name,
      kind: wanted,
      expression: `cast(try_cast(${column} as date) - date '1970-01-01' as integer)`,
      dictionary: [],
    };
  }
  return planText(connection, input.table, name);
}

async function planText(connection: DuckDBConnection, table: string, name: string): Promise<ColumnPlan> {
  const text = `cast(${quoteName(name)} as varchar)`;
  const distinct = `select distinct ${text} v from ${quoteName(table)} where ${quoteName(name)} is not null order by v`;
  const dictionary = (await textRows(connection, distinct)).map(([value]) => value ?? '');
  if (dictionary.length === 0) return { name, kind: 'string', expression: 'null::integer', dictionary };
  const type = quoteName(`dictionary of ${name}`);
  await connection.run(`create or replace temp type ${type} as enum (${distinct})`);
  return { name, kind: 'string', expression: `cast(enum_code(cast(${text} as ${type})) as integer)`, dictionary };
}

/** The kind that loses nothing: wide integers become int32, double or text by their range. */
async function naturalKind(
  connection: DuckDBConnection,
  input: { readonly table: string; readonly name: string; readonly type: string },
): Promise<ColumnKind> {
  const { type, name, table } = input;
  if (INTEGERS.has(type)) return 'int32';
  if (type === 'DATE') return 'date';
  if (type === 'DOUBLE' || type === 'FLOAT' || type === 'DECIMAL' || type.startsWith('TIMESTAMP')) return 'float64';
  if (!WIDE_INTEGERS.has(type)) return 'string';
  const column = quoteName(name);
  const [[low, high] = []] = await textRows(
    connection,
    `select min(${column}), max(${column}) from ${quoteName(table)}`,
  );
  const largest = Math.max(Math.abs(Number(low ?? 0)), Math.abs(Number(high ?? 0)));
  if (largest <= 2_147_483_647) return 'int32';
  return largest <= Number.MAX_SAFE_INTEGER ? 'float64' : 'string';
}

interface Buffers {
  readonly values: Float64Array | Int32Array;
  readonly validity: Bitmap;
  missing: number;
}

/** What every numeric vector of DuckDB's Node API holds; the fields are private in its types. */
interface RawVector {
  readonly items: Float64Array | Int32Array;
  readonly validity: { readonly data: BigUint64Array | null };
}

function allocate(plans: readonly ColumnPlan[], rows: number): Buffers[] {
  return plans.map(({ kind }) => ({
    values: kind === 'float64' ? new Float64Array(rows) : new Int32Array(rows),
    validity: new Uint8Array((rows + 7) >> 3).fill(255),
    missing: 0,
  }));
}

function copyChunk(chunk: DuckDBDataChunk, buffers: readonly Buffers[], offset: number): void {
  for (let index = 0; index < buffers.length; index++) {
    const { items, validity } = chunk.getColumnVector(index) as unknown as RawVector;
    const buffer = buffers[index] as Buffers;
    buffer.values.set(items, offset);
    if (validity.data !== null) markMissing(buffer, validity.data, { offset, rows: items.length });
  }
}

function markMissing(buffer: Buffers, words: BigUint64Array, at: { offset: number; rows: number }): void {
  const bytes = new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
  const { values, validity } = buffer;
  const filler = values instanceof Float64Array ? NaN : 0;
  for (let i = 0; i < at.rows; i++) {
    if ((((bytes[i >> 3] as number) >> (i & 7)) & 1) === 1) continue;
    const row = at.offset + i;
    values[row] = filler;
    validity[row >> 3] = (validity[row >> 3] as number) & ~(1 << (row & 7));
    buffer.missing++;
  }
}

function finish(plan: ColumnPlan, buffer: Buffers): Column {
  const validity = buffer.missing > 0 ? buffer.validity : undefined;
  const { values } = buffer;
  if (values instanceof Float64Array) return float64Column(values);
  if (plan.kind === 'date') return dateColumn(values, validity);
  if (plan.kind === 'int32') return int32Column(values, validity);
  if (validity !== undefined) {
    for (let row = 0; row < values.length; row++) {
      if ((((validity[row >> 3] as number) >> (row & 7)) & 1) === 0) values[row] = -1;
    }
  }
  return dictionaryColumn(values, plan.dictionary);
}

/** An SQL list of texts. */
export function quoteList(items: readonly string[]): string {
  return `[${items.map(quoteText).join(', ')}]`;
}
