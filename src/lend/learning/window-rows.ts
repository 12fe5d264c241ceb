import { instantOfDay, type Day } from '#base';
import { unpackFactors, type DecisionLog, type DecisionRecord } from '#decide';
import { forTenant, type Database } from '#store';

/** Days from the first to the last. */
export interface DaySpan {
  readonly fromDay: Day;
  readonly toDay: Day;
}

/** Applications of a window with the factor vectors that were recorded for them. */
export interface DecidedRows {
  readonly applicationIds: readonly string[];
  readonly decidedAt: readonly number[];
  /** Offset in the log of the event that was decided on. */
  readonly offsets: readonly number[];
  readonly vectors: readonly Float64Array[];
}

export interface WindowSource {
  readonly db: Database;
  readonly tenant: string;
  readonly decisions: DecisionLog;
  /** Decisions made on other definitions of factors are left out: their vectors mean something else. */
  readonly schemaId: string;
}

/** The decisions of a window with their vectors. */
export async function windowRows(source: WindowSource, span: DaySpan): Promise<DecidedRows> {
  const found = await decisionsIn(source, span);
  return {
    applicationIds: found.map(({ applicationId }) => applicationId),
    decidedAt: found.map(({ decidedAt }) => decidedAt),
    offsets: found.map(({ asOfOffset }) => asOfOffset),
    vectors: found.map(({ factors }) => unpackFactors(factors)),
  };
}

/** The records of the decisions of a window: only its blocks are read. */
export async function decisionsIn(source: WindowSource, { fromDay, toDay }: DaySpan): Promise<DecisionRecord[]> {
  const [from, to] = [instantOfDay(fromDay), instantOfDay(toDay + 1)];
  const [range] = await forTenant(source.db, source.tenant).query<{ first: number | null; last: number | null }>(
    `select min(decision_block) as first, max(decision_block) as last from application
     where tenant = $1 and decided_at >= $2 and decided_at < $3`,
    [from, to],
  );
  const found: DecisionRecord[] = [];
  const { first = null, last = null } = range ?? {};
  if (first === null) return found;
  for await (const { block, records } of source.decisions.blocks(first)) {
    if (block > (last ?? block)) break;
    for (const record of records) {
      const isInside = record.decidedAt >= from && record.decidedAt < to;
      if (isInside && record.factorSchemaId === source.schemaId) found.push(record);
    }
  }
  return found;
}
