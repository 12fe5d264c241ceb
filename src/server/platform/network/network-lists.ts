import type { ListName } from '#decide';
import { createUnit, forTenant, type Database, type UnitPart } from '#store';
import { listTable } from './network-tables.ts';

/** What takes a node off its list. */
const OFF = 'none';

/** The list that a node is on, and since when. */
export interface Listing {
  readonly list: ListName;
  readonly at: number;
}

/** Which list a node is on, by its id as callers know it. */
export type NetworkLists = Map<string, Listing>;

/** A node on a list, or taken off (`none`). */
export interface ListEntry {
  readonly nodeId: string;
  readonly list: ListName | typeof OFF;
  readonly reason: string;
  readonly at: number;
  readonly actor: string;
}

export async function loadLists(db: Database, tenant: string): Promise<NetworkLists> {
  const rows = await forTenant(db, tenant).query<{ node_id: string; list: ListName; at: number }>(
    'select node_id, list, at from network_list where tenant = $1 and list <> $2',
    [OFF],
  );
  return new Map(rows.map(({ node_id, list, at }) => [node_id, { list, at }]));
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
  for (const { nodeId, list, at } of entries) {
    if (list === OFF) lists.delete(nodeId);
    else lists.set(nodeId, { list, at });
  }
}
