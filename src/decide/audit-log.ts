import { forTenant, rowWrite, type Database, type Row, type UnitPart } from '#store';
import { chainEntry, type AuditDraft, type AuditEntry } from './audit-chain.ts';
import { auditTable } from './tables.ts';

/** The hash-chained audit of one tenant. Entries are made in memory and become lasting with the unit of their effect. */
export interface AuditLog {
  record(draft: AuditDraft): AuditEntry;
  /** The rows recorded since the last call. */
  part(): UnitPart;
}

export interface AuditRow {
  readonly sequence: number;
  readonly at: number;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly detail_hash: string;
  readonly previous: string;
  readonly hash: string;
}

export async function openAuditLog(db: Database, tenant: string): Promise<AuditLog> {
  const rows = await forTenant(db, tenant).query<AuditRow>(
    'select * from audit where tenant = $1 order by sequence desc limit 1',
  );
  let last = rows[0] === undefined ? undefined : auditEntryOf(rows[0]);
  let pending: Row[] = [];
  return {
    record(draft) {
      last = chainEntry(draft, last);
      pending.push(rowOf(last));
      return last;
    },
    part() {
      const rows = pending;
      pending = [];
      return { writes: [rowWrite({ table: auditTable, mode: 'insert', rows, tenant })] };
    },
  };
}

/** An entry from its row. */
export function auditEntryOf({
  detail_hash: detailHash,
  sequence,
  at,
  actor,
  action,
  subject,
  previous,
  hash,
}: AuditRow): AuditEntry {
  return { sequence, at, actor, action, subject, detailHash, previous, hash };
}

function rowOf({ detailHash: detail_hash, ...entry }: AuditEntry): Row {
  return { ...entry, detail_hash };
}
