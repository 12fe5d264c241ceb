import { createUnit, forTenant, type Database, type UnitPart } from '#store';
import { listTable } from './network-tables.ts';

/** Which list a node is on, by its id. */
export type NetworkLists = Map<string, string>;

/** A node on a list, or taken off (`none`). */
export interface ListEntry {
  readonly nodeId: string;
  readonly list: string;
  readonly reason: string;
  readonly at: number;
  readonly actor: string;
}

const OFF = 'none';

export async function loadLists(db: Database, tenant: string): Promise<NetworkLists> {
  const rows = await forTenant(db, tenant).query<{ node_id: string; list: string }>(
    'select node_id, list from network_list where tenant = $1 and list <> $2',
    [OFF],
  );
  return new Map(rows.map(({ node_id, list }) => [node_id, list]));
}

/** The rows that make entries lasting. */
export function listPart(tenant: string, entries: readonly ListEntry[]): UnitPart {
  return createUnit(tenant).upsert(
    listTable,
    entries.map(({ nodeId, ...rest }) => ({ node_id: nodeId, ...rest })),
  );
}

/** Puts entries to work. */
export function applyList(lists: NetworkLists, entries: readonly ListEntry[]): void {
  for (const { nodeId, list } of entries) {
    if (list === OFF) lists.delete(nodeId);
    else lists.set(nodeId, list);
  }
}
