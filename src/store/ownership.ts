import { TallyError } from '#base';
import type { Queryable } from './database.ts';
import { columnOf, type WriteUnit } from './unit.ts';

/** Owner of rows that belong to the installation and to no tenant. */
export const PLATFORM_TENANT = '_platform';

/**
 * The one place where row ownership is enforced: every row of a unit belongs to the unit's tenant. Each adapter calls it
 * before anything is written.
 *
 * @throws TallyError `STORE_TENANT` when a row names another tenant.
 */
export function assertOwned(unit: WriteUnit): void {
  for (const write of unit.writes) {
    for (const owner of columnOf(write, 'tenant')) {
      if (owner === unit.tenant) continue;
      throw new TallyError('STORE_TENANT', `a row of ${write.table.name} belongs to another tenant than its unit`, {
        hint: 'write the rows of each tenant in a unit of that tenant',
        data: { table: write.table.name, unit: unit.tenant },
        status: 500,
      });
    }
  }
}

/** Reads of one tenant: `$1` is always the tenant, the caller's parameters follow from `$2`. */
export interface TenantReader {
  readonly tenant: string;
  query<T>(sql: string, params?: readonly unknown[]): Promise<T[]>;
}

/**
 * A reader bound to the tenant.
 *
 * @example
 * const notes = forTenant(db, 'main');
 * await notes.query('select body from note where tenant = $1 and id = $2', ['n1']);
 */
export function forTenant(db: Queryable, tenant: string): TenantReader {
  return {
    tenant,
    query: async <T>(sql: string, params: readonly unknown[] = []): Promise<T[]> => {
      if (/\btenant\s*=\s*\$1\b/i.test(sql)) return await db.query<T>(sql, [tenant, ...params]);
      throw new TallyError('STORE_TENANT', 'a read of a tenant does not say "tenant = $1"', {
        hint: 'begin the where clause with tenant = $1',
        status: 500,
      });
    },
  };
}
