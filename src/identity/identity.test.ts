import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createUnit, openScratchDatabase, type ScratchDatabase } from '#store';
import type { Identifier, IdentifierKind, StoredEvent } from '#stream';
import {
  createResolver,
  createTokeniser,
  createVault,
  identityMigrations,
  normaliseIdentifier,
  openIdentity,
  tokeniseEvent,
} from './index.ts';

const id = (kind: IdentifierKind, token: string): Identifier => ({ kind, token });
const masterKey = new Uint8Array(32).fill(7);

describe('the resolver', () => {
  it('knows a person again by any strong identifier', () => {
    const resolver = createResolver();
    const first = resolver.resolve([id('phone', 'p1'), id('national_id', 'n1')]);
    expect(first.created).toBe(true);
    expect(resolver.resolve([id('national_id', 'n1')]).person).toBe(first.person);
    expect(resolver.resolve([id('phone', 'p1'), id('account', 'a1')]).person).toBe(first.person);
    expect(resolver.find(id('account', 'a1'))).toBe(first.person);
  });

  it('merges two people whom one event shows to be one, and remembers it', () => {
    const resolver = createResolver();
    const a = resolver.resolve([id('phone', 'p1')]).person;
    const b = resolver.resolve([id('national_id', 'n1')]).person;
    const { person, merged } = resolver.resolve([id('national_id', 'n1'), id('phone', 'p1')]);
    expect(merged).toEqual([{ from: a, into: b, strength: 6 }]);
    expect([person, resolver.find(id('phone', 'p1')), resolver.byId(a.id)]).toEqual([b, b, b]);
  });

  it('never merges two national ids: a shared phone is a conflict', () => {
    const resolver = createResolver();
    const a = resolver.resolve([id('national_id', 'n1'), id('phone', 'p1')]).person;
    const { person, merged, conflicts } = resolver.resolve([id('national_id', 'n2'), id('phone', 'p1')]);
    expect(person).not.toBe(a);
    expect([merged.length, conflicts]).toEqual([0, 1]);
    expect(resolver.find(id('phone', 'p1'))).toBe(a);
  });

  it('gives the click before the registration to the person', () => {
    const resolver = createResolver();
    const visitor = resolver.resolve([id('cookie', 'c1')]).person;
    const { person } = resolver.resolve([id('phone', 'p1'), id('cookie', 'c1')]);
    expect([person, person.anonymous]).toEqual([visitor, false]);
  });

  it('never merges people because they share a device', () => {
    const resolver = createResolver();
    const a = resolver.resolve([id('phone', 'p1'), id('device', 'd1')]).person;
    expect(resolver.find(id('device', 'd1'))).toBe(a);
    const b = resolver.resolve([id('phone', 'p2'), id('device', 'd1')]).person;
    expect(b).not.toBe(a);
    expect(resolver.find(id('device', 'd1'))).toBeUndefined();
  });

  it('lets an identifier of a hundred thousand people join nobody, and lists it', () => {
    const resolver = createResolver();
    for (let n = 0; n < 100_000; n++)
      resolver.resolve([id('account', `a${n}`), id('phone', 'hotline'), id('device', 'kiosk')]);
    expect(resolver.find(id('phone', 'hotline'))).toBeUndefined();
    expect(resolver.shared(5).map(({ kind, token }) => `${kind} ${token}`)).toEqual(['phone hotline', 'device kiosk']);
    expect(resolver.shared(1)[0]?.persons).toBeGreaterThan(99_000);
    const last = resolver.find(id('account', 'a99999'));
    expect([last?.size, resolver.find(id('account', 'a0'))?.size]).toEqual([1, 100]);
  });

  it('keeps one national id a person, whatever comes in whatever order', () => {
    const token = fc.integer({ min: 0, max: 5 }).map(String);
    const kind = fc.constantFrom<IdentifierKind>('national_id', 'phone', 'account', 'cookie', 'device');
    const event = fc.uniqueArray(fc.record({ kind, token }), {
      minLength: 1,
      maxLength: 4,
      selector: ({ kind: k }) => k,
    });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), (events) => {
        const resolver = createResolver();
        const again = createResolver();
        for (const identifiers of events) {
          const { person } = resolver.resolve(identifiers);
          expect(again.resolve(identifiers).person.id).toBe(person.id);
          const national = identifiers.find((each) => each.kind === 'national_id');
          if (national !== undefined) expect(resolver.find(national)?.nationalId).toBe(national.token);
        }
      }),
    );
  });
});

describe('the image of a resolver', () => {
  it('gives one that knows the same and decides the same from then on', () => {
    const kinds = ['phone', 'national_id', 'cookie', 'device', 'account'] as const;
    const identifier = fc.record({ kind: fc.constantFrom(...kinds), token: fc.constantFrom('a', 'b', 'c', 'd') });
    const sightings = fc.array(fc.array(identifier, { minLength: 1, maxLength: 3 }), { maxLength: 20 });
    fc.assert(
      fc.property(sightings, sightings, (before, after) => {
        const resolver = createResolver();
        for (const seen of before) resolver.resolve(seen);
        const again = createResolver({ image: structuredClone(resolver.image()) });
        expect(again.image()).toEqual(resolver.image());
        for (const seen of after) expect(again.resolve(seen)).toEqual(resolver.resolve(seen));
        expect(again.image()).toEqual(resolver.image());
      }),
    );
  });
});

