import { sha256 } from '#base';
import { createUnit } from '#store';
import type { Call } from '../http/context.ts';

export interface AuditedChange {
  readonly action: string;
  readonly subject: string;
  /** Hashed into the entry; kept out of the log itself. */
  readonly detail: string;
}

/** Writes a change that a person or key made into the audit chain. */
export async function auditChange({ tenant, principal, ports }: Call, change: AuditedChange): Promise<void> {
  const { audit, db } = tenant.engine.ports;
  const { action, subject, detail } = change;
  audit.record({ at: ports.wallClock.now(), actor: principal.actor, action, subject, detailHash: sha256(detail) });
  await db.write(createUnit(tenant.id).add(audit.part()));
}
