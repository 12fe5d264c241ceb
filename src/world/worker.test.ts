import { afterAll, describe, expect, it } from 'vitest';
import { isTallyError } from '#base';
import { createWorld, startWorldInWorker, type WorldHandle } from './index.ts';

const options = { people: 300, seed: 31, pack: 'default' } as const;
const started: WorldHandle[] = [];

async function start(from: Parameters<typeof startWorldInWorker>[0]): Promise<WorldHandle> {
  const handle = await startWorldInWorker(from);
  started.push(handle);
  return handle;
}

afterAll(() => Promise.all(started.map((handle) => handle.close())));

describe('a world in a worker thread', () => {
  it('lives the same days as one in this thread, and continues from its snapshot', async () => {
    const near = createWorld(options);
    const far = await start({ options });
    expect(far.packHash).toBe(near.packHash);
    for (let i = 0; i < 5; i++) expect(await far.step([])).toEqual(near.step([]));
    expect(far.day).toBe(near.day);
    const again = await start({ snapshot: await far.snapshot() });
    expect(await again.step([])).toEqual(near.step([]));
    expect(await again.takeTruth()).toEqual(near.truth.take());
  });

  it('passes on why a world cannot be made, and says when the thread has gone', async () => {
    await expect(startWorldInWorker({ options: { ...options, pack: 'none' } })).rejects.toSatisfy((error) =>
      isTallyError(error, 'WORLD_PACK_UNKNOWN'),
    );
    const handle = await start({ options });
    await handle.close();
    await expect(handle.step([])).rejects.toSatisfy((error) => isTallyError(error, 'WORLD_WORKER_GONE'));
  });
});
