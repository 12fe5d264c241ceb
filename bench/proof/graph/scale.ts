import { createRng, systemClock, type Rng } from '#base';
import {
  buildGraph,
  EdgeStore,
  frozenEdges,
  leiden,
  Neighbourhood,
  pageRank,
  weakComponents,
  type ArcLayers,
} from '#graph';
import type { ProofPart, ProofRow } from '../row.ts';
import { processorSeconds } from './processor-seconds.ts';

/** Nodes and edges; a tenth of the edges are added one after another to the rows that the others are. */
const [NODES, EDGES] = [20_000_000, 100_000_000];
const QUICK = 50;
const LIVE = 0.1;
/** Looks at two hops; of every node the newest so many arcs. */
const [LOOKS, HUB] = [4000, 200];

/** A hundred million edges in one process: loaded, added to, and looked around in. */
export const scaleProof: ProofPart = {
  name: 'scale',
  async run({ quick, seed, note }) {
    const share = quick === true ? QUICK : 1;
    const [nodes, edges] = [NODES / share, EDGES / share];
    const rng = createRng(seed).fork('scale');
    const begun = systemClock.now();
    const first = drawn(rng, nodes, Math.round((1 - LIVE) * edges));
    let store = new EdgeStore({ nodes });
    const loading = processorSeconds(() => {
      store = new EdgeStore({ nodes }, frozenEdges(nodes, first.sources, first.targets));
    });
    const frozen = store.bytes / (store.arcs / 2);
    note(`${store.arcs / 2} edges loaded, ${(systemClock.now() - begun) / 1000} s since the beginning`);
    const more = drawn(rng, nodes, Math.round(LIVE * edges));
    const adding = processorSeconds(() => store.insertAll(more));
    const all = store.bytes / (store.arcs / 2);
    const [cpu, wall, reached] = looks(store.layers, rng, nodes);
    const memory = process.memoryUsage.rss() / 1e9;
    const rows: Told[] = [
      ['bytes an edge: frozen rows, 5 edges a node', `${frozen.toFixed(1)} B`],
      ['bytes an edge: with the tenth that was added', `${all.toFixed(1)} B`],
      ['loaded as rows', `${((first.sources.length / loading) * 1e-6).toFixed(1)} M edges/s`],
      ['added one by one', `${((more.sources.length / adding) * 1e-6).toFixed(1)} M edges/s`],
      [
        `two hops around an end of a random edge, newest ${HUB} of each node: p99 (${reached} nodes on average)`,
        `${cpu.toFixed(2)} ms (${wall.toFixed(2)} by the clock)`,
        '< 5 ms',
        cpu < 5,
      ],
      ['memory of the process', `${memory.toFixed(1)} GB`, '< 24 GB', memory < 24],
    ];
    rows.push(hubRow(10_000_000 / share));
    const name = `${(edges / 1e6).toFixed(0)} M edges, ${(nodes / 1e6).toFixed(1)} M nodes`;
    return rows.map(([metric, value, target = '', pass]): ProofRow => ({
      metric: `${name}: ${metric}`,
      value,
      target,
      pass,
    }));
  },
};

type Told = readonly [metric: string, value: string, target?: string, pass?: boolean];

/** A node with millions of edges beside all else that is there: added one by one, read and run over. */
function hubRow(degree: number): Told {
  const edges = {
    sources: new Uint32Array(degree),
    targets: Uint32Array.from({ length: degree }, (_, e) => 1 + ((e * 7919) % (degree + 1))),
  };
  const nodes = degree + 2;
  const store = new EdgeStore({ nodes });
  const adding = processorSeconds(() => store.insertAll(edges));
  const around = new Neighbourhood();
  const looking = processorSeconds(() => {
    for (let i = 0; i < 1000; i++) around.within(store.layers, 0, { nodes, query: { limit: HUB } });
  });
  const { graph } = buildGraph({ nodes, ...edges }, false);
  const running = processorSeconds(() => {
    weakComponents(graph);
    pageRank(graph, { iterations: 3 });
    leiden(graph, { iterations: 1 });
  });
  const value = `${adding.toFixed(1)} s; ${looking.toFixed(3)} ms; ${running.toFixed(1)} s`;
  return [
    `a node of ${degree.toLocaleString('en')} edges: added; two hops; WCC, 3 rounds of PageRank and Leiden`,
    value,
  ];
}

/** Edges with a heavy tail at one end (the busiest node has one in some 800) and any node at the other. */
function drawn(rng: Rng, nodes: number, edges: number) {
  const [sources, targets] = [new Uint32Array(edges), new Uint32Array(edges)];
  for (let e = 0; e < edges; e++) {
    const u = rng.uniform();
    sources[e] = (Math.floor(nodes * u * u * Math.sqrt(u)) * 7919) % nodes;
    targets[e] = rng.below(nodes);
  }
  return { sources, targets };
}

function looks(layers: ArcLayers, rng: Rng, nodes: number): readonly [number, number, number] {
  const around = new Neighbourhood();
  const query = { limit: HUB };
  let reached = 0;
  const ends = layers.frozen.columns.ends;
  const look = (): { readonly cpu: number; readonly wall: number } => {
    const node = ends[rng.below(ends.length)] as number;
    const before = process.cpuUsage();
    const started = process.hrtime.bigint();
    reached += around.within(layers, node, { nodes, query }).length;
    const wall = Number(process.hrtime.bigint() - started) / 1e6;
    const { user, system } = process.cpuUsage(before);
    return { cpu: Math.min((user + system) / 1000, wall), wall };
  };
  for (let i = 0; i < LOOKS / 10; i++) look();
  reached = 0;
  const times = Array.from({ length: LOOKS }, look);
  const p99 = (of: 'cpu' | 'wall'): number =>
    times.map((time) => time[of]).sort((a, b) => a - b)[Math.floor(0.99 * LOOKS)] as number;
  return [p99('cpu'), p99('wall'), Math.round(reached / LOOKS)];
}
