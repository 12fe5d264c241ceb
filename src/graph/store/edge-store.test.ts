import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { INWARD } from './arc-columns.ts';
import { visitArcs, type ArcQuery } from './arc-layers.ts';
import { snapshotOf, storeOf } from './edge-snapshot.ts';
import { EdgeStore, type StoredEdge } from './edge-store.ts';
import { frozenBatch, frozenEdges } from './frozen-edges.ts';
import { Neighbourhood } from './neighbourhood.ts';

const NODES = 6;

type Step =
  | { readonly kind: 'insert' | 'remove'; readonly edge: Required<StoredEdge> }
  | { readonly kind: 'merge' }
  | { readonly kind: 'broken merge' }
  | { readonly kind: 'restart' };

const steps: fc.Arbitrary<readonly Step[]> = fc
  .array(
    fc.record({
      kind: fc.oneof(
        { weight: 12, arbitrary: fc.constant('insert' as const) },
        { weight: 3, arbitrary: fc.constant('remove' as const) },
        fc.constantFrom('merge' as const, 'broken merge' as const, 'restart' as const),
      ),
      source: fc.nat({ max: NODES - 1 }),
      target: fc.nat({ max: NODES - 1 }),
      type: fc.nat({ max: 2 }),
      delay: fc.nat({ max: 3 }),
      ago: fc.integer({ min: -1, max: 9 }),
      weight: fc.nat({ max: 9 }),
    }),
    { maxLength: 60 },
  )
  .map((drawn) => {
    let recorded = 20;
    return drawn.map(({ kind, delay, ago, source, target, type, weight }): Step => {
      recorded += delay;
      if (kind !== 'insert' && kind !== 'remove') return { kind };
      return { kind, edge: { source, target, type, weight, recorded, occurred: recorded - ago } };
    });
  });

function live(told: readonly Step[]): EdgeStore {
  let store = new EdgeStore({ type: true, time: true, weight: true, isDirected: true });
  for (const step of told) {
    if (step.kind === 'insert') store.insert(step.edge);
    else if (step.kind === 'remove') store.remove(step.edge);
    else if (step.kind === 'merge') store.merge();
    else if (step.kind === 'restart') store = storeOf(snapshotOf(store));
    // Begun and never ended, as when the process dies in the middle.
    else store.mergeSteps().next();
  }
  return store;
}

/** Arcs of a node by going through all steps from the last. */
function naive(told: readonly Step[], v: number, query: ArcQuery): string[] {
  const removed = new Set<string>();
  const found: string[] = [];
  for (const step of told.toReversed()) {
    if (step.kind !== 'insert' && step.kind !== 'remove') continue;
    const { source, target, type, recorded, occurred, weight } = step.edge;
    if (source === target || (source !== v && target !== v)) continue;
    const [end, direction] = source === v ? [target, 'out'] : [source, 'in'];
    if (recorded > (query.asOf ?? Infinity) || type !== (query.type ?? type)) continue;
    if (direction !== (query.direction ?? direction)) continue;
    const name = `${end} ${type} ${direction}`;
    if (step.kind === 'remove') removed.add(name);
    else if (removed.has(name)) continue;
    else if (occurred < (query.from ?? 0) || occurred > (query.until ?? Infinity)) continue;
    else found.push(`${name} ${occurred} ${weight}`);
  }
  return found.slice(0, query.limit);
}

function read(store: EdgeStore, v: number, query: ArcQuery): string[] {
  const found: string[] = [];
  store.visit(v, query, ({ ends, types, occurred, weights }, place) => {
    const kind = types?.[place] ?? 0;
    const direction = (kind & INWARD) > 0 ? 'in' : 'out';
    found.push(`${ends[place]} ${kind & ~INWARD} ${direction} ${occurred?.[place]} ${weights?.[place]}`);
    return true;
  });
  return found;
}

