import type { Day } from '#base';
import { settingTable, type Tenant } from '#server';
import { createUnit, forTenant } from '#store';

const NAME = 'market-learned';

/** The last day on which a round of learning ran to its end; -1 before the first. */
export async function readLearnedDay({ engine }: Tenant): Promise<Day> {
  const { db, tenant } = engine.ports;
  const [row] = await forTenant(db, tenant).query<{ value: { day: Day } }>(
    'select value from setting where tenant = $1 and name = $2',
    [NAME],
  );
  return row?.value.day ?? -1;
}

export async function writeLearnedDay({ engine }: Tenant, day: Day): Promise<void> {
  const { db, tenant } = engine.ports;
  await db.write(createUnit(tenant).upsert(settingTable, [{ name: NAME, value: { day } }]));
}
