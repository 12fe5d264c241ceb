import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRng, manualClock, silentLog, type ManualClock } from '#base';
import { createCatalogue, createFactorService, standardPack } from '#factors';
import { scratchPrepared } from '#store';
import type { Identifier, RawIdentifier } from '#stream';
import { openPlatform, type Platform, type Tenant } from '#server';

const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 10, 9);
const note = { actor: 'user:ana', reason: 'the family shares a phone' };
let directory: string;
let preparedDirectory: string;
let clock: ManualClock;
let platform: Platform;
let tenant: Tenant;
let serial = 0;

async function open(): Promise<void> {
  platform = await openPlatform({ dataDirectory: directory, sync: 'os', clock, report: silentLog, preparedDirectory });
  tenant = platform.tenant('main');
}

async function restart(save: boolean): Promise<void> {
  if (save) await platform.close();
  else await platform.db.close(); // nothing is saved, as after a kill
  await open();
}

async function send(kind: string, identifiers: readonly RawIdentifier[], data: Record<string, unknown>) {
  clock.advance(1000);
  const [outcome] = await tenant.engine.ingest([
    {
      ...{ kind, version: 1, source: 'test', idempotencyKey: `k${serial++}` },
      ...{ identifiers, occurredAt: clock.now(), data },
    },
  ]);
  return outcome?.personId ?? '';
}

const phone = (n: number): RawIdentifier => ({ kind: 'phone', value: `1380000${String(n).padStart(4, '0')}` });
const account = (n: number): RawIdentifier => ({ kind: 'account', value: `62220000${n}` });
const national = (n: number): RawIdentifier => ({ kind: 'national_id', value: `ID000${n}` });
const search = (who: RawIdentifier[]) =>
  send('search.performed', who, { purpose: 'rent', amountMinor: 100_000, termMonths: 6 });
const enquiry = (who: RawIdentifier[], lender: string) => send('lender.enquired', who, { lender, amountMinor: 5000 });

function tokenOf(raw: RawIdentifier): Identifier {
  const probe = { ...{ kind: '', version: 1, source: '', idempotencyKey: '', occurredAt: 0 }, data: {} };
  const [identifier] = tenant.identity.tokenise({ ...probe, identifiers: [raw] }).identifiers;
  return identifier ?? { kind: 'phone', token: '' };
}

const ownerOf = (raw: RawIdentifier): string | undefined => tenant.identity.resolver.find(tokenOf(raw))?.id;

function vector(personId: string): string {
  const person = tenant.identity.resolver.byId(personId);
  const { values } = tenant.factors.read({
    ...{ entityKind: 'person', entityId: String(person?.index), asOf: { at: clock.now() }, purpose: 'underwriting' },
  });
  return JSON.stringify([...values].map((value) => (Number.isNaN(value) ? null : value)));
}

/** Factors of a fresh engine that takes in the whole log under what is believed now. */
async function replayed(personId: string): Promise<string> {
  const catalogue = createCatalogue(standardPack);
  const { consents: ledger } = tenant.identity;
  const fresh = createFactorService({
    catalogue,
    consents: (owner, scope, use) => ledger.allows(owner, scope, use),
  });
  for await (const batch of platform.ports.log.scan('main')) {
    for (const event of batch) {
      fresh.ingest({ event, person: tenant.identity.resolver.ownerOf(event.identifiers)?.index ?? -1 });
    }
  }
  const person = tenant.identity.resolver.byId(personId);
  const { values } = fresh.read({
    ...{ entityKind: 'person', entityId: String(person?.index), asOf: { at: clock.now() }, purpose: 'underwriting' },
  });
  return JSON.stringify([...values].map((value) => (Number.isNaN(value) ? null : value)));
}

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'tally-correct-'));
  clock = manualClock(START);
  preparedDirectory = await scratchPrepared();
  await open();
});
afterAll(async () => {
  await platform.close();
  rmSync(directory, { recursive: true, force: true });
});

