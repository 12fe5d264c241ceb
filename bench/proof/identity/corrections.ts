import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRng, manualClock, silentLog, type ManualClock, type Rng } from '#base';
import { createCatalogue, createFactorService, standardPack, type FactorService } from '#factors';
import type { Correction } from '#identity';
import { openPlatform, type Platform, type Tenant } from '#server';
import type { Identifier } from '#stream';
import type { ProofPart, ProofRow } from '../row.ts';

const ACCOUNTS = 40;
const STEPS = 400;

/** Random merges, splits and undos on a whole platform: live factors against a fresh replay of its log, and over a kill. */
export const correctionsProof: ProofPart = {
  name: 'corrections',
  run: async ({ seed, note }) => {
    const directory = mkdtempSync(join(tmpdir(), 'tally-proof-'));
    const clock = manualClock(Date.UTC(2026, 0, 5));
    const open = (): Promise<Platform> =>
      openPlatform({ dataDirectory: directory, sync: 'os', clock, report: silentLog });
    let platform = await open();
    try {
      note(`${STEPS} steps of enquiries, merges, splits and undos`);
      const done = await live(platform.tenant('main'), createRng(seed), clock);
      const before = await compare(platform, clock.now());
      await platform.db.close(); // as a kill leaves it: the snapshots are of half-way
      platform = await open();
      const after = await compare(platform, clock.now());
      await platform.db.close();
      rmSync(join(directory, 'hot'), { recursive: true });
      platform = await open();
      const afresh = await compare(platform, clock.now());
      return [
        row('live', done, before),
        row('after a kill, on old snapshots', done, after),
        row('after a kill, without snapshots', done, afresh),
      ];
    } finally {
      await platform.close();
      rmSync(directory, { recursive: true, force: true });
    }
  },
};

const account = (n: number) => ({ kind: 'account', value: `6222${String(n).padStart(8, '0')}` }) as const;

async function live(tenant: Tenant, rng: Rng, clock: ManualClock): Promise<number> {
  const { engine, identity } = tenant;
  const facts: number[] = [];
  for (let step = 0; step < STEPS; step++) {
    clock.advance(60_000);
    if (step === STEPS / 2) {
      await tenant.saveSnapshot();
      await tenant.saveState();
    }
    const [one, two] = [rng.below(ACCOUNTS), rng.below(ACCOUNTS)];
    const identifiers = rng.chance(0.1) ? [account(one), account(two)] : [account(one)];
    const event = { kind: 'lender.enquired', version: 1, source: 'proof', idempotencyKey: `e${step}` };
    const data = { lender: `l${step % 7}`, amountMinor: 1 + step };
    await engine.ingest([{ ...event, identifiers, occurredAt: clock.now(), data }]);
    if (!rng.chance(0.4)) continue;
    const [a, b] = [one, two].map((n) => tokenOf(identity, n)) as [Identifier, Identifier];
    const [from, into] = [identity.resolver.find(a)?.id, identity.resolver.find(b)?.id];
    if (from === undefined || into === undefined) continue;
    const choices: Correction[] = [
      { kind: 'merge', from, into },
      { kind: 'split', person: from, identifiers: [a] },
      { kind: 'undo', fact: facts[rng.below(Math.max(1, facts.length))] ?? -1 },
    ];
    const choice = choices[rng.below(choices.length)] as Correction;
    // Two who are one already, or a person of one identifier: refused, and nothing may have changed.
    const change = await engine.correct(choice, { actor: 'proof', reason: 'random' }).catch(() => undefined);
    if (change !== undefined) facts.push(change.number);
  }
  return facts.length;
}

function tokenOf(identity: Tenant['identity'], n: number): Identifier {
  const probe = { kind: '', version: 1, source: '', idempotencyKey: '', occurredAt: 0, data: {} };
  return identity.tokenise({ ...probe, identifiers: [account(n)] }).identifiers[0] as Identifier;
}

async function compare(platform: Platform, at: number): Promise<{ same: number; cells: number }> {
  const { identity, factors, engine } = platform.tenant('main');
  const offsets = new Map<number, number[]>();
  const fresh = createFactorService({ catalogue: createCatalogue(standardPack), consents: () => true });
  for await (const batch of platform.ports.log.scan('main')) {
    for (const event of batch) {
      const person = identity.resolver.ownerOf(event.identifiers)?.index ?? -1;
      offsets.set(person, [...(offsets.get(person) ?? []), event.offset]);
      fresh.ingest({ event, person });
    }
  }
  const owners = new Set(
    Array.from({ length: ACCOUNTS }, (_, n) => identity.resolver.find(tokenOf(identity, n))?.index),
  );
  let [same, cells] = [0, 0];
  for (const owner of owners) {
    if (owner === undefined) continue;
    const read = (service: FactorService): Float64Array =>
      service.read({ entityKind: 'person', entityId: String(owner), asOf: { at }, purpose: 'underwriting' }).values;
    const [live, replayed] = [read(factors), read(fresh)];
    // The events that profiles and segments of the person stand on count as one more cell.
    cells += live.length + 1;
    if (JSON.stringify(offsets.get(owner)) === JSON.stringify(engine.ports.people.eventsOf(owner))) same++;
    same += live.filter((value, i) => Object.is(value, replayed[i])).length;
  }
  return { same, cells };
}

function row(when: string, corrections: number, { same, cells }: { same: number; cells: number }): ProofRow {
  return {
    metric: `factors and events of people after ${corrections} merges, splits and undos = fresh replay, ${when}`,
    value: `${same} of ${cells} cells`,
    target: '100 %',
    pass: same === cells && cells > 0 && corrections > 0,
  };
}
