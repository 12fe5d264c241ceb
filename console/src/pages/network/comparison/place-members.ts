import { MultiGraph } from 'graphology';
import forceAtlas2 from 'graphology-layout-forceatlas2';
import { forcesOf } from '../forces.ts';

interface Ends {
  readonly from: string;
  readonly to: string;
}

export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** The golden angle: however many begin on the spiral, none falls on another. */
const TURN = Math.PI * (3 - Math.sqrt(5));
/** Visits of a node by forces, which take about a microsecond each. */
const WORK = 120_000;

/** A place in the unit square for each node, so that linked ones lie together; the same nodes and links, the same places. */
export function placeMembers(ids: readonly string[], links: readonly Ends[]): ReadonlyMap<string, Spot> {
  const graph = new MultiGraph();
  ids.forEach((id, i) => {
    const distance = Math.sqrt(i + 1);
    graph.mergeNode(id, { x: distance * Math.cos(i * TURN), y: distance * Math.sin(i * TURN) });
  });
  for (const { from, to } of links) if (graph.hasNode(from) && graph.hasNode(to)) graph.addEdge(from, to);
  if (graph.order > 1) {
    const iterations = Math.min(400, Math.max(60, Math.round(WORK / graph.order)));
    forceAtlas2.assign(graph, { iterations, settings: forcesOf(graph), getEdgeWeight: null });
  }
  return inUnitSquare(graph);
}

function inUnitSquare(graph: MultiGraph): Map<string, Spot> {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  graph.forEachNode((_, { x, y }) => {
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
  });
  const side = Math.max(right - left, bottom - top) || 1;
  const places = graph.mapNodes((id, { x, y }) => {
    const spot = { x: 0.5 + (x - (left + right) / 2) / side, y: 0.5 + (y - (top + bottom) / 2) / side };
    return [id, spot] as const;
  });
  return new Map(places);
}
