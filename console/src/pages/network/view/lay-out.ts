import type { MultiGraph } from 'graphology';
import forceAtlas2 from 'graphology-layout-forceatlas2';

/** Milliseconds of a frame that the layout may take. */
const FRAME_MS = 14;

/** Moves nodes to where forces balance, a little in every frame, until `rounds` are done; returns the way to stop. */
export function layOut(graph: MultiGraph, rounds: number): () => void {
  const settings = {
    ...forceAtlas2.inferSettings(graph),
    barnesHutOptimize: graph.order > 400,
    linLogMode: true,
    gravity: 0.4,
  };
  let left = graph.order < 2 ? 0 : rounds;
  let frame = 0;
  const turn = (): void => {
    const start = performance.now();
    while (left > 0 && performance.now() - start < FRAME_MS) {
      forceAtlas2.assign(graph, { iterations: 1, settings, getEdgeWeight: 'weight' });
      left--;
    }
    if (left > 0) frame = requestAnimationFrame(turn);
  };
  frame = requestAnimationFrame(turn);
  return () => cancelAnimationFrame(frame);
}
