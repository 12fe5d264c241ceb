import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { manualClock } from '#base';
import { hotContract } from './contract/hot.ts';
import type { Hot } from './hot.ts';
import { openHot } from './open-hot.ts';
import type { TestServer } from './testing/postgres-server.ts';
import { findRedis, startRedis } from './testing/redis-server.ts';

describe('hot contract in memory', () => {
  for (const { name, run } of hotContract) {
    it(name, async () => {
      const clock = manualClock(1_000_000);
      const pass = async (ms: number): Promise<void> => clock.advance(ms);
      await run({ hot: await openHot({ clock }), pass }, name);
    });
  }
});

const command = findRedis();
const reason = command ? '' : ' (not run: neither valkey-server nor redis-server is on the PATH)';

describe.runIf(command !== undefined)(`hot contract on Redis${reason}`, () => {
  let server: TestServer;
  let hot: Hot;
  beforeAll(async () => {
    server = await startRedis(command ?? '');
    hot = await openHot({ url: server.url, clock: manualClock(0) });
  });
  afterAll(async () => {
    await hot.close();
    await server.stop();
  });
  // The server's clock is its own: the time to live of 60 ms has to pass.
  for (const { name, run } of hotContract) it(name, () => run({ hot, pass: wait }, name));
});
