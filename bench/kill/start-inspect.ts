import { join } from 'node:path';
import { systemClock } from '#base';
import { platformMigrations } from '#server';
import { openDatabase, type Database } from '#store';
import { openEventLog } from '#stream';
import type { StartedProcess } from './start-process.ts';

/** What one world application came to, as a line to compare. */
export type Outcomes = ReadonlyMap<string, string>;

export interface MarketState {
  readonly day: string;
  readonly done: boolean;
}

export async function marketState(server: StartedProcess): Promise<MarketState> {
  const health = (await (await fetch(`${server.url}/healthz`)).json()) as { world: MarketState };
  return health.world;
}

async function read<T>(server: StartedProcess, path: string): Promise<T> {
  const response = await fetch(`${server.url}${path}`, { headers: { authorization: `Bearer ${server.token}` } });
  return (await response.json()) as T;
}

interface Page {
  readonly items: readonly { readonly id: string; readonly submittedAt: string }[];
  readonly next: string | null;
}

/** Every application of the simulated market with all that the list shows but ids made on the way. */
export async function worldOutcomes(server: StartedProcess): Promise<Outcomes> {
  const outcomes = new Map<string, string>();
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: Page = await read(server, `/v1/applications?limit=200${cursor === '' ? '' : `&cursor=${cursor}`}`);
    for (const item of page.items.filter(({ id }) => id.startsWith('w-'))) {
      const { loanId, personId: _person, ...rest } = item as typeof item & { loanId: unknown; personId: unknown };
      outcomes.set(item.id, JSON.stringify({ ...rest, hasLoan: loanId !== null }));
    }
    cursor = page.next;
  }
  return outcomes;
}

/** What the server itself finds wrong with its books and its audit chain. */
export async function serverFaults(server: StartedProcess): Promise<string[]> {
  const ledger = await read<{ breaks: unknown[] }>(server, '/v1/ledger/verify');
  const audit = await read<{ firstBreak: number | null }>(server, '/v1/audit/verify');
  const broken = audit.firstBreak === null ? [] : [`the audit chain breaks at ${audit.firstBreak}`];
  return [...ledger.breaks.map((found) => `ledger: ${JSON.stringify(found)}`), ...broken];
}

/** Compares offsets, events and their effects in the store of an installation that was stopped. */
export async function storeFaults(directory: string): Promise<string[]> {
  const db = await openDatabase({ path: join(directory, 'store'), migrations: platformMigrations, clock: systemClock });
  try {
    const log = await openEventLog(db);
    const kinds = new Map<string, number>();
    const faults: string[] = [];
    let [next, outside] = [0, 0];
    for await (const batch of log.scan('main')) {
      for (const { offset, kind, source } of batch) {
        if (offset !== next) faults.push(`offset ${offset} follows ${next - 1}`);
        next = offset + 1;
        kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
        if (source !== 'platform') outside++;
      }
    }
    const of = (kind: string): number => kinds.get(kind) ?? 0;
    const count = (text: string): Promise<number> => single(db, text);
    const pairs: readonly (readonly [string, number, number])[] = [
      ['events handled', outside, await metric(db, 'events')],
      ['applications', of('application.submitted'), await count('application')],
      ['decisions told', of('application.decided'), await count('application')],
      ['decisions recorded', await count('application'), await single(db, 'decision_block', 'coalesce(sum(count), 0)')],
      ['decisions audited', await count('application'), await count("audit where action like 'application.%' and")],
      ['loans', of('loan.disbursed'), await count('loan')],
      ['loans counted', await count('loan'), await metric(db, 'loans')],
      ['payments counted', await count('payment'), await metric(db, 'payments')],
      ['payments booked', await count('payment'), await count("ledger_transaction where id like 'payment:%' and")],
    ];
    for (const [what, wanted, found] of pairs) if (wanted !== found) faults.push(`${what}: ${wanted} against ${found}`);
    return faults;
  } finally {
    await db.close();
  }
}

async function single(db: Database, from: string, what = 'count(*)'): Promise<number> {
  const where = from.includes(' where ') ? `${from} tenant = 'main'` : `${from} where tenant = 'main'`;
  const [row] = await db.query<{ value: number }>(`select (${what})::int8 as value from ${where}`);
  return row?.value ?? 0;
}

async function metric(db: Database, name: string): Promise<number> {
  return await single(db, `day_metric where metric = '${name}' and`, 'coalesce(sum(value), 0)');
}
