import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addMonths, instantOfDay, manualClock, parseDay, silentLog, type Day, type ManualClock } from '#base';
import { openPlatform, type Platform } from '#server';
import type { InboundEvent } from '#stream';
import { CHARGE_OFF_DPD } from './close-day.ts';
import { LENDING_SLOT, rulePolicy, type IngestOutcome, type LendEngine } from './index.ts';

const start = parseDay('2026-01-10');
const note = { at: 0, actor: 'test', why: 'test' };
let directory: string;
let clock: ManualClock;
let platform: Platform;

async function open(): Promise<LendEngine> {
  platform = await openPlatform({ dataDirectory: directory, sync: 'os', clock, report: silentLog });
  const { engine } = platform.tenant('main');
  const { policies } = engine.ports;
  await policies.deploy(LENDING_SLOT, await policies.publish(rulePolicy, note), note);
  return engine;
}

let serial = 0;

function event(kind: string, data: Record<string, unknown>, person = 'a'): InboundEvent {
  const identifiers = [
    { kind: 'national_id', value: `ID${person.toUpperCase()}123456` } as const,
    { kind: 'phone', value: `1380000${String(person.charCodeAt(0)).padStart(4, '0')}` } as const,
  ];
  return {
    kind,
    version: 1,
    source: 'test',
    idempotencyKey: `k${serial++}`,
    identifiers,
    occurredAt: clock.now(),
    data,
  };
}

function application(applicationId: string, changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    applicationId,
    productId: 'cash-loan',
    amountMinor: 900_000,
    currency: 'CNY',
    termMonths: 3,
    purpose: 'education',
    declaredIncomeMinor: 1_500_000,
    employment: 'salaried',
    jobMonths: 20,
    education: 'college',
    maritalStatus: 'single',
    dependents: 0,
    housing: 'rent',
    age: 30,
    sex: 'unknown',
    cell: 'c1',
    latitude: 1,
    longitude: 2,
    fullName: 'A B',
    address: 'C',
    form: { durationS: 100, edits: 1, pastes: 0, idleS: 3, fieldsRevisited: 0 },
    ...changes,
  };
}

async function lend(engine: LendEngine, id: string): Promise<string> {
  await engine.ingest([event('application.submitted', application(id), id)]);
  const [answered] = await engine.ingest([event('offer.answered', { applicationId: id, accepted: true }, id)]);
  return answered?.loanId ?? '';
}

const pay = (engine: LendEngine, loanId: string, amountMinor: number): Promise<readonly IngestOutcome[]> =>
  engine.ingest([
    event('payment.received', { loanId, paymentId: `p${serial}`, amountMinor, currency: 'CNY', method: 'card' }),
  ]);

async function close(engine: LendEngine, day: Day): Promise<void> {
  clock.set(instantOfDay(day + 1) - 1);
  await engine.closeDays(day);
}

const count = async (kind: string): Promise<number> => {
  let found = 0;
  for await (const batch of platform.ports.log.scan('main')) found += batch.filter((each) => each.kind === kind).length;
  return found;
};

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'tally-engine-'));
  clock = manualClock(instantOfDay(start) + 3_600_000);
});
afterAll(async () => {
  await platform.close();
  rmSync(directory, { recursive: true, force: true });
});

