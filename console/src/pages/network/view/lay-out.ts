import type { MultiGraph } from 'graphology';
import forceAtlas2 from 'graphology-layout-forceatlas2';
import { forcesOf } from '../forces.ts';
import { isLarge } from './large.ts';

/** Milliseconds of a frame that the layout may take. */
const FRAME_MS = 10;
/** Milliseconds between two looks at a large picture's layout: to draw it anew costs more than to move it on. */
const LARGE_EVERY_MS = 200;

export interface LayoutOptions {
  readonly rounds: number;
  /** While it says so the layout waits: the hand goes first. */
  readonly isBusy: () => boolean;
}

/**
 * Moves nodes to where forces balance, a little in every frame, until `rounds` are done; returns the way to stop. Forces work on a copy,
 * since every change of the graph is drawn.
 */
export function layOut(graph: MultiGraph, { rounds, isBusy }: LayoutOptions): () => void {
  const copy = graph.copy();
  const settings = forcesOf(graph);
  const everyMs = isLarge(graph) ? LARGE_EVERY_MS : 0;
  let left = graph.order < 2 ? 0 : rounds;
  let shownAt = 0;
  let frame = 0;
  const turn = (now: number): void => {
    const start = performance.now();
    while (left > 0 && !isBusy() && performance.now() - start < FRAME_MS) {
      forceAtlas2.assign(copy, { iterations: 1, settings, getEdgeWeight: 'weight' });
      left--;
    }
    if (!isBusy() && (left === 0 || now - shownAt >= everyMs)) {
      shownAt = now;
      takePlaces(graph, copy);
    }
    if (left > 0 || isBusy()) frame = requestAnimationFrame(turn);
  };
  frame = requestAnimationFrame(turn);
  return () => cancelAnimationFrame(frame);
}

function takePlaces(graph: MultiGraph, from: MultiGraph): void {
  const place = (id: string, attributes: Record<string, unknown>) => {
    if (!from.hasNode(id)) return attributes;
    const { x, y } = from.getNodeAttributes(id);
    return { ...attributes, x, y };
  };
  graph.updateEachNodeAttributes(place, { attributes: ['x', 'y'] });
}
