import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAY_MS, dayOfInstant, manualClock, silentLog, type ManualClock } from '#base';
import { LENDING_SLOT, rulePolicy } from '#lend';
import { scratchPrepared } from '#store';
import type { InboundEvent } from '#stream';
import { applicationOf } from '../testing/requests.ts';
import { MAIN_TENANT, openPlatform, type Platform, type PlatformOptions } from './open-platform.ts';
import { provenState, readStateFile } from './state-file.ts';

let root: string;
let clock: ManualClock;
let preparedDirectory: string;
let serial = 0;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'tally-state-'));
  preparedDirectory = await scratchPrepared();
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const stateOf = (directory: string): string => join(directory, 'hot', `state-${MAIN_TENANT}.snapshot`);

async function open(dataDirectory: string): Promise<Platform> {
  const options: PlatformOptions = { dataDirectory, clock, sync: 'os', report: silentLog, preparedDirectory };
  const platform = await openPlatform(options);
  const { policies } = platform.tenant(MAIN_TENANT).engine.ports;
  const note = { at: 0, actor: 'test', why: 'test' };
  await policies.deploy(LENDING_SLOT, await policies.publish(rulePolicy, note), note);
  return platform;
}

/** As a killed process leaves it: the store holds everything, the files what they held before. */
const kill = (platform: Platform): Promise<void> => platform.db.close();

async function send(platform: Platform, kind: string, person: number, data: Record<string, unknown>): Promise<string> {
  const event: InboundEvent = {
    ...{ kind, version: 1, source: 'test', idempotencyKey: `k${serial++}`, occurredAt: clock.now(), data },
    identifiers: [
      { kind: 'national_id', value: `IDP${String(person).padStart(6, '0')}` },
      { kind: 'phone', value: `138000${String(person).padStart(5, '0')}` },
    ],
  };
  const [outcome] = await platform.tenant(MAIN_TENANT).engine.ingest([event]);
  return outcome?.loanId ?? '';
}

/** A new borrower, a payment on every loan, a cookie that turns out to be a known person, and a day closed. */
async function live(platform: Platform, person: number): Promise<void> {
  const { engine } = platform.tenant(MAIN_TENANT);
  const applicationId = `a${person}`;
  const { identifiers: _, ...form } = applicationOf(person);
  await send(platform, 'application.submitted', person, { ...form, applicationId });
  await send(platform, 'offer.answered', person, { applicationId, accepted: true });
  for (const { loanId, instalments } of [...engine.ports.book.open()]) {
    const amountMinor = (instalments[0]?.principalMinor ?? 0) + person;
    const payment = { loanId, paymentId: `p;${serial}\n`, amountMinor, currency: 'CNY', method: 'card' };
    await send(platform, 'payment.received', person, payment);
  }
  await engine.closeDays(dayOfInstant(clock.now()));
  clock.advance(2 * DAY_MS);
}

function everything(platform: Platform): unknown {
  const { identity, engine } = platform.tenant(MAIN_TENANT);
  const book = engine.ports.book.save().map(({ loan, payments }) => {
    return { loan, marks: engine.ports.book.marks(loan.loanId), payments: [...payments].toSorted() };
  });
  return {
    identity: identity.save(),
    book: book.toSorted((a, b) => (a.loan.loanId < b.loan.loanId ? -1 : 1)),
  };
}

/** What an opening that has no file knows. */
async function fromStore(directory: string): Promise<unknown> {
  rmSync(stateOf(directory), { force: true });
  const platform = await open(directory);
  const known = everything(platform);
  await kill(platform);
  return known;
}

async function isBelieved(platform: Platform, directory: string): Promise<boolean> {
  const read = readStateFile(join(directory, 'hot'), MAIN_TENANT);
  return read !== undefined && (await provenState(platform.db, MAIN_TENANT, read)) !== undefined;
}

describe('the file of people and open loans', () => {
  beforeAll(() => {
    clock = manualClock(Date.UTC(2026, 0, 5, 9));
  });

  it('holds after a clean stop, and after a kill, what the store holds', async () => {
    const directory = join(root, 'equal');
    let platform = await open(directory);
    for (let person = 0; person < 2; person++) await live(platform, person);
    await platform.close();

    platform = await open(directory);
    expect(await isBelieved(platform, directory)).toBe(true);
    expect((everything(platform) as { book: unknown[] }).book.length).toBeGreaterThan(1);
    await live(platform, 2);
    const lived = everything(platform);
    await kill(platform);

    platform = await open(directory);
    expect(await isBelieved(platform, directory)).toBe(true);
    const known = everything(platform);
    await kill(platform);
    expect(known).toEqual(lived);
    expect(known).toEqual(await fromStore(directory));
  });

  it('is not believed when it is stale, torn or of another installation', async () => {
    const [directory, other] = [join(root, 'one'), join(root, 'other')];
    let platform = await open(directory);
    await live(platform, 1);
    await platform.close();
    const stale = readFileSync(stateOf(directory));
    const elsewhere = await open(other);
    await live(elsewhere, 7);
    await elsewhere.close();

    platform = await open(directory);
    await live(platform, 2);
    const lived = everything(platform);
    const { rows } = platform.tenant(MAIN_TENANT).factors.stats();
    await platform.close();
    writeFileSync(join(directory, 'hot', `factors-${MAIN_TENANT}.snapshot`), 'torn');
    const whole = readFileSync(stateOf(directory));
    const damages: readonly (() => void)[] = [
      () => writeFileSync(stateOf(directory), stale),
      () => copyFileSync(stateOf(other), stateOf(directory)),
      () => truncateSync(stateOf(directory), statSync(stateOf(directory)).size >> 1),
      () =>
        writeFileSync(
          stateOf(directory),
          whole.map((byte, i) => (i === whole.length - 9 ? byte ^ 1 : byte)),
        ),
      () => writeFileSync(stateOf(directory), ''),
    ];
    for (const [i, damage] of damages.entries()) {
      damage();
      if (i === 0) platform = await open(directory);
      expect(await isBelieved(platform, directory)).toBe(false);
    }
    expect(everything(platform)).toEqual(lived);
    expect(platform.tenant(MAIN_TENANT).factors.stats().rows).toBe(rows);
    writeFileSync(stateOf(directory), whole);
    expect(await isBelieved(platform, directory)).toBe(true);
    await kill(platform);
  });
});