describe('the life of loans', () => {
  let engine: LendEngine;
  const loans: Record<string, string> = {};
  beforeAll(async () => {
    engine = await open();
  });

  it('approves, pays out and books: the funder draws, cash goes out, the loan stands', async () => {
    for (const id of ['good', 'late', 'lost']) loans[id] = await lend(engine, id);
    await close(engine, start);
    const loan = engine.ports.book.get(loans['good'] ?? '');
    expect(loan).toMatchObject({ principalMinor: 900_000, aprBps: 2400, termMonths: 3, disbursedDay: start });
    expect(engine.ports.ledger.balance('main', `loan:${loan?.loanId}`).balance).toBe(900_000n);
    expect(engine.ports.ledger.balance('main', 'cash:CNY').balance).toBe(0n);
  });

  it('declines by rule and opens no offer', async () => {
    const [declined] = await engine.ingest([
      event('application.submitted', application('young', { age: 17 }), 'young'),
    ]);
    expect(declined?.application).toMatchObject({ outcome: 'declined', reasons: ['AGE_BELOW_MINIMUM'] });
    const [answered] = await engine.ingest([
      event('offer.answered', { applicationId: 'young', accepted: true }, 'young'),
    ]);
    expect([answered?.loanId, answered?.note]).toEqual([undefined, 'application young has no open offer']);
  });

  it('ages what is unpaid, cures what is paid, and settles what is paid in full', async () => {
    const due = addMonths(start, 1);
    const total = (id: string): number =>
      engine.ports.book
        .get(loans[id] ?? '')
        ?.instalments.reduce((sum, item) => sum + item.principalMinor + item.interestMinor, 0) ?? 0;
    const good = total('good');
    const instalment = Math.ceil(total('late') / 3);
    await close(engine, due - 1);
    await pay(engine, loans['good'] ?? '', good + 500);
    expect(engine.ports.book.get(loans['good'] ?? '')).toBeUndefined();
    expect(engine.ports.ledger.balance('main', 'liability:excess:CNY').balance).toBe(500n);
    await close(engine, due + 4);
    expect(engine.ports.book.get(loans['late'] ?? '')?.dpd).toBe(5);
    await pay(engine, loans['late'] ?? '', instalment);
    expect(engine.ports.book.get(loans['late'] ?? '')?.dpd).toBe(0);
    expect([await count('loan.settled'), await count('loan.cured')]).toEqual([1, 1]);
  });

  it('writes off at the limit, once, and the books still balance', async () => {
    await close(engine, addMonths(start, 1) + CHARGE_OFF_DPD + 40);
    expect(engine.ports.book.get(loans['lost'] ?? '')).toBeUndefined();
    expect(engine.ports.ledger.balance('main', 'expense:credit-loss:CNY').balance).toBeGreaterThanOrEqual(900_000n);
    expect(await engine.ports.ledger.verify()).toEqual([]);
    const [late] = await pay(engine, loans['lost'] ?? '', 100);
    expect(late?.note).toMatch(/is not open/);
  });

  it('takes an event once, whatever key it carries, and refuses a second application with the id', async () => {
    const twice = event('application.submitted', application('twice'), 'twice');
    const [first] = await engine.ingest([twice]);
    const [second] = await engine.ingest([{ ...twice, idempotencyKey: 'other' }]);
    expect([first?.duplicate, second?.duplicate]).toEqual([false, true]);
    await expect(engine.ingest([{ ...twice, source: 'elsewhere' }])).rejects.toThrow(/exists already/);
    expect(engine.hasStopped).toBe(false);
  });

  it('goes on after a restart where it stood', async () => {
    const open1 = [...engine.ports.book.open()]
      .map(({ loanId, dpd, receivedMinor }) => [loanId, dpd, receivedMinor])
      .sort();
    const [day, offset] = [engine.lastClosedDay, engine.offset];
    await platform.close();
    engine = await open();
    const open2 = [...engine.ports.book.open()]
      .map(({ loanId, dpd, receivedMinor }) => [loanId, dpd, receivedMinor])
      .sort();
    expect([open2, engine.lastClosedDay, engine.offset]).toEqual([open1, day, offset]);
    expect(engine.offer('twice')).toMatchObject({ applicationId: 'twice', amountMinor: 900_000 });
    const [answered] = await engine.ingest([
      event('offer.answered', { applicationId: 'twice', accepted: false }, 'twice'),
    ]);
    expect(answered?.note).toBeUndefined();
    expect(engine.offer('twice')).toBeUndefined();
  });
});
