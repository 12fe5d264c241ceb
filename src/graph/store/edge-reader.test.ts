import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { spawnWorker } from '#base';
import { EdgeReader } from './edge-reader.ts';
import { EdgeStore } from './edge-store.ts';

/** Many nodes with few arcs each: their blocks move, and are given to others, all the time. */
const [NODES, READS] = [4096, 30_000];

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
        if (now.reads >= READS) done();
        else worker.postMessage(store.shared);
      });
    });
    let isEnded = false;
    void ended.then(() => (isEnded = true));
    for (let i = 0; !isEnded && i < 3_000_000; i++) {
      add((i * 7919) % NODES);
      if (i % 2000 === 1999) await turn();
      if (i % 60_000 === 59_999) for (const _ of store.mergeSteps()) add(i % NODES);
    }
    await ended;
    await worker.terminate();
    expect(told.wrong).toBe(0);
    expect(told.reads).toBeGreaterThanOrEqual(READS);
    expect(told.arcs).toBeGreaterThan(told.reads);
  });

  it('reads again when the place of its arcs is given to another node between two looks', () => {
    const store = new EdgeStore({ isShared: true, nodes: 200 });
    for (const target of [1, 2, 3, 4]) store.insert({ source: 0, target });
    const { layers, ...picture } = store.shared;
    let isMoved = false;
    const sizes = new Proxy(layers.blocks[0]?.sizes ?? new Uint32Array(0), {
      get(of, name) {
        const known: unknown = Reflect.get(of, name);
        if (isMoved) return known;
        isMoved = true;
        // The fifth arc moves the four before it; the third of node 50 takes their place.
        for (const target of [5, 60, 61, 62]) store.insert({ source: target === 5 ? 0 : 50, target });
        return known;
      },
    });
    const blocks = layers.blocks.map((block) => ({ ...block, sizes }));
    const reader = new EdgeReader({ ...picture, layers: { ...layers, blocks } });
    const found = reader.read(0, {});
    expect([...(found?.columns.ends.subarray(0, found.count) ?? [])]).toEqual([5, 4, 3, 2, 1]);
    expect(reader.again).toBe(1);
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
