import type { Database } from '#store';
import type { LedgerBreak } from './ledger.ts';

/** Each query answers with the rows that are wrong. */
const CHECKS: readonly string[] = [
  // Sum of debits = sum of credits, per tenant and currency.
  `select a.tenant, 'currency' as kind, a.currency as subject, sum(b.debits)::text as expected, sum(b.credits)::text as found
   from ledger_balance b join ledger_account a on a.tenant = b.tenant and a.id = b.account
   group by a.tenant, a.currency having sum(b.debits) <> sum(b.credits) or sum(b.pending_debits) <> sum(b.pending_credits)`,
  // Every balance = the sum of its transfers.
  `with side as (
     select tenant, debit_account as account, state, amount_minor as debit, 0::int8 as credit from ledger_transfer
     union all select tenant, credit_account, state, 0, amount_minor from ledger_transfer),
   summed as (
     select tenant, account,
       coalesce(sum(debit) filter (where state = 'posted'), 0) as debits,
       coalesce(sum(credit) filter (where state = 'posted'), 0) as credits,
       coalesce(sum(debit) filter (where state = 'pending'), 0) as pending_debits,
       coalesce(sum(credit) filter (where state = 'pending'), 0) as pending_credits
     from side group by tenant, account)
   select coalesce(b.tenant, s.tenant) as tenant, 'balance' as kind, coalesce(b.account, s.account) as subject,
     concat_ws('/', s.debits, s.credits, s.pending_debits, s.pending_credits) as expected,
     concat_ws('/', b.debits, b.credits, b.pending_debits, b.pending_credits) as found
   from ledger_balance b full join summed s on s.tenant = b.tenant and s.account = b.account
   where (b.debits, b.credits, b.pending_debits, b.pending_credits)
     is distinct from (s.debits::int8, s.credits::int8, s.pending_debits::int8, s.pending_credits::int8)`,
  // Every transfer stands between two accounts of its currency.
  `select t.tenant, 'account' as kind, t.transaction_id || ':' || t.line as subject, t.currency as expected,
     concat_ws('/', coalesce(d.currency, 'no debit account'), coalesce(c.currency, 'no credit account')) as found
   from ledger_transfer t
   left join ledger_account d on d.tenant = t.tenant and d.id = t.debit_account
   left join ledger_account c on c.tenant = t.tenant and c.id = t.credit_account
   where d.currency is distinct from t.currency or c.currency is distinct from t.currency`,
  // Every transaction has transfers in its own state, and no transfer is without its transaction.
  `select coalesce(h.tenant, t.tenant) as tenant, 'transaction' as kind, coalesce(h.id, t.transaction_id) as subject,
     coalesce(h.state, 'no transaction') as expected, coalesce(t.state, 'no transfer') as found
   from ledger_transaction h full join ledger_transfer t on t.tenant = h.tenant and t.transaction_id = h.id
   where h.state is distinct from t.state or h.booked_day is distinct from t.booked_day`,
];

/** Recomputes the books of all tenants from their transfers. */
export async function verifyBooks(db: Database): Promise<LedgerBreak[]> {
  const breaks: LedgerBreak[] = [];
  for (const sql of CHECKS) breaks.push(...(await db.query<LedgerBreak>(sql)));
  return breaks;
}
