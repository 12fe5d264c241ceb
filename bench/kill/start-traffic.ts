import type { StartedProcess } from './start-process.ts';

/** A write as it was sent, with the answer once there was one. */
export interface SentWrite {
  readonly path: string;
  readonly key: string;
  readonly body: unknown;
  answer?: string;
}

/** What borrowers from outside do meanwhile: each applies, answers, pays and is seen, a write after the other. */
export interface Traffic {
  readonly writes: readonly SentWrite[];
  readonly acknowledged: number;
  /** Writes with several borrowers at once until `acks` more were acknowledged or the server is gone. */
  send(server: StartedProcess, acks: number): Promise<void>;
  /** Sends what was never answered again, as a careful client does, and all that was; tells what differs. */
  repeat(server: StartedProcess, from: number): Promise<string[]>;
}

const BORROWERS_AT_ONCE = 4;

export function createTraffic(): Traffic {
  const writes: SentWrite[] = [];
  let acknowledged = 0;
  let borrowers = 0;

  const post = async (server: StartedProcess, write: SentWrite): Promise<{ status: number; text: string }> => {
    const headers = {
      authorization: `Bearer ${server.token}`,
      'content-type': 'application/json',
      'idempotency-key': write.key,
    };
    const init = { method: 'POST', headers, body: JSON.stringify(write.body) };
    const response = await fetch(`${server.url}${write.path}`, init);
    return { status: response.status, text: await response.text() };
  };

  const sendNew = async (
    server: StartedProcess,
    path: string,
    rest: { key: string; body: unknown },
  ): Promise<Answer> => {
    const write: SentWrite = { path, ...rest };
    writes.push(write);
    const { status, text } = await post(server, write);
    if (status >= 300) throw new Error(`${path} answered ${status}: ${text}`);
    write.answer = text;
    acknowledged++;
    return JSON.parse(text) as Answer;
  };

  const borrow = async (server: StartedProcess, n: number): Promise<void> => {
    const made = await sendNew(server, '/v1/applications', { key: `app-${n}`, body: applicationOf(n) });
    await sendNew(server, '/v1/events', { key: `seen-${n}`, body: { events: [seenOf(n)] } });
    if (made.outcome !== 'approved') return;
    const path = `/v1/applications/${made.id}/answer`;
    const { loanId } = await sendNew(server, path, { key: `answer-${n}`, body: { accepted: true } });
    if (loanId === null) return;
    const body = { paymentId: `out-${n}`, loanId, amount: { amountMinor: 5_000_000, currency: 'CNY' } };
    await sendNew(server, '/v1/payments', { key: `pay-${n}`, body });
  };

  return {
    writes,
    get acknowledged() {
      return acknowledged;
    },
    async send(server, acks) {
      const goal = acknowledged + acks;
      const work = async (): Promise<void> => {
        while (acknowledged < goal) await borrow(server, borrowers++);
      };
      await Promise.all(Array.from({ length: BORROWERS_AT_ONCE }, work));
    },
    async repeat(server, from) {
      const faults: string[] = [];
      for (const write of writes.slice(from)) {
        const { status, text } = await post(server, write);
        if (status >= 300) faults.push(`${write.path} ${write.key} was answered ${status} when repeated: ${text}`);
        else if (write.answer === undefined) acknowledged++;
        else if (write.answer !== text) faults.push(`${write.path} ${write.key} was ${write.answer}, now ${text}`);
        write.answer ??= text;
      }
      return faults;
    },
  };
}

interface Answer {
  readonly id: string;
  readonly outcome: string;
  readonly loanId: string | null;
}

function identifiersOf(n: number): object[] {
  const digits = String(n).padStart(6, '0');
  return [
    { kind: 'phone', value: `+447700${digits}` },
    { kind: 'national_id', value: `OUT${digits}` },
    { kind: 'device', value: `outside-${n}` },
  ];
}

function applicationOf(n: number): object {
  return {
    productId: 'cash-loan',
    amountMinor: 1_000_000,
    currency: 'CNY',
    termMonths: 6,
    purpose: 'rent',
    declaredIncomeMinor: 900_000,
    employment: 'salaried',
    jobMonths: 30,
    education: 'college',
    maritalStatus: 'single',
    dependents: 0,
    housing: 'rent',
    age: n % 7 === 0 ? 17 : 31,
    sex: 'unknown',
    cell: `outside-${n}`,
    latitude: 51.5,
    longitude: 0,
    fullName: `Outsider ${n}`,
    address: `Street ${n}`,
    form: { durationS: 300, edits: 3, pastes: 0, idleS: 10, fieldsRevisited: 1 },
    identifiers: identifiersOf(n),
  };
}

function seenOf(n: number): object {
  return {
    kind: 'search.performed',
    source: 'outside',
    idempotencyKey: `search-${n}`,
    occurredAt: 0,
    identifiers: identifiersOf(n).slice(0, 1),
    data: { purpose: 'rent', amountMinor: 1_000_000, termMonths: 6 },
  };
}
