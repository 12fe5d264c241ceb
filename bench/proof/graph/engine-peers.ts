import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildGraph, leiden, pageRank, rMat, weakComponents, type Graph } from '#graph';
import type { ProofRow } from '../row.ts';
import { graphologyRows } from './graphology-peer.ts';
import { looseCommunities } from './loose-communities.ts';
import { processorSeconds } from './processor-seconds.ts';

const root = join(import.meta.dirname, '../../..');
const [FACTOR, SEED, RANKS] = [16, 20, 20];

/** Seconds of processor time of a peer; PageRank of NetworKit for one iteration, of igraph for all. */
interface Peer {
  readonly version: string;
  readonly components: number;
  readonly pagerank: number;
  readonly leiden: number;
  readonly modularity: number;
}

/** The engine beside igraph and NetworKit on the same R-MAT graph, one thread each, and beside graphology on a small one. */
export async function peerRows(scale: number, note: (line: string) => void): Promise<ProofRow[]> {
  const nodes = 2 ** scale;
  const { graph } = buildGraph({ nodes, ...rMat(scale, FACTOR, SEED) }, false);
  const arcs = graph.out.targets.length;
  const components = processorSeconds(() => weakComponents(graph));
  const ranks = processorSeconds(() => pageRank(graph, { iterations: RANKS, tolerance: 0 })) / RANKS;
  // The first run is compiled while it goes.
  let found = leiden(graph, { iterations: 1 });
  const ours = processorSeconds(() => (found = leiden(graph, { iterations: 1 })));
  const loose = looseCommunities(graph, found.communityOf);
  note(`Leiden: ${(arcs / 2 / ours / 1e6).toFixed(2)} M edges/s, modularity ${found.modularity.toFixed(5)}`);
  const rows: ProofRow[] = [
    row('communities of Leiden that do not hang together', `${loose}`, ['0', loose === 0]),
    row(
      'Leiden, arcs a second over the 24 to 38 M of GVE-Leiden on one core (arithmetic from its paper)',
      gve(arcs / ours),
    ),
  ];
  const folder = mkdtempSync(join(tmpdir(), 'tally-peers-'));
  try {
    const edges = join(folder, 'edges');
    writeFileSync(edges, pairsOf(graph));
    for (const peer of ['igraph', 'networkit'] as const) {
      const told = asked({ peer, nodes, edges, iterations: 1 });
      if (told === undefined) {
        rows.push(row(`beside ${peer}`, 'not installed (tools/peers.sh graph)'));
        continue;
      }
      const name = `${peer} ${told.version}`;
      const worse = found.modularity - told.modularity;
      rows.push(
        row(`WCC, times as fast as ${name}`, (told.components / components).toFixed(2)),
        row(`Leiden, one iteration, times as fast as ${name}`, (told.leiden / ours).toFixed(2)),
        row(`Leiden, one iteration, modularity over that of ${name}`, signed(worse), ['>= -0.001', worse >= -0.001]),
      );
      if (peer === 'networkit') {
        rows.push(row(`PageRank, an iteration, times as fast as ${name}`, (told.pagerank / ranks).toFixed(2)));
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return [...rows, ...(await graphologyRows(root))];
}

function asked(input: Readonly<Record<string, string | number>>): Peer | undefined {
  const python = join(root, '.peers/graph/bin/python');
  if (!existsSync(python)) return undefined;
  const answer = execFileSync(python, [join(import.meta.dirname, 'peers.py')], {
    input: JSON.stringify(input),
    env: { ...process.env, OMP_NUM_THREADS: '1' },
  });
  return JSON.parse(answer.toString()) as Peer;
}

/** Each edge once: all lesser ends, then all greater ones. */
function pairsOf({ nodes, out: { offsets, targets } }: Graph): Uint32Array {
  const edges = targets.length / 2;
  const pairs = new Uint32Array(2 * edges);
  let e = 0;
  for (let v = 0; v < nodes; v++) {
    for (let a = offsets[v] as number; a < (offsets[v + 1] as number); a++) {
      const w = targets[a] as number;
      if (w <= v) continue;
      pairs[e] = v;
      pairs[edges + e++] = w;
    }
  }
  return pairs;
}

function gve(rate: number): string {
  return `${(rate / 38e6).toFixed(2)} to ${(rate / 24e6).toFixed(2)}`;
}

function signed(value: number): string {
  return `${value >= 0 ? '+' : ''}${value.toFixed(5)}`;
}

function row(metric: string, value: string, [target, pass]: readonly [string, boolean?] = ['']): ProofRow {
  return { metric, value, target, pass };
}
