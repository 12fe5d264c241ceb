import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { spawnWorker } from '#base';
import { EdgeReader } from './edge-reader.ts';
import { EdgeStore } from './edge-store.ts';

const NODES = 64;

interface Told {
  readonly reads: number;
  readonly pictures: number;
  readonly wrong: number;
  readonly arcs: number;
}

describe('reading a store that another thread writes', () => {
  it('never sees an arc of another node, one half written, or a gap, through moves, growth and merges', async () => {
    const store = new EdgeStore({ weight: true, isShared: true, nodes: 2 * NODES });
    const counts = new Uint32Array(NODES);
    const add = (v: number): void => {
      store.insert({ source: v, target: NODES + v, weight: counts[v] as number });
      counts[v] = (counts[v] as number) + 1;
    };
    for (let v = 0; v < NODES; v++) add(v);
    const worker = spawnWorker(import.meta.url, '../testing/reader-worker', {
      workerData: { nodes: NODES, picture: store.shared },
    });
    let told: Told = { reads: 0, pictures: 0, wrong: 0, arcs: 0 };
    const ended = new Promise<void>((done, failed) => {
      worker.on('error', failed);
      worker.on('message', (now: Told) => {
        told = now;
        if (now.pictures >= 12) done();
        else worker.postMessage(store.shared);
      });
    });
    let isEnded = false;
    void ended.then(() => (isEnded = true));
    for (let i = 0; !isEnded && i < 3_000_000; i++) {
      add((i * 7) % NODES);
      if (i % 2000 === 1999) await turn();
      // Rows grow with what is merged: the shorter the test, the fewer merges.
      if (i % 60_000 === 59_999) for (const _ of store.mergeSteps()) add(i % NODES);
    }
    await ended;
    await worker.terminate();
    expect(told).toMatchObject({ wrong: 0, pictures: 12 });
    expect(told.reads).toBeGreaterThan(100);
    expect(told.arcs).toBeGreaterThan(told.reads);
  });

  it('tells when its picture is stale', () => {
    const store = new EdgeStore({ time: true, isShared: true, nodes: 4 });
    store.insert({ source: 0, target: 1, occurred: 1 });
    const reader = new EdgeReader(store.shared);
    store.insert({ source: 0, target: 2, occurred: 2 });
    const found = reader.read(0, { asOf: 2 });
    expect([...(found?.columns.ends.subarray(0, found.count) ?? [])]).toEqual([2, 1]);
    store.insert({ source: 0, target: 500, occurred: 3 });
    expect(reader.isStale).toBe(true);
    expect(reader.read(0, {})).toBeUndefined();
    expect(new EdgeReader(store.shared).read(0, {})?.count).toBe(3);
    store.merge();
    const merged = new EdgeReader(store.shared);
    expect(merged.read(0, {})?.count).toBe(3);
    store.erase(1);
    expect(merged.isStale).toBe(true);
    expect(() => new EdgeStore({}).shared).toThrow(/not shared/);
    const stuck = new EdgeReader(store.shared);
    const words = store.shared.guard;
    words[1] = (words[1] as number) + 1;
    expect(() => stuck.read(0, {})).toThrow(/all the time/);
  });
});
