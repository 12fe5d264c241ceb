import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng } from '#base';
import { EdgeStore } from '../store/edge-store.ts';
import { graphOfLayers } from '../store/graph-of-layers.ts';
import { plantedGroups } from '../testing/planted-groups.ts';
import { leiden } from './leiden.ts';
import { LiveCommunities } from './live-communities.ts';
import { modularity } from './modularity.ts';
import { splitDisconnected } from './split-disconnected.ts';
import { inherited, NOWHERE, transitions } from './transitions.ts';

const GROUPS = { nodes: 1000, size: 50, edges: 9000, inside: 0.85 };

function planted(seed: number): { readonly store: EdgeStore; readonly live: LiveCommunities } {
  const store = new EdgeStore({ nodes: GROUPS.nodes });
  store.insertAll(plantedGroups(createRng(seed), GROUPS));
  return { store, live: new LiveCommunities(store) };
}

/** Communities as numbers for every node, those alone too. */
function labelsOf(live: LiveCommunities): Uint32Array {
  return live.ids().map((id, v) => (id === NOWHERE ? 1_000_000 + v : id));
}

const qualityOf = (store: EdgeStore, live: LiveCommunities): number => {
  const labels = labelsOf(live);
  const names = new Map([...new Set(labels)].map((label, i) => [label, i]));
  return modularity(
    graphOfLayers(store.layers, store.nodes),
    labels.map((label) => names.get(label) ?? 0),
    1,
  );
};

describe('communities that live on', () => {
  it('keep their ids and their quality while edges come', () => {
    const { store, live } = planted(3);
    const before = live.ids();
    const rng = createRng(4);
    for (let batch = 0; batch < 20; batch++) {
      const { sources, targets } = plantedGroups(rng, { ...GROUPS, edges: 200 });
      store.insertAll({ sources, targets });
      live.update([...sources, ...targets]);
    }
    live.settle();
    const same = before.filter((id, v) => live.idOf(v) === id).length;
    expect(same).toBeGreaterThan(0.98 * GROUPS.nodes);
    const whole = leiden(graphOfLayers(store.layers, store.nodes)).modularity;
    expect(qualityOf(store, live)).toBeGreaterThan(0.995 * whole);
    live.refresh();
    expect(before.filter((id, v) => live.idOf(v) === id).length).toBeGreaterThan(0.98 * GROUPS.nodes);
    expect(live.changes().filter(({ kind }) => kind === 'death' || kind === 'birth')).toEqual([]);
  });

  it('come apart when what held them is gone, and the larger part keeps the id', () => {
    const store = new EdgeStore({});
    const clique = (nodes: readonly number[]): void => {
      for (const a of nodes) for (const b of nodes) if (a < b) store.insert({ source: a, target: b });
    };
    clique([0, 1, 2, 3, 4]);
    clique([5, 6, 7]);
    for (let a = 0; a < 5; a++) for (let b = 5; b < 8; b++) store.insert({ source: a, target: b });
    clique([8, 9, 10, 11]);
    const live = new LiveCommunities(store);
    const [id, other] = [live.idOf(0), live.idOf(8)];
    expect(live.idOf(7)).toBe(id);
    for (let a = 0; a < 5; a++) for (let b = 5; b < 8; b++) store.remove({ source: a, target: b });
    live.update([0, 1, 2, 3, 4, 5, 6, 7]);
    live.settle();
    expect([0, 1, 2, 3, 4].map((v) => live.idOf(v))).toEqual(Array(5).fill(id));
    expect(live.idOf(5)).not.toBe(id);
    expect(live.idOf(8)).toBe(other);
    expect(live.changes()).toContainEqual({ kind: 'split', id: live.idOf(5), size: 3, from: id });
  });

  it('hang together after every settling, whatever comes and goes, and are the same each time', () => {
    const node = fc.nat({ max: 13 });
    const change = fc.record({
      isAdded: fc.oneof({ weight: 3, arbitrary: fc.constant(true) }, fc.constant(false)),
      source: node,
      target: node,
    });
    const run = (changes: readonly { isAdded: boolean; source: number; target: number }[]) => {
      const store = new EdgeStore({});
      const live = new LiveCommunities(store);
      for (const { isAdded, source, target } of changes) {
        if (isAdded) store.insert({ source, target });
        else store.remove({ source, target });
        live.update([source, target]);
        live.settle();
      }
      return { store, live };
    };
    fc.assert(
      fc.property(fc.array(change, { maxLength: 60 }), (changes) => {
        const { store, live } = run(changes);
        const labels = labelsOf(live);
        const { out } = graphOfLayers(store.layers, store.nodes);
        const parts = splitDisconnected(out, labels);
        expect(new Set(parts).size).toBe(new Set(labels).size);
        expect(run(changes).live.ids()).toEqual(live.ids());
        live.refresh();
        const ids = [...live.ids()].filter((id) => id !== NOWHERE);
        for (const id of new Set(ids)) expect(ids.filter((each) => each === id).length).toBeGreaterThan(1);
      }),
      { numRuns: 200 },
    );
  });

  it('tell of births, deaths, merges, splits and growth', () => {
    const [N] = [NOWHERE];
    const before = Uint32Array.of(1, 1, 1, 1, 2, 2, 3, 3, 3, 4, 4, 4, N, N);
    const after = Uint32Array.of(1, 1, 7, 7, 1, 1, 3, 3, 3, N, 3, 1, 8, 8, 3);
    expect(transitions(before, after)).toEqual([
      { kind: 'growth', id: 1, before: 4, size: 5 },
      { kind: 'merge', id: 2, before: 2, into: 1 },
      { kind: 'growth', id: 3, before: 3, size: 5 },
      { kind: 'death', id: 4, before: 3 },
      { kind: 'split', id: 7, size: 2, from: 1 },
      { kind: 'birth', id: 8, size: 2 },
    ]);
  });

  it('hand an id to the group with most of its members, and to one group only', () => {
    const before = Uint32Array.of(5, 5, 5, 5, 5, 9, 9, NOWHERE);
    expect([...inherited(before, Uint32Array.of(0, 0, 0, 1, 1, 1, 2, 3), 4)]).toEqual([5, 9, NOWHERE, NOWHERE]);
  });
});
