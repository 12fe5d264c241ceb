import assert from 'node:assert/strict';
import type { Hot } from '../hot.ts';

export interface HotSubject {
  readonly hot: Hot;
  /** Lets so many milliseconds pass for the times to live. */
  pass(ms: number): Promise<void>;
}

export interface HotCase {
  readonly name: string;
  run(subject: HotSubject, tenant: string): Promise<void>;
}

/** What every {@link Hot} must do. Each case gets a tenant of its own. */
export const hotContract: readonly HotCase[] = [
  {
    name: 'counts, and forgets when the time since the first count is over',
    async run({ hot, pass }, tenant) {
      assert.equal(await hot.count(tenant, 'k'), 0);
      assert.equal(await hot.increment(tenant, 'k', { ttlMs: 60 }), 1);
      assert.equal(await hot.increment(tenant, 'k', { by: 5, ttlMs: 60_000 }), 6);
      assert.equal(await hot.count(tenant, 'k'), 6);
      await pass(61);
      assert.equal(await hot.increment(tenant, 'k'), 1);
    },
  },
  {
    name: 'loses no concurrent count',
    async run({ hot }, tenant) {
      await Promise.all(Array.from({ length: 200 }, () => hot.increment(tenant, 'k')));
      assert.equal(await hot.count(tenant, 'k'), 200);
    },
  },
  {
    name: 'keeps sets without repetitions, renewing their time with each addition',
    async run({ hot, pass }, tenant) {
      assert.equal(await hot.addMembers(tenant, 's', { members: ['b', 'a', 'b'] }), 2);
      assert.equal(await hot.addMembers(tenant, 's', { members: ['a', 'c'], ttlMs: 60 }), 1);
      assert.deepEqual(await hot.members(tenant, 's'), ['a', 'b', 'c']);
      assert.equal(await hot.size(tenant, 's'), 3);
      await pass(61);
      assert.deepEqual(await hot.members(tenant, 's'), []);
      assert.equal(await hot.size(tenant, 's'), 0);
    },
  },
  {
    name: 'sets values with and without an end',
    async run({ hot, pass }, tenant) {
      await hot.set(tenant, 'short', { value: '', ttlMs: 60 });
      await hot.set(tenant, 'long', { value: 'there' });
      assert.equal(await hot.get(tenant, 'short'), '');
      await pass(61);
      assert.equal(await hot.get(tenant, 'short'), undefined);
      assert.equal(await hot.get(tenant, 'long'), 'there');
    },
  },
  {
    name: 'compares and sets: one of many wins',
    async run({ hot }, tenant) {
      const claims = await Promise.all(
        Array.from({ length: 20 }, (_, i) => hot.compareAndSet(tenant, 'v', { expected: undefined, value: String(i) })),
      );
      assert.equal(claims.filter(Boolean).length, 1);
      const held = await hot.get(tenant, 'v');
      assert.equal(await hot.compareAndSet(tenant, 'v', { expected: 'other', value: 'x' }), false);
      assert.equal(await hot.compareAndSet(tenant, 'v', { expected: held, value: 'next' }), true);
      assert.equal(await hot.get(tenant, 'v'), 'next');
    },
  },
  {
    name: 'keeps tenants and kinds apart, and removes all kinds of a key',
    async run({ hot }, tenant) {
      await hot.increment(tenant, 'k');
      await hot.addMembers(tenant, 'k', { members: ['m'] });
      await hot.set(tenant, 'k', { value: 'v' });
      assert.equal(await hot.get(`${tenant}-other`, 'k'), undefined);
      assert.equal(await hot.count(`${tenant}-other`, 'k'), 0);
      await hot.remove(tenant, 'k');
      assert.deepEqual(
        [await hot.count(tenant, 'k'), await hot.size(tenant, 'k'), await hot.get(tenant, 'k')],
        [0, 0, undefined],
      );
    },
  },
];
