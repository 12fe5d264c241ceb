import type { Redis } from 'ioredis';
import { TallyError, messageOf } from '#base';
import type { CompareOptions, Hot, IncrementOptions, MemberOptions, ValueOptions } from '../hot.ts';

/* Scripts make the two-step operations one: nothing comes between the steps. */
const INCREMENT = `local value = redis.call('INCRBY', KEYS[1], ARGV[1])
if ARGV[2] ~= '' and redis.call('PTTL', KEYS[1]) == -1 then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
return value`;
const COMPARE_AND_SET = `local held = redis.call('GET', KEYS[1])
if (ARGV[1] == '0' and held) or (ARGV[1] == '1' and held ~= ARGV[2]) then return 0 end
if ARGV[4] ~= '' then redis.call('SET', KEYS[1], ARGV[3], 'PX', ARGV[4]) else redis.call('SET', KEYS[1], ARGV[3]) end
return 1`;

/**
 * {@link Hot} on Redis 7 or Valkey, with times to live on the server's clock.
 *
 * @throws TallyError `STORE_HOT` when the server does not answer.
 */
export async function openRedisHot(url: string): Promise<Hot> {
  const { Redis: Client } = await import('ioredis');
  const redis = new Client(url, { lazyConnect: true, maxRetriesPerRequest: 2 });
  // Commands report a lost connection themselves; without a listener ioredis prints to the console.
  redis.on('error', () => undefined);
  try {
    await redis.connect();
  } catch (error) {
    redis.disconnect();
    throw new TallyError('STORE_HOT', `cannot reach the server of REDIS_URL: ${messageOf(error)}`, {
      hint: 'check REDIS_URL, or leave it unset to keep hot state in memory',
      status: 503,
      retryable: true,
    });
  }
  return new RedisHot(redis);
}

type Kind = 'count' | 'set' | 'value';

class RedisHot implements Hot {
  private readonly redis: Redis;

  constructor(redis: Redis) {
    this.redis = redis;
  }

  async increment(tenant: string, key: string, { by = 1, ttlMs }: IncrementOptions = {}): Promise<number> {
    return Number(await this.redis.eval(INCREMENT, 1, nameOf('count', tenant, key), by, ttlMs ?? ''));
  }

  async count(tenant: string, key: string): Promise<number> {
    return Number((await this.redis.get(nameOf('count', tenant, key))) ?? 0);
  }

  async addMembers(tenant: string, key: string, { members, ttlMs }: MemberOptions): Promise<number> {
    if (members.length === 0) return 0;
    const name = nameOf('set', tenant, key);
    const batch = this.redis.multi().sadd(name, ...members);
    const results = await (ttlMs === undefined ? batch.persist(name) : batch.pexpire(name, ttlMs)).exec();
    return Number(results?.[0]?.[1] ?? 0);
  }

  async members(tenant: string, key: string): Promise<string[]> {
    return (await this.redis.smembers(nameOf('set', tenant, key))).sort();
  }

  size(tenant: string, key: string): Promise<number> {
    return this.redis.scard(nameOf('set', tenant, key));
  }

  async get(tenant: string, key: string): Promise<string | undefined> {
    return (await this.redis.get(nameOf('value', tenant, key))) ?? undefined;
  }

  async set(tenant: string, key: string, { value, ttlMs }: ValueOptions): Promise<void> {
    const name = nameOf('value', tenant, key);
    if (ttlMs === undefined) await this.redis.set(name, value);
    else await this.redis.set(name, value, 'PX', ttlMs);
  }

  async compareAndSet(tenant: string, key: string, { expected, value, ttlMs }: CompareOptions): Promise<boolean> {
    const args = [expected === undefined ? '0' : '1', expected ?? '', value, ttlMs ?? ''];
    return (await this.redis.eval(COMPARE_AND_SET, 1, nameOf('value', tenant, key), ...args)) === 1;
  }

  async remove(tenant: string, key: string): Promise<void> {
    await this.redis.del(...(['count', 'set', 'value'] as const).map((kind) => nameOf(kind, tenant, key)));
  }

  async close(): Promise<void> {
    await this.redis.quit();
  }
}

/** The braces keep a tenant's keys in one slot of a cluster. */
function nameOf(kind: Kind, tenant: string, key: string): string {
  return `tally:{${tenant}}:${kind}:${key}`;
}
