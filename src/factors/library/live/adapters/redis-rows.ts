import type { ChainableCommander, Redis } from 'ioredis';
import { messageOf, TallyError } from '#base';
import type { LibraryFactor } from '../../definition/definition.ts';
import { EventRows, EVERYONE, type EventFields, type RowEvent } from '../event-rows.ts';
import { FactorReader, MOST_ROWS, type ReadRequest } from '../factor-reader.ts';
import type { KeyMove, SharedReader, SharedRows } from '../shared-rows.ts';

/** Where rows are shared, whose they are, and which fields are keys. */
export interface RedisRowsOptions {
  readonly url: string;
  readonly tenant: string;
  readonly entities: readonly string[];
}

/**
 * Rows on Redis 7 or Valkey: for each key of each entity and kind a list of its rows, encoded. A read is one pipeline for all keys of
 * the request, then the walk that rows in memory have.
 *
 * @throws TallyError `FACTORS_SHARED_ROWS` when the server does not answer.
 */
export async function openRedisRows(options: RedisRowsOptions): Promise<SharedRows> {
  const { Redis: Client } = await import('ioredis');
  const redis = new Client(options.url, { lazyConnect: true, maxRetriesPerRequest: 2 });
  // Commands report a lost connection themselves; without a listener ioredis prints to the console.
  redis.on('error', () => undefined);
  try {
    await redis.connect();
  } catch (error) {
    redis.disconnect();
    throw new TallyError('FACTORS_SHARED_ROWS', `cannot reach the server of shared rows: ${messageOf(error)}`, {
      hint: 'check its address, or keep rows in memory',
      status: 503,
      retryable: true,
    });
  }
  return new RedisRows(redis, options);
}

/** A row as it is kept: occurred, recorded, position, fields. */
type Kept = readonly [number, number, number, EventFields];

class RedisRows implements SharedRows {
  private readonly redis: Redis;
  private readonly options: RedisRowsOptions;

  constructor(redis: Redis, options: RedisRowsOptions) {
    this.redis = redis;
    this.options = options;
  }

  async append(events: readonly RowEvent[]): Promise<void> {
    const batch = this.redis.pipeline();
    for (const event of events) {
      if (Number.isNaN(event.occurred) || Number.isNaN(event.recorded)) continue;
      batch.sadd(this.sourcesName(), event.source);
      const row = encoded(event);
      for (const [entity, key] of this.keysOf(event.fields)) batch.rpush(this.name(entity, event.source, key), row);
      const all = this.name(EVERYONE, event.source, EVERYONE);
      batch.rpush(all, row).ltrim(all, -MOST_ROWS, -1);
    }
    await done(batch);
  }

  async move({ entity, from, into, isMoved = () => true }: KeyMove): Promise<number> {
    if (String(from) === String(into)) return 0;
    let moved = 0;
    for (const source of await this.sources()) {
      const rows = await this.redis.lrange(this.name(entity, source, from), 0, -1);
      const batch = this.redis.multi();
      for (const row of rows) {
        const [occurred, recorded, position, fields] = JSON.parse(row) as Kept;
        if (!isMoved(position)) continue;
        const changed = encoded({ source, occurred, recorded, position, fields: { ...fields, [entity]: into } });
        // Its other keys have the row too, and it names the key that changes.
        const others = [...this.keysOf(fields)].filter(([other]) => other !== entity);
        for (const [other, key] of [...others, [EVERYONE, EVERYONE] as const]) {
          const name = this.name(other, source, key);
          batch.lrem(name, 1, row).rpush(name, changed);
        }
        batch.lrem(this.name(entity, source, from), 1, row).rpush(this.name(entity, source, into), changed);
        moved++;
      }
      await done(batch);
    }
    return moved;
  }

  reader(factors: readonly LibraryFactor[]): SharedReader {
    return new RedisReader(factors, {
      entities: this.options.entities,
      fetch: (request, needs) => this.fetch(request, needs),
    });
  }

  async close(): Promise<void> {
    await this.redis.quit();
  }

  /** The rows of all keys of a request by kind, in one pipeline. */
  private async fetch({ keys }: ReadRequest, needs: FactorReader['needs']): Promise<readonly RowEvent[]> {
    const every = needs.some(({ source }) => source === undefined) ? await this.sources() : [];
    const wanted = needs.flatMap(({ entity, source }) => {
      const key = entity === EVERYONE ? EVERYONE : keys[entity];
      if (key === undefined) return [];
      return (source === undefined ? every : [source]).map((one) => ({
        source: one,
        name: this.name(entity, one, key),
      }));
    });
    const batch = this.redis.pipeline();
    for (const { name } of wanted) batch.lrange(name, -MOST_ROWS, -1);
    const answers = await done(batch);
    return wanted.flatMap(({ source }, i) => (answers[i] as string[]).map((row) => decoded(source, row)));
  }

  private sources(): Promise<string[]> {
    return this.redis.smembers(this.sourcesName());
  }

  private *keysOf(fields: EventFields): Generator<readonly [string, string | number]> {
    for (const entity of this.options.entities) {
      const key = fields[entity];
      if (typeof key === 'string' || typeof key === 'number') yield [entity, key];
    }
  }

  /* The braces keep a tenant's keys in one slot of a cluster. */
  private name(entity: string, source: string, key: string | number): string {
    return `tally:{${this.options.tenant}}:rows:${entity}:${source}:${key}`;
  }

  private sourcesName(): string {
    return `tally:{${this.options.tenant}}:row-sources`;
  }
}

interface Fetching {
  readonly entities: readonly string[];
  readonly fetch: (request: ReadRequest, needs: FactorReader['needs']) => Promise<readonly RowEvent[]>;
}

/** Names of keys that a reader's scratch may have seen before it begins anew. */
const MOST_NAMES = 20_000;

class RedisReader implements SharedReader {
  private readonly factors: readonly LibraryFactor[];
  private readonly fetching: Fetching;
  private rows = new EventRows();
  private reader: FactorReader;

  constructor(factors: readonly LibraryFactor[], fetching: Fetching) {
    this.factors = factors;
    this.fetching = fetching;
    this.reader = this.begin();
  }

  async read(request: ReadRequest): Promise<Float64Array> {
    const events = await this.fetching.fetch(request, this.reader.needs);
    // From here on nothing is awaited: reads share the scratch.
    if (this.rows.state().keys > MOST_NAMES) this.reader = this.begin();
    this.rows.clear();
    for (const event of events) this.rows.append(event);
    return this.reader.read(request);
  }

  private begin(): FactorReader {
    this.rows = new EventRows();
    for (const entity of this.fetching.entities) this.rows.addEntity(entity);
    return new FactorReader(this.rows, this.factors);
  }
}

function encoded({ occurred, recorded, position, fields }: RowEvent): string {
  return JSON.stringify([occurred, recorded, position, fields] satisfies Kept);
}

function decoded(source: string, row: string): RowEvent {
  const [occurred, recorded, position, fields] = JSON.parse(row) as Kept;
  return { source, occurred, recorded, position, fields };
}

/** The answers of a batch; the first failure is thrown. */
async function done(batch: ChainableCommander): Promise<unknown[]> {
  const answers = (await batch.exec()) ?? [];
  for (const [error] of answers) if (error !== null) throw error;
  return answers.map(([, answer]) => answer);
}