describe('corrections of who is who', () => {
  let person: string;
  let made: string;
  let splitFact: number;
  let beforeSplit: number;

  it('splits identifiers off: events, factors, profile and consent follow; all else stays', async () => {
    person = await search([phone(1), account(1)]);
    await search([phone(1), account(2)]);
    for (const lender of ['a', 'b', 'c']) await enquiry([account(2)], lender);
    await enquiry([account(1)], 'd');
    await send('consent.changed', [account(2)], { scope: 'location', granted: false });
    expect([ownerOf(account(1)), ownerOf(account(2))]).toEqual([person, person]);
    beforeSplit = clock.now();
    clock.advance(DAY);
    const identifiers = [tokenOf(account(2))];
    const change = await tenant.engine.correct({ kind: 'split', person, identifiers }, note);
    splitFact = change.number;
    made = ownerOf(account(2)) ?? '';
    expect([ownerOf(account(1)), made === person, made.startsWith('per_')]).toEqual([person, false, true]);
    for (const id of [person, made]) expect(vector(id)).toBe(await replayed(id));
    const { people } = tenant.engine.ports;
    const index = tenant.identity.resolver.byId(made)?.index ?? -1;
    const weight = (name: string) =>
      people.profile(index, clock.now()).dimensions.find((dimension) => dimension.name === name)?.weight ?? 0;
    expect(weight('qualification')).toBeGreaterThan(2.9);
    expect(tenant.identity.consents.allows(index, 'location', { at: clock.now() })).toBe(false);
  });

  it('says who was believed to be who on each day, and keeps two who are apart two', async () => {
    const identifier = tokenOf(account(2));
    const at = async (knownAt: number) => (await tenant.identity.believedAt(identifier, { knownAt }))?.personId;
    expect([await at(beforeSplit), await at(clock.now()), await at(START)]).toEqual([person, made, undefined]);
    await search([account(1), account(2)]);
    expect([ownerOf(account(1)), ownerOf(account(2))]).toEqual([person, made]);
  });

  it('holds after a restart from files', async () => {
    const before = [vector(person), vector(made)];
    await restart(true);
    expect([ownerOf(account(1)), ownerOf(account(2))]).toEqual([person, made]);
    expect([vector(person), vector(made)]).toEqual(before);
    await enquiry([account(2)], 'after');
    expect(vector(made)).toBe(await replayed(made));
  });

  it('undoes a split, and the undo, which a kill does not change', async () => {
    const counted = () => Object.values(tenant.engine.ports.people.tagCounts()).reduce((sum, n) => sum + n, 0);
    expect(counted()).toBe(2);
    const undo = await tenant.engine.correct({ kind: 'undo', fact: splitFact }, note);
    expect(counted()).toBe(1);
    expect([ownerOf(account(2)), tenant.identity.resolver.byId(made)?.id]).toEqual([person, person]);
    expect(vector(person)).toBe(await replayed(person));
    await expect(tenant.engine.correct({ kind: 'undo', fact: splitFact }, note)).rejects.toThrow(/does not count/);
    await tenant.engine.correct({ kind: 'undo', fact: undo.number }, note);
    expect([ownerOf(account(1)), ownerOf(account(2))]).toEqual([person, made]);
    for (const id of [person, made]) expect(vector(id)).toBe(await replayed(id));
    await restart(false);
    expect([ownerOf(account(1)), ownerOf(account(2)), counted()]).toEqual([person, made, 2]);
  });

  it('merges by hand, undoes what an event merged, and cuts the weakest link of a chain', async () => {
    const a = await search([national(1), phone(11)]);
    const b = await search([account(11)]);
    await tenant.engine.correct({ kind: 'merge', from: b, into: a }, note);
    expect(ownerOf(account(11))).toBe(a);
    const c = await enquiry([phone(12)], 'x');
    expect(await search([account(11), phone(12)])).toBe(a);
    expect(tenant.identity.resolver.byId(c)?.id).toBe(a);
    const { merges } = await tenant.identity.history(a);
    const byEvent = merges.find(({ from_person_id }) => from_person_id === c)?.ordinal ?? -1;
    await tenant.engine.correct({ kind: 'undo', fact: byEvent }, note);
    expect([ownerOf(phone(12)), ownerOf(account(11))]).toEqual([c, a]);
    const apart = { kind: 'apart', person: a, a: tokenOf(national(1)), b: tokenOf(account(11)) } as const;
    await tenant.engine.correct(apart, note);
    expect([ownerOf(account(11)), ownerOf(national(1))]).toEqual([b, a]);
    for (const id of [a, b, c]) expect(vector(id)).toBe(await replayed(id));
  });

  it('refuses what cannot be, and changes nothing', async () => {
    const codeOf = (work: Promise<unknown>) =>
      work.then(
        () => 'done',
        (error: unknown) => (error as { code: string }).code,
      );
    const { engine } = tenant;
    const other = await search([national(2)]);
    const first = ownerOf(national(1)) ?? '';
    const unknown = { kind: 'phone', token: 'nobody' } as const;
    const all = [tokenOf(national(2))];
    const codes = await Promise.all([
      codeOf(engine.correct({ kind: 'merge', from: person, into: person }, note)),
      codeOf(engine.correct({ kind: 'merge', from: 'per_none', into: person }, note)),
      codeOf(engine.correct({ kind: 'merge', from: first, into: other }, note)),
      codeOf(engine.correct({ kind: 'split', person, identifiers: [unknown] }, note)),
      codeOf(engine.correct({ kind: 'split', person: other, identifiers: all }, note)),
      codeOf(engine.correct({ kind: 'undo', fact: 9_999_999 }, note)),
    ]);
    expect(codes).toEqual([
      ...['IDENTITY_MERGE_SELF', 'IDENTITY_UNKNOWN', 'IDENTITY_REFUSED'],
      ...['IDENTITY_SPLIT', 'IDENTITY_SPLIT', 'IDENTITY_UNKNOWN'],
    ]);
    expect([engine.hasStopped, ownerOf(national(2))]).toEqual([false, other]);
  });

  it('keeps factors equal to a fresh replay through random merges, splits and undos', async () => {
    const rng = createRng(17);
    const accounts = Array.from({ length: 12 }, (_, i) => account(100 + i));
    const facts: number[] = [];
    const pick = (): RawIdentifier => accounts[rng.below(accounts.length)] ?? account(100);
    for (let step = 0; step < 60; step++) {
      await enquiry(rng.chance(0.15) ? [pick(), pick()] : [pick()], `l${step}`);
      if (!rng.chance(0.35)) continue;
      const [one, two] = [pick(), pick()];
      const [from, into] = [ownerOf(one), ownerOf(two)];
      if (from === undefined || into === undefined) continue;
      const choice = rng.below(3);
      const correction =
        choice === 0
          ? ({ kind: 'merge', from, into } as const)
          : choice === 1
            ? ({ kind: 'split', person: from, identifiers: [tokenOf(one)] } as const)
            : ({ kind: 'undo', fact: facts[rng.below(facts.length)] ?? -1 } as const);
      const done = await tenant.engine.correct(correction, note).catch((error: unknown) => {
        expect((error as { code: string }).code).toMatch(/^IDENTITY_(SPLIT|MERGE_SELF|UNDONE|UNKNOWN|REFUSED)$/);
      });
      if (done !== undefined) facts.push(done.number);
    }
    expect(facts.length).toBeGreaterThan(5);
    const owners = new Set(accounts.map(ownerOf).filter((id): id is string => id !== undefined));
    for (const id of owners) expect(vector(id)).toBe(await replayed(id));
    const before = [...owners].map(vector);
    await restart(false);
    expect([...owners].map(vector)).toEqual(before);
  });
});
