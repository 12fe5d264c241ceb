import { must } from '#base';
import type { Queryable } from './database.ts';

/** A point in the order of transactions: rows written after it can be told from those written before. */
export interface WriteMark {
  /** Installation of the engine and database in it; a copy made by dump and load has another. */
  readonly engine: string;
  /** Every transaction with a lower number had ended. */
  readonly transaction: number;
}

const SQL = `select pg_snapshot_xmin(pg_current_snapshot())::text::int8 as transaction,
  (select system_identifier::text from pg_control_system())
    || '/' || (select oid::text from pg_database where datname = current_database()) as engine`;

/** Takes a mark: whatever is committed when this is called, but later than the mark, is found as written since. */
export async function takeWriteMark(db: Queryable): Promise<WriteMark> {
  return must((await db.query<WriteMark>(SQL))[0], 'the mark of the store');
}

/** Rows carry 32 bits of their transaction's number, so half of that range can be told apart. */
const COMPARABLE = 2 ** 31;

/** True when rows of this store can still be compared with the mark. */
export async function isComparable(db: Queryable, mark: WriteMark): Promise<boolean> {
  const now = await takeWriteMark(db);
  const distance = now.transaction - mark.transaction;
  return now.engine === mark.engine && distance >= 0 && distance < COMPARABLE;
}

/**
 * A condition on rows of one table: written since the mark whose `transaction` is parameter number `parameter`. It may
 * also hold for rows that are older by billions of transactions, never fail for a newer one. Removed rows leave no trace.
 */
export function writtenSince(parameter: number): string {
  return `mod(xmin::text::int8 - mod($${parameter}::int8, 4294967296) + 4294967296, 4294967296) < ${COMPARABLE}`;
}
