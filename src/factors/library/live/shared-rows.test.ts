import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRng, DAY_MS } from '#base';
import { findRedis, startRedis, type TestServer } from '#store';
import { randomDefinitions } from '../conformance/random-definitions.ts';
import { randomHistory } from '../conformance/random-history.ts';
import { plainValue } from '../event-table.ts';
import { openRedisRows } from './adapters/redis-rows.ts';
import type { RowEvent } from './event-rows.ts';
import { localRows, type SharedRows } from './shared-rows.ts';

const ENTITIES = ['person', 'shop'];
const ASOF = 1_700_000_000_000 + 60 * DAY_MS;

function history(seed: number): RowEvent[] {
  const [told] = randomHistory(createRng(seed), { events: 150, labels: 1, keys: 4 });
  return Array.from({ length: told.rows }, (_, row) => ({
    source: String(told.source === undefined ? '' : plainValue(told.source, row)),
    occurred: told.occurred[row] ?? NaN,
    recorded: told.recorded?.[row] ?? told.occurred[row] ?? NaN,
    position: row,
    fields: Object.fromEntries([...told.columns].map(([name, column]) => [name, plainValue(column, row)])),
  }));
}

/** What any implementation must answer: events twice, in two parts, with moves between. */
async function vectorsOf(rows: SharedRows, seed: number): Promise<number[][]> {
  const events = history(seed);
  const reader = rows.reader(randomDefinitions(createRng(seed + 1), 60));
  await rows.append(events.slice(0, 100));
  await rows.move({ entity: 'person', from: 'k0', into: 'k1' });
  await rows.move({ entity: 'person', from: 'k1', into: 'k3', isMoved: (position) => position % 3 === 0 });
  await rows.append(events.slice(100));
  await rows.append(events.slice(140));
  const vectors: number[][] = [];
  for (let key = 0; key < 5; key++) {
    vectors.push([
      ...(await reader.read({ keys: { person: `k${key}`, shop: key }, at: { asOf: ASOF, position: Infinity } })),
    ]);
  }
  return vectors;
}

const command = findRedis();
const reason = command ? '' : ' (not run: neither valkey-server nor redis-server is on the PATH)';

describe.runIf(command !== undefined)(`rows shared over Redis${reason}`, () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startRedis(command ?? '');
  });
  afterAll(() => server.stop());

  it('answer with the bits of rows in memory, after moves and repetitions too', async () => {
    for (const seed of [31, 32, 33]) {
      const shared = await openRedisRows({ url: server.url, tenant: `t${seed}`, entities: ENTITIES });
      const vectors = await vectorsOf(shared, seed);
      await shared.close();
      expect({ seed, vectors }).toEqual({ seed, vectors: await vectorsOf(localRows(ENTITIES), seed) });
    }
  });

  it('are seen by another process, and by no other tenant', async () => {
    const [one, two, other] = await Promise.all(
      ['a', 'a', 'b'].map((tenant) => openRedisRows({ url: server.url, tenant, entities: ENTITIES })),
    );
    const factors = randomDefinitions(createRng(5), 40);
    await one?.append(history(5));
    const request = { keys: { person: 'k1', shop: 1 }, at: { asOf: ASOF, position: Infinity } };
    const local = localRows(ENTITIES);
    const empty = await local.reader(factors).read(request);
    await local.append(history(5));
    expect(await two?.reader(factors).read(request)).toEqual(await local.reader(factors).read(request));
    expect(await other?.reader(factors).read(request)).toEqual(empty);
    await Promise.all([one, two, other].map((rows) => rows?.close()));
  });

  it('say where the server is looked for when it does not answer', async () => {
    const lost = openRedisRows({ url: 'redis://127.0.0.1:1', tenant: 't', entities: ENTITIES });
    await expect(lost).rejects.toMatchObject({ code: 'FACTORS_SHARED_ROWS', retryable: true });
  });
});
