import type { MultiGraph } from 'graphology';
import forceAtlas2, { type ForceAtlas2Settings } from 'graphology-layout-forceatlas2';

/** Nodes from which on far ones push together instead of one by one. */
const MANY = 400;

/** Forces that draw linked nodes together and keep the others apart. */
export function forcesOf(graph: MultiGraph): ForceAtlas2Settings {
  return { ...forceAtlas2.inferSettings(graph), barnesHutOptimize: graph.order > MANY };
}