const query: fc.Arbitrary<ArcQuery> = fc.record(
  {
    asOf: fc.integer({ min: 15, max: 80 }),
    from: fc.integer({ min: 10, max: 60 }),
    until: fc.integer({ min: 10, max: 80 }),
    type: fc.nat({ max: 2 }),
    direction: fc.constantFrom('out' as const, 'in' as const),
    limit: fc.integer({ min: 1, max: 5 }),
  },
  { requiredKeys: [] },
);

describe('the store of edges', () => {
  it('reads what a log of all changes reads, now and as of any instant, through merges whole and broken, and restarts', () => {
    fc.assert(
      fc.property(steps, query, (told, asked) => {
        const store = live(told);
        for (let v = 0; v < NODES; v++) expect(read(store, v, asked)).toEqual(naive(told, v, asked));
      }),
      { numRuns: 500 },
    );
  });

  it('keeps edges that come while a merge is on its way', () => {
    const store = new EdgeStore({});
    const count = 9000;
    const at = (i: number): StoredEdge => ({ source: i, target: i + 1 });
    for (let i = 0; i < count; i++) store.insert(at(i));
    // Given up: the next one begins with nothing new.
    store.mergeSteps().next();
    let merged = 0;
    for (const _ of store.mergeSteps()) {
      store.insert({ source: 0, target: 5 + merged });
      store.remove({ source: 0, target: 1 });
      merged++;
    }
    expect(merged).toBeGreaterThan(1);
    expect(read(store, 0, {}).map((text) => Number(text.split(' ')[0]))).toEqual([6, 5]);
    store.merge();
    expect(read(store, 0, {}).map((text) => Number(text.split(' ')[0]))).toEqual([6, 5]);
    expect(store.arcs).toBe(2 * (count - 1 + merged));
  });

  it('expires what happened long ago, forgets what was removed, and erases a person from the past as well', () => {
    const store = new EdgeStore({ time: true });
    store.insert({ source: 0, target: 1, occurred: 10 });
    store.insert({ source: 0, target: 2, occurred: 20 });
    store.insert({ source: 0, target: 3, occurred: 30 });
    store.remove({ source: 0, target: 2, recorded: 40 });
    const ends = (asOf: number) => read(store, 0, { asOf }).map((text) => text[0]);
    store.merge({ expireBefore: 15 });
    expect(ends(35)).toEqual(['3', '2']);
    store.merge({ forgetBefore: 41 });
    expect(ends(35)).toEqual(['3']);
    expect(store.arcs).toBe(2);
    store.erase(3);
    expect(ends(35)).toEqual([]);
    store.merge();
    expect(store.arcs).toBe(0);
  });

  it('refuses what it cannot keep', () => {
    const store = new EdgeStore({ time: true });
    store.insert({ source: 1, target: 1, occurred: 3 });
    expect(store.selfLoopsLeftOut).toBe(1);
    store.insert({ source: 1, target: 2, occurred: 3 });
    expect(() => store.insert({ source: 1, target: 2, occurred: 2 })).toThrow(/after one at 3/);
    expect(() => store.insert({ source: 1, target: 2 ** 31, occurred: 3 })).toThrow(/beyond/);
    expect(() => store.insert({ source: 1, target: 2, type: 128, occurred: 3 })).toThrow(/beyond 127/);
    expect(() => new EdgeStore({ isDirected: true })).toThrow(/types/);
    const bytes = snapshotOf(store);
    expect(() => storeOf(bytes.subarray(0, -1))).toThrow(/bytes/);
    expect(() => storeOf(bytes.map((byte, i) => (i === 40 ? byte ^ 1 : byte)))).toThrow(/checksum/);
    expect(() => storeOf(new Uint8Array(8))).toThrow(/too few/);
    expect(() => storeOf(new Uint8Array(80))).toThrow(/begin/);
  });

  it('loads edges at once as it would one by one', () => {
    const edge = fc.tuple(fc.nat({ max: 7 }), fc.nat({ max: 7 }));
    fc.assert(
      fc.property(fc.array(edge, { maxLength: 40 }), (edges) => {
        const [sources, targets] = [Uint32Array.from(edges, ([from]) => from), Uint32Array.from(edges, ([, to]) => to)];
        const [added, batch, one] = [new EdgeStore({ nodes: 8 }), new EdgeStore({}), new EdgeStore({})];
        added.insertAll({ sources, targets });
        batch.insertAll({ sources, targets });
        for (const [source, target] of edges) one.insert({ source, target });
        const loaded = new EdgeStore({}, frozenEdges(8, sources, targets));
        for (let v = 0; v < 8; v++) {
          for (const store of [added, batch, loaded]) {
            expect(read(store, v, {})).toEqual(read(one, v, {}));
            expect(store.degree(v)).toBe(read(one, v, {}).length);
          }
        }
      }),
    );
  });

  it('loads directed edges with all their fields at once', () => {
    const fields = { type: true, time: true, weight: true, isDirected: true };
    fc.assert(
      fc.property(steps, query, (told, asked) => {
        const edges = told.flatMap((step) => (step.kind === 'insert' ? [step.edge] : []));
        const batch = {
          sources: Uint32Array.from(edges, ({ source }) => source),
          targets: Uint32Array.from(edges, ({ target }) => target),
          types: Uint8Array.from(edges, ({ type }) => type),
          occurred: Uint32Array.from(edges, ({ occurred }) => occurred),
          recorded: Uint32Array.from(edges, ({ recorded }) => recorded),
          weights: Float32Array.from(edges, ({ weight }) => weight),
        };
        const store = new EdgeStore(fields, frozenBatch(NODES, batch, fields));
        const only = told.filter(({ kind }) => kind === 'insert');
        for (let v = 0; v < NODES; v++) expect(read(store, v, asked)).toEqual(naive(only, v, asked));
      }),
    );
    const late = { sources: Uint32Array.of(0, 1), targets: Uint32Array.of(1, 2), recorded: Uint32Array.of(5, 4) };
    expect(() => frozenBatch(3, late, { time: true })).toThrow(/recorded at 4, after one at 5/);
    const store = new EdgeStore(
      { time: true },
      frozenBatch(3, { ...late, recorded: Uint32Array.of(4, 5) }, { time: true }),
    );
    expect(() => store.insert({ source: 0, target: 1, occurred: 4 })).toThrow(/after one at 5/);
  });

  it('counts edges from the future, keeps them, and finds them', () => {
    const store = new EdgeStore({ time: true });
    store.insert({ source: 0, target: 1, occurred: 4, recorded: 4 });
    store.insert({ source: 0, target: 2, occurred: 50, recorded: 5 });
    expect(store.fromFuture).toBe(1);
    for (const _ of [1, 2]) {
      expect(read(store, 0, { from: 40 }).map((text) => text[0])).toEqual(['2']);
      store.merge();
    }
    expect(storeOf(snapshotOf(store)).fromFuture).toBeGreaterThan(0);
  });

  it('shares its memory with who is handed its layers, as a worker is', () => {
    const store = new EdgeStore({ time: true, nodes: 4 });
    store.insert({ source: 0, target: 1, occurred: 5 });
    store.merge();
    const handed = structuredClone(store.layers);
    store.insert({ source: 0, target: 2, occurred: 6 });
    const ends: (number | undefined)[] = [];
    visitArcs(handed, { node: 0, query: {} }, (columns, place) => ends.push(columns.ends[place]) > 0);
    expect(ends).toEqual([2, 1]);
  });

  it('looks two hops around, of a hub at the newest only', () => {
    const store = new EdgeStore({});
    for (let v = 1; v <= 50; v++) store.insert({ source: 0, target: v });
    for (let v = 1; v <= 50; v++) store.insert({ source: v, target: 100 + v });
    const around = new Neighbourhood();
    const found = (limit: number) => [...around.within(store.layers, 0, { nodes: store.nodes, query: { limit } })];
    expect(found(2)).toEqual([50, 49, 150, 149]);
    expect(found(100)).toHaveLength(100);
    expect([...around.within(store.layers, 101, { nodes: store.nodes, query: {} })]).toEqual([1, 0]);
    expect([...around.within(store.layers, 9999, { nodes: store.nodes, query: {} })]).toEqual([]);
  });
});
