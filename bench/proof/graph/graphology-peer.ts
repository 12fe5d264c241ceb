import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createRng } from '#base';
import { buildGraph, leiden, modularity, plantedGroups, weakComponents } from '#graph';
import type { ProofRow } from '../row.ts';
import { processorSeconds } from './processor-seconds.ts';

const GROUPS = { nodes: 20_000, size: 100, edges: 300_000, inside: 0.8 };

/** What is used of graphology. */
interface Graphology {
  new (): { addNode: (id: number) => void; mergeEdge: (from: number, to: number) => void };
}
type Louvain = (graph: unknown, options: { readonly randomWalk: boolean }) => Readonly<Record<string, number>>;

/** Louvain of graphology beside Leiden, on a small graph of planted groups: its graphs take some forty times the memory. */
export async function graphologyRows(root: string): Promise<ProofRow[]> {
  const folder = join(root, '.peers/graphology');
  if (!existsSync(folder)) {
    return [
      { metric: 'beside graphology', value: 'not installed (tools/peers.sh graph)', target: '', pass: undefined },
    ];
  }
  const load = createRequire(join(folder, 'index.js'));
  const { UndirectedGraph } = load('graphology') as { readonly UndirectedGraph: Graphology };
  const louvain = load('graphology-communities-louvain') as Louvain;
  const { sources, targets } = plantedGroups(createRng(21), GROUPS);
  const { graph } = buildGraph({ nodes: GROUPS.nodes, sources, targets }, false);
  const theirs = new UndirectedGraph();
  for (let v = 0; v < GROUPS.nodes; v++) theirs.addNode(v);
  sources.forEach((v, e) => v !== targets[e] && theirs.mergeEdge(v, targets[e] as number));
  leiden(graph);
  weakComponents(graph);
  let found = leiden(graph);
  const ours = processorSeconds(() => (found = leiden(graph)));
  let told: Readonly<Record<string, number>> = {};
  const took = processorSeconds(() => (told = louvain(theirs, { randomWalk: false })));
  const quality = modularity(
    graph,
    Uint32Array.from({ length: GROUPS.nodes }, (_, v) => told[v] ?? 0),
  );
  const more = found.modularity - quality;
  const value = `${(took / ours).toFixed(1)} times as fast, modularity ${more >= 0 ? '+' : ''}${more.toFixed(5)}`;
  const metric = 'Leiden beside Louvain of graphology, 300,000 edges in planted groups';
  return [{ metric, value, target: 'not below', pass: more >= -1e-9 }];
}
