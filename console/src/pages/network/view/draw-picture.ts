import type { MultiGraph } from 'graphology';
import type { Ink } from '../../../parts/chart-ink.ts';
import type { NetworkNames } from '../network-names.ts';
import type { Picture } from '../picture.ts';
import { nodeColour, nodeSize } from '../ring-colours.ts';

export interface Drawing {
  readonly ink: Ink;
  readonly names: Pick<NetworkNames, 'kind'>;
}

/** Makes a drawn graph hold what the picture holds; what stays keeps its place, what comes appears beside what it hangs on. */
export function drawPicture(graph: MultiGraph, picture: Picture, { ink, names }: Drawing): boolean {
  const before = graph.order + graph.size;
  for (const id of graph.nodes()) if (!picture.nodes.has(id)) graph.dropNode(id);
  for (const id of graph.edges()) if (!picture.links.has(id)) graph.dropEdge(id);
  const anchors = anchorsOf(graph, picture);
  let placed = 0;
  for (const [id, node] of picture.nodes) {
    const drawn = {
      size: nodeSize(node),
      color: nodeColour(node, ink),
      label: node.kind === 'person' ? node.label : `${names.kind(node.kind)} ${node.label}`,
    };
    if (graph.hasNode(id)) graph.mergeNodeAttributes(id, drawn);
    else graph.addNode(id, { ...drawn, ...placeBeside(anchors.get(id), placed++) });
  }
  for (const [id, link] of picture.links) {
    const drawn = { color: ink.link, size: 0.6 + 1.6 * link.strength, weight: 0.3 + link.strength };
    if (graph.hasEdge(id)) graph.mergeEdgeAttributes(id, drawn);
    else graph.addEdgeWithKey(id, link.from, link.to, drawn);
  }
  return placed > 0 || graph.order + graph.size !== before;
}

interface Place {
  readonly x: number;
  readonly y: number;
}

/** A node that stands already, for every node that comes and hangs on it. */
function anchorsOf(graph: MultiGraph, { links }: Picture): Map<string, Place> {
  const anchors = new Map<string, Place>();
  const anchor = (from: string, to: string): void => {
    if (!graph.hasNode(from) && graph.hasNode(to)) anchors.set(from, graph.getNodeAttributes(to) as unknown as Place);
  };
  for (const { from, to } of links.values()) {
    anchor(from, to);
    anchor(to, from);
  }
  return anchors;
}

/** The golden angle: however many come, none falls on another. */
const TURN = Math.PI * (3 - Math.sqrt(5));

function placeBeside(anchor: Place | undefined, number: number): Place {
  const distance = (anchor === undefined ? 4 : 1) * Math.sqrt(number + 1);
  const angle = number * TURN;
  return { x: (anchor?.x ?? 0) + distance * Math.cos(angle), y: (anchor?.y ?? 0) + distance * Math.sin(angle) };
}