describe('tokens', () => {
  const tokeniser = createTokeniser(createVault(masterKey).derive('token:main'));

  it('are equal for spellings of one number and differ between tenants and kinds', () => {
    const other = createTokeniser(createVault(masterKey).derive('token:other'));
    expect(tokeniser.token('phone', '138 0000-1234')).toBe(tokeniser.token('phone', '+8613800001234'));
    expect(tokeniser.token('phone', '13800001234')).not.toBe(other.token('phone', '13800001234'));
    expect(tokeniser.token('account', '13800001234')).not.toBe(tokeniser.token('phone', '13800001234'));
  });

  it('share a number block with neighbours only', () => {
    expect(tokeniser.phoneBlock('13800001234')).toBe(tokeniser.phoneBlock('13800001999'));
    expect(tokeniser.phoneBlock('13800001234')).not.toBe(tokeniser.phoneBlock('13800002234'));
  });

  it('refuse what cannot be an identifier, without repeating it', () => {
    expect(() => normaliseIdentifier('phone', 'my secret')).toThrow(/kind phone/);
    expect(() => normaliseIdentifier('phone', 'my secret')).not.toThrow(/secret/);
  });

  it('leave no personal value in an event', () => {
    const event = {
      kind: 'application.submitted',
      version: 1,
      source: 'test',
      idempotencyKey: 'k',
      occurredAt: 0,
      identifiers: [{ kind: 'phone', value: '13800001234' } as const],
      data: { applicationId: 'a1', fullName: 'Lin Mei', address: '8 River Road', latitude: 30.123_456, cell: 'c1' },
    };
    const { identifiers, data, sealed } = tokeniseEvent(event, tokeniser);
    expect(JSON.stringify({ identifiers, data })).not.toMatch(/Lin|River|13800001234|30\.123/);
    expect(sealed.map(({ field }) => field.split(':')[0])).toEqual(['phone', 'fullName', 'address']);
  });
});

describe('the vault', () => {
  const vault = createVault(masterKey);

  it('opens what it sealed, only with the person and key that sealed it', () => {
    const key = vault.newPersonKey('per_1');
    const sealed = vault.seal(key, 'per_1', 'Lin Mei');
    expect(vault.open(key, 'per_1', sealed)).toBe('Lin Mei');
    const changed = sealed.slice();
    changed[30] = (changed[30] ?? 0) ^ 1;
    expect(() => vault.open(key, 'per_1', changed)).toThrow(/does not open/);
    expect(() => createVault(new Uint8Array(32)).open(key, 'per_1', sealed)).toThrow(/does not open/);
    expect(() => createVault(new Uint8Array(16))).toThrow(/16 bytes/);
  });
});

describe('identity on the store', () => {
  let scratch: ScratchDatabase;
  beforeAll(async () => {
    scratch = await openScratchDatabase({ migrations: identityMigrations });
  });
  afterAll(() => scratch.remove());

  const open = () => openIdentity({ db: scratch.db, tenant: 'main', vault: createVault(masterKey) });
  let offset = 0;
  const logEvent = (kind: string, identifiers: Identifier[], data = {}): StoredEvent => ({
    ...{ tenant: 'main', kind, version: 1, source: 'test', idempotencyKey: kind, partitionKey: '' },
    ...{ partition: 0, offset: offset++ },
    ...{ identifiers, occurredAt: 5, recordedAt: 5, data },
  });

  it('knows the same people, merges, sealed values and consents after a restart', async () => {
    const identity = await open();
    const a = identity.observe(logEvent('account.registered', [id('phone', 'p1')]), [
      { field: 'phone:p1', value: '13800001234' },
    ]);
    identity.observe(logEvent('x', [id('national_id', 'n1')]), []);
    const joined = identity.observe(logEvent('application.submitted', [id('national_id', 'n1'), id('phone', 'p1')]), [
      { field: 'fullName', value: 'Lin Mei' },
    ]);
    identity.observe(logEvent('consent.changed', [id('phone', 'p1')], { scope: 'contacts', granted: false }), []);
    await scratch.db.write(createUnit('main').add(identity.part()));

    const again = await open();
    const person = again.resolver.find(id('phone', 'p1'));
    expect(person?.id).toBe(joined.person.id);
    expect(again.resolver.byId(a.person.id)?.id).toBe(joined.person.id);
    expect(again.consents.allows(person?.index ?? -1, 'contacts', { at: 6 })).toBe(false);
    expect(again.consents.allows(person?.index ?? -1, 'contacts', { at: 4 })).toBe(true);
    expect(Object.fromEntries(await again.reveal(joined.person.id))).toEqual({
      'phone:p1': '13800001234',
      fullName: 'Lin Mei',
    });
  });

  it('reveals nothing once the key of the person is destroyed', async () => {
    const identity = await open();
    const { person } = identity.observe(logEvent('x', [id('phone', 'p9')]), [
      { field: 'phone:p9', value: '13900000000' },
    ]);
    await scratch.db.write(createUnit('main').add(identity.part()));
    await scratch.db.query('delete from person_key where tenant = $1 and person_id = $2', ['main', person.id]);
    expect((await identity.reveal(person.id)).size).toBe(0);
  });
});
