import { createRng, type Day } from '#base';
import { unpackFactors, type DecisionRecord } from '#decide';
import { createUnit, defineTable, forTenant, type Migration } from '#store';
import { decisionsIn } from '../learning/window-rows.ts';
import type { LendPorts } from '../ports.ts';

/** What a nightly comparison found: vectors as served, and the same read again at their instants. */
export interface FactorSkew {
  readonly day: Day;
  readonly decisions: number;
  readonly cells: number;
  /** Cells whose bits differ. */
  readonly different: number;
  /** Decisions that differ, by factor. */
  readonly factors: Readonly<Record<string, number>>;
}

const skewTable = defineTable('factor_skew', {
  columns: { tenant: 'text', day: 'int4', decisions: 'int4', cells: 'int8', different: 'int8', factors: 'jsonb' },
  key: ['tenant', 'day'],
});

/** Tables of this folder. */
export const factorSkewMigration: Migration = {
  number: 52,
  name: 'factor-skew',
  sql: `
create table factor_skew (
  tenant text not null, day int4 not null, decisions int4 not null, cells int8 not null, different int8 not null,
  factors jsonb not null, primary key (tenant, day));
`,
};

/** Decisions looked at a night. */
const SAMPLE = 200;

/**
 * Compares a sample of the decisions of a day: what was served with what the same factors say of that very instant today. They
 * are one walk over one state, so a difference means that the state or a definition is not what it was: an event that vanished,
 * a merge that joined two persons since. The sample follows from the day.
 */
export async function measureSkew(ports: LendPorts, day: Day): Promise<FactorSkew> {
  const { names, schemaId } = ports.factors.catalogue;
  const { db, tenant, decisions } = ports;
  const records = sample(await decisionsIn({ db, tenant, decisions, schemaId }, { fromDay: day, toDay: day }), day);
  const factors: Record<string, number> = {};
  let different = 0;
  for (const record of records) {
    const served = unpackFactors(record.factors);
    const again = ports.factors.read({
      entityKind: 'application',
      entityId: record.applicationId,
      asOf: { at: record.decidedAt, offset: record.asOfOffset },
      purpose: 'underwriting',
    }).values;
    for (let f = 0; f < names.length; f++) {
      if (Object.is(served[f], again[f])) continue;
      different++;
      factors[names[f] ?? ''] = (factors[names[f] ?? ''] ?? 0) + 1;
    }
  }
  return { day, decisions: records.length, cells: records.length * names.length, different, factors };
}

/** Keeps a comparison; that of a day is kept once. */
export async function keepSkew({ db, tenant }: LendPorts, skew: FactorSkew): Promise<void> {
  const unit = createUnit(tenant);
  unit.upsert(skewTable, [{ ...skew }]);
  await db.write(unit);
}

/** Comparisons, newest first. */
export async function skewHistory({ db, tenant }: LendPorts, limit: number): Promise<readonly FactorSkew[]> {
  return await forTenant(db, tenant).query<FactorSkew & Record<string, unknown>>(
    'select day, decisions, cells, different, factors from factor_skew where tenant = $1 order by day desc limit $2',
    [limit],
  );
}

function sample(records: readonly DecisionRecord[], day: Day): DecisionRecord[] {
  const rng = createRng(`factor-skew:${day}`);
  const keyed = records.map((record) => ({ record, at: rng.uniform() }));
  return keyed
    .sort((a, b) => a.at - b.at)
    .slice(0, SAMPLE)
    .map(({ record }) => record);
}
