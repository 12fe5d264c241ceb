import { DAY_MS, TallyError, hash53, sha256, type Clock } from '#base';
import { forTenant, rowWrite, type Database, type UnitPart } from '#store';
import { idempotencyTable } from '../platform/tables.ts';

/** A first answer as it was given. */
export interface FirstAnswer {
  readonly status: number;
  /** JSON text. */
  readonly answer: string;
}

export interface IdempotentCall {
  readonly tenant: string;
  readonly route: string;
  readonly key: string;
  readonly body: string;
}

/** Makes the first answer; `remember` gives the row that stores it, for the unit of its effect. */
export type Work = (remember: (first: FirstAnswer) => UnitPart) => Promise<FirstAnswer>;

/** First answers by key: the same key and body get the first answer again, another body is refused. */
export interface IdempotencyBook {
  /** Runs `work` unless the call was made before. Calls with the same key wait for the first. */
  once(call: IdempotentCall, work: Work): Promise<FirstAnswer>;
}

/** Days for which a first answer is kept. */
export const IDEMPOTENCY_DAYS = 30;

/** Opens the book: 8 bytes a key stay in memory, so that only a repeated key asks the store. */
export async function openIdempotencyBook(db: Database, clock: Clock): Promise<IdempotencyBook> {
  const rows = await db.query<{ tenant: string; route: string; key: string }>(
    'select tenant, route, key from idempotency where at > $1',
    [clock.now() - IDEMPOTENCY_DAYS * DAY_MS],
  );
  const known = new Set(rows.map((row) => hash53(placeOf(row))));
  const open = new Map<string, { readonly bodyHash: string; readonly first: Promise<FirstAnswer> }>();

  const stored = async (call: IdempotentCall): Promise<(FirstAnswer & { bodyHash: string }) | undefined> => {
    if (!known.has(hash53(placeOf(call)))) return undefined;
    const [row] = await forTenant(db, call.tenant).query<{ status: number; answer: string; body_hash: string }>(
      'select status, answer, body_hash from idempotency where tenant = $1 and route = $2 and key = $3',
      [call.route, call.key],
    );
    return row === undefined ? undefined : { status: row.status, answer: row.answer, bodyHash: row.body_hash };
  };

  const rowOf = (call: IdempotentCall, first: FirstAnswer): UnitPart => {
    const { tenant, route, key } = call;
    const row = {
      route,
      key,
      body_hash: sha256(call.body),
      status: first.status,
      answer: first.answer,
      at: clock.now(),
    };
    known.add(hash53(placeOf(call)));
    return { writes: [rowWrite({ table: idempotencyTable, mode: 'upsert', rows: [row], tenant })] };
  };

  const answer = async (call: IdempotentCall, bodyHash: string, work: Work): Promise<FirstAnswer> => {
    const before = await stored(call);
    if (before === undefined) return await work((first) => rowOf(call, first));
    assertSameBody(before.bodyHash, bodyHash, call.key);
    return before;
  };

  return {
    async once(call, work) {
      const place = placeOf(call);
      const bodyHash = sha256(call.body);
      const running = open.get(place);
      if (running !== undefined) {
        assertSameBody(running.bodyHash, bodyHash, call.key);
        return await running.first;
      }
      // Entered before anything is awaited, or two calls at once would both be the first.
      const first = answer(call, bodyHash, work);
      open.set(place, { bodyHash, first });
      try {
        return await first;
      } finally {
        open.delete(place);
      }
    },
  };
}

function placeOf({ tenant, route, key }: { tenant: string; route: string; key: string }): string {
  return `${tenant} ${route} ${key}`;
}

function assertSameBody(first: string, now: string, key: string): void {
  if (first === now) return;
  throw new TallyError('SERVER_IDEMPOTENCY_BODY', `the idempotency key ${key} was used with another body`, {
    hint: 'use a new key for a new request',
    status: 409,
  });
}
