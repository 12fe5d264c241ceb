import { createUnit, forTenant } from '#store';
import { settingTable, type Tenant } from '#server';

/** What kind of installation this is; decided at the first start and kept. */
export type MarketPlan =
  | { readonly kind: 'empty' }
  | {
      readonly kind: 'market';
      readonly people: number;
      readonly months: number;
      readonly seed: number;
      readonly pack: string;
    };

const NAME = 'market';

/** The plan of an installation, or undefined before the first start. */
export async function readMarketPlan({ engine }: Tenant): Promise<MarketPlan | undefined> {
  const { db, tenant } = engine.ports;
  const [row] = await forTenant(db, tenant).query<{ value: MarketPlan }>(
    'select value from setting where tenant = $1 and name = $2',
    [NAME],
  );
  return row?.value;
}

export async function writeMarketPlan({ engine }: Tenant, plan: MarketPlan): Promise<void> {
  const { db, tenant } = engine.ports;
  await db.write(createUnit(tenant).upsert(settingTable, [{ name: NAME, value: plan }]));
}
