import { type Day, formatDay, must } from '#base';
import { type Database, forTenant } from '#store';
import { normalBalance } from './account-state.ts';
import type { AccountKind, AccountSpec, Balance, DayRange, Statement, StatementLine } from './ledger.ts';

/* Reports from the posted transfers, which are the truth; balances are only their sums. */

type Whole = number | bigint;

export interface BalanceQuery {
  readonly spec: AccountSpec;
  readonly day: Day;
}

/** Posted totals of an account at the end of a day. */
export async function readBalance(db: Database, tenant: string, { spec, day }: BalanceQuery): Promise<Balance> {
  const [row] = await forTenant(db, tenant).query<{ debits: Whole; credits: Whole }>(
    `select coalesce(sum(case when debit_account = $2 then amount_minor else 0 end), 0)::int8 as debits,
            coalesce(sum(case when credit_account = $2 then amount_minor else 0 end), 0)::int8 as credits
     from ledger_transfer where tenant = $1 and state = 'posted' and booked_day <= $3
     and (debit_account = $2 or credit_account = $2)`,
    [spec.id, formatDay(day)],
  );
  const { debits, credits } = must(row, 'the sum of transfers');
  return toBalance({ account: spec.id, kind: spec.kind, currency: spec.currency, debits, credits });
}

interface BalanceRow {
  readonly account: string;
  readonly kind: AccountKind;
  readonly currency: string;
  readonly debits: Whole;
  readonly credits: Whole;
}

/** Posted totals of every account of the tenant, at the end of a day when one is given. */
export async function readTrialBalance(db: Database, tenant: string, day?: Day): Promise<Balance[]> {
  const rows = await forTenant(db, tenant).query<BalanceRow>(
    `with moved as (
       select debit_account as account, amount_minor as debit, 0::int8 as credit from ledger_transfer
       where tenant = $1 and state = 'posted' and booked_day <= $2
       union all
       select credit_account, 0, amount_minor from ledger_transfer
       where tenant = $1 and state = 'posted' and booked_day <= $2)
     select a.id as account, a.kind, a.currency, coalesce(sum(m.debit), 0)::int8 as debits,
            coalesce(sum(m.credit), 0)::int8 as credits
     from ledger_account a left join moved m on m.account = a.id
     where a.tenant = $1 group by a.id, a.kind, a.currency order by a.id`,
    [day === undefined ? '9999-12-31' : formatDay(day)],
  );
  return rows.map(toBalance);
}

function toBalance({ account, kind, currency, debits, credits }: BalanceRow): Balance {
  const totals = { debits: BigInt(debits), credits: BigInt(credits), pendingDebits: 0n, pendingCredits: 0n };
  return { account, kind, currency, ...totals, balance: normalBalance(kind, totals.debits, totals.credits) };
}

interface LineRow {
  readonly transaction_id: string;
  readonly booked_day: Day;
  readonly kind: string;
  readonly debit_account: string;
  readonly credit_account: string;
  readonly amount_minor: Whole;
}

/** Opening balance, lines and closing balance of a range of days. */
export async function readStatement(
  db: Database,
  tenant: string,
  query: DayRange & { spec: AccountSpec },
): Promise<Statement> {
  const { spec, from, to } = query;
  const { balance: opening } = await readBalance(db, tenant, { spec, day: from - 1 });
  const rows = await forTenant(db, tenant).query<LineRow>(
    `select transaction_id, booked_day, kind, debit_account, credit_account, amount_minor
     from ledger_transfer where tenant = $1 and state = 'posted' and booked_day between $3 and $4
     and (debit_account = $2 or credit_account = $2) order by booked_day, seq`,
    [spec.id, formatDay(from), formatDay(to)],
  );
  let balance = opening;
  const lines = rows.map((row): StatementLine => {
    const isDebit = row.debit_account === spec.id;
    const amount = BigInt(row.amount_minor);
    const [debit, credit] = isDebit ? [amount, 0n] : [0n, amount];
    balance += normalBalance(spec.kind, debit, credit);
    const counterAccount = isDebit ? row.credit_account : row.debit_account;
    return {
      transactionId: row.transaction_id,
      bookedDay: row.booked_day,
      kind: row.kind,
      counterAccount,
      debit,
      credit,
      balance,
    };
  });
  return { account: spec.id, from, to, opening, lines, closing: balance };
}
