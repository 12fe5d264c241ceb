import { createRng, systemClock } from '#base';
import {
  buildGraph,
  byDegree,
  EdgeStore,
  frozenEdges,
  gapRows,
  IdInterner,
  leiden,
  Neighbourhood,
  pageRank,
  rMat,
  visitGaps,
  weakComponents,
  type EdgeBatch,
  type Graph,
} from '#graph';

/** A figure of the engine; rates are by processor time, which other work on the machine does not lengthen. */
export interface Measure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The bar: at least, or at most when `isCost`. */
  readonly target: number;
  readonly isCost: boolean;
}

type Bar = readonly [unit: string, target: number];

/** Edges of R-MAT graphs at 2^scale nodes. */
const FACTOR = 16;
const SEED = 20;

/** Whether a figure is at its bar. */
export function isMet({ value, target, isCost }: Measure): boolean {
  return isCost ? value <= target : value >= target;
}

/** All figures of the engine on an R-MAT graph of 2^scale nodes and 16 edges each. */
export function* measures(scale: number): Generator<Measure> {
  const warm = rMat(12, FACTOR, SEED);
  for (const _ of onEdges(warm, 2 ** 12));
  for (const _ of interning(20_000));
  yield* onEdges(rMat(scale, FACTOR, SEED), 2 ** scale);
  yield* interning(Math.min(2_000_000, 2 ** (scale + 2)));
}

function* onEdges(batch: EdgeBatch, nodes: number): Generator<Measure> {
  yield* memoryAndInserts(batch, nodes);
  yield* algorithms(batch, nodes);
}

function* memoryAndInserts({ sources, targets }: EdgeBatch, nodes: number): Generator<Measure> {
  const edges = sources.length;
  const live = new EdgeStore({ nodes });
  const inserting = secondsOf(() => live.insertAll({ sources, targets }));
  const kept = live.arcs / 2;
  yield cost('bytes per undirected edge, live', live.bytes / kept, ['B', 18]);
  yield rate('inserts, numeric ids', edges / inserting, ['edges/s', 5e6]);
  yield* reads('2-hop p99, newest 200 of each node, live', live, nodes);
  const merging = secondsOf(() => live.merge());
  yield cost('bytes per undirected edge, frozen', frozenBytes(live) / kept, ['B', 9]);
  yield rate('merge into frozen rows', kept / merging, ['edges/s', 0]);
  yield* reads('2-hop p99, newest 200 of each node, frozen', live, nodes);
  yield rate('bulk load of frozen rows', edges / secondsOf(() => frozenEdges(nodes, sources, targets)), ['edges/s', 0]);
}

function frozenBytes({ layers: { frozen } }: EdgeStore): number {
  return frozen.offsets.byteLength + frozen.columns.ends.byteLength;
}

function* reads(name: string, store: EdgeStore, nodes: number): Generator<Measure> {
  const rng = createRng(SEED).fork('reads');
  const around = new Neighbourhood();
  const { layers } = store;
  const query = { limit: 200 };
  around.within(layers, 0, { nodes, query });
  const millis = Float64Array.from({ length: 2000 }, () => {
    const started = process.hrtime.bigint();
    around.within(layers, rng.below(nodes), { nodes, query });
    return Number(process.hrtime.bigint() - started) / 1e6;
  }).sort();
  yield cost(name, millis[1979] as number, ['ms', 5]);
}

function* algorithms({ sources, targets }: EdgeBatch, nodes: number): Generator<Measure> {
  const { graph } = buildGraph({ nodes, sources, targets }, false);
  const arcs = graph.out.targets.length;
  yield* gaps(graph);
  const started = secondsOf(() => buildGraph({ nodes, sources, targets }, false));
  yield rate('build of a simple graph', sources.length / started, ['edges/s', 0]);
  yield rate('WCC', arcs / 2 / secondsOf(() => weakComponents(graph)), ['edges/s', 15e6]);
  const ranking = secondsOf(() => pageRank(graph, { iterations: 20, tolerance: 0 }));
  yield rate('PageRank per iteration', (20 * arcs) / ranking, ['arcs/s', 35e6]);
  // The first run is compiled while it goes.
  const finding = [1, 2, 3].map(() => secondsOf(() => leiden(graph, { iterations: 1 })));
  yield rate('Leiden, best of three', arcs / 2 / Math.min(...finding), ['edges/s', 3e6]);
}

function* gaps(graph: Graph): Generator<Measure> {
  const { nodes, out } = graph;
  for (const [order, { offsets, targets }] of [
    ['random', out],
    ['by degree', byDegree(graph).graph.out],
  ] as const) {
    const coded = gapRows({ offsets, targets });
    yield cost(`bytes per arc, gap-coded, nodes ${order}`, coded.bytes.length / targets.length, ['B', Infinity]);
    let sum = 0;
    const add = (end: number): void => void (sum += end);
    const reading = secondsOf(() => {
      for (let v = 0; v < nodes; v++) visitGaps(coded, v, add);
    });
    yield rate(`gaps read, nodes ${order}`, targets.length / reading, ['arcs/s', 0]);
  }
}

function* interning(names: number): Generator<Measure> {
  const rng = createRng(SEED).fork('names');
  const texts = Array.from({ length: names }, () => `device-${rng.u32().toString(36)}`);
  const [ids, store] = [new IdInterner(), new EdgeStore({})];
  const seconds = secondsOf(() => {
    for (let i = 1; i < texts.length; i += 2) {
      store.insert({ source: ids.intern(texts[i - 1] as string), target: ids.intern(texts[i] as string) });
    }
  });
  yield rate('inserts, string ids (both new)', names / 2 / seconds, ['edges/s', 4e5]);
  yield cost('bytes per interned name', ids.bytes / ids.size, ['B', Infinity]);
}

function secondsOf(work: () => unknown): number {
  const before = process.cpuUsage();
  const started = systemClock.now();
  work();
  const { user, system } = process.cpuUsage(before);
  // Collecting runs beside on the other core: the lesser of both is the time of this work.
  return Math.max(1e-6, Math.min((user + system) / 1e6, (systemClock.now() - started + 1) / 1000));
}

function rate(name: string, value: number, [unit, target]: Bar): Measure {
  return { name, value, unit, target, isCost: false };
}

function cost(name: string, value: number, [unit, target]: Bar): Measure {
  return { name, value, unit, target, isCost: true };
}
