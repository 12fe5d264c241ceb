import { auditEntryOf, firstBreak, type AuditEntry, type AuditRow } from '#decide';
import { forTenant } from '#store';
import type { Call } from '../http/context.ts';

const PAGE = 5000;
const DECIDED = /^application\.(approved|declined|referred)$/;

/** Walks the audit chain from its first entry, a page at a time. */
export async function verifyAudit({ tenant }: Call) {
  const read = forTenant(tenant.engine.ports.db, tenant.id);
  let last: AuditEntry | undefined;
  let [entries, decisions] = [0, 0];
  for (;;) {
    const rows = await read.query<AuditRow>(
      `select * from audit where tenant = $1 and sequence > $2 order by sequence limit ${PAGE}`,
      [last?.sequence ?? -1],
    );
    const page = rows.map(auditEntryOf);
    const broken = firstBreak(page, last);
    if (broken !== undefined) return { entries, firstBreak: broken, decisions };
    entries += page.length;
    decisions += page.filter(({ action }) => DECIDED.test(action)).length;
    last = page.at(-1) ?? last;
    if (page.length < PAGE) return { entries, firstBreak: null, decisions };
  }
}

/** Recomputes the books from their postings. */
export async function verifyLedger({ tenant }: Call) {
  const { ledger } = tenant.engine.ports;
  const breaks = (await ledger.verify()).filter((found) => found.tenant === tenant.id);
  const totals = new Map<string, { debits: bigint; credits: bigint }>();
  for (const { currency, debits, credits } of await ledger.trialBalance(tenant.id)) {
    const sum = totals.get(currency) ?? { debits: 0n, credits: 0n };
    totals.set(currency, { debits: sum.debits + debits, credits: sum.credits + credits });
  }
  return {
    breaks: breaks.map(({ kind, subject, expected, found }) => ({ kind, subject, expected, found })),
    totals: [...totals].map(([currency, { debits, credits }]) => ({
      currency,
      debitMinor: String(debits),
      creditMinor: String(credits),
    })),
  };
}
