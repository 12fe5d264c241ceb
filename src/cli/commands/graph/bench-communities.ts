import { createRng, systemClock, type Rng } from '#base';
import { EdgeStore, LiveCommunities, NOWHERE, plantedGroups, type CommunityChange } from '#graph';
import type { Measure } from './bench-measures.ts';

const SEED = 21;
/** A million edges among 50,000 nodes in 500 groups. */
const GROUPS = { nodes: 50_000, size: 100, edges: 1_000_000, inside: 0.8 };
const BATCHES = 40;

/** What it costs to keep communities, and how many ids live through churn. */
export function* communityMeasures(): Generator<Measure> {
  const rng = createRng(SEED);
  const store = new EdgeStore({ nodes: GROUPS.nodes });
  store.insertAll(plantedGroups(rng, GROUPS));
  store.merge();
  const live = new LiveCommunities(store);
  const millis = Array.from({ length: BATCHES }, () => {
    const { sources, targets } = plantedGroups(rng, { ...GROUPS, edges: 1000 });
    const started = process.hrtime.bigint();
    store.insertAll({ sources, targets });
    live.update([...sources, ...targets], 'added');
    return Number(process.hrtime.bigint() - started) / 1e6;
  });
  // The first ones are compiled.
  const warm = millis.slice(10).sort((a, b) => a - b);
  yield cost('1,000 edges into 1 M: insert and update, median', warm[15] as number, ['ms', 5]);
  yield* persistence(store, live, rng);
}

/** 1.5 % of nodes leave and as many come, and one group in a hundred breaks in two. */
function* persistence(store: EdgeStore, live: LiveCommunities, rng: Rng): Generator<Measure> {
  live.refresh();
  live.changes();
  const before = live.ids();
  const changed = churn(store, rng);
  const started = systemClock.now();
  live.update(changed);
  live.settle();
  const updated = shareKept(before, live.ids());
  yield share('ids kept under 1.5 % churn with splits, updated', updated);
  live.refresh();
  yield share('ids kept under 1.5 % churn with splits, after a whole run', shareKept(before, live.ids()));
  const splits = live.changes().filter(({ kind }: CommunityChange) => kind === 'split').length;
  yield { name: 'splits told', value: splits, unit: '', target: 0, isCost: false };
  yield cost('update, settling and a whole run after churn', systemClock.now() - started, ['ms', Infinity]);
}

function churn(store: EdgeStore, rng: Rng): number[] {
  const changed: number[] = [];
  const away = (v: number, isGone: (end: number) => boolean): void => {
    const ends = new Set<number>();
    store.visit(v, {}, ({ ends: told }, place) => ends.add(told[place] as number).size > 0);
    for (const end of ends) {
      if (!isGone(end)) continue;
      store.remove({ source: v, target: end });
      changed.push(v, end);
    }
  };
  for (let i = 0; i < 0.015 * GROUPS.nodes; i++) {
    away(rng.below(GROUPS.nodes), () => true);
    const [newcomer, group] = [GROUPS.nodes + i, rng.below(GROUPS.nodes / GROUPS.size) * GROUPS.size];
    for (let e = 0; e < 30; e++) store.insert({ source: newcomer, target: group + rng.below(GROUPS.size) });
    changed.push(newcomer);
  }
  for (let first = 0; first < GROUPS.nodes; first += 100 * GROUPS.size) {
    const isSecond = (v: number): boolean => v >= first + 0.6 * GROUPS.size && v < first + GROUPS.size;
    for (let v = first; v < first + 0.6 * GROUPS.size; v++) away(v, isSecond);
  }
  return changed;
}

/** Share of ids under which at least half of the members are still together. */
function shareKept(before: Uint32Array, after: Uint32Array): number {
  const [sizes, kept] = [new Map<number, number>(), new Map<number, number>()];
  before.forEach((id, v) => {
    if (id === NOWHERE) return;
    sizes.set(id, (sizes.get(id) ?? 0) + 1);
    if (after[v] === id) kept.set(id, (kept.get(id) ?? 0) + 1);
  });
  return [...sizes].filter(([id, size]) => 2 * (kept.get(id) ?? 0) >= size).length / sizes.size;
}

function cost(name: string, value: number, [unit, target]: readonly [string, number]): Measure {
  return { name, value, unit, target, isCost: true };
}

function share(name: string, value: number): Measure {
  return { name, value: 100 * value, unit: '%', target: 95, isCost: false };
}
