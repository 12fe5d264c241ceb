import { MultiGraph } from 'graphology';
import { Sigma } from 'sigma';
import type { Ink } from '../../../parts/chart-ink.ts';
import { isInside, type Point } from '../lasso.ts';
import type { Picture, Sight } from '../picture.ts';
import { drawPicture, type Drawing } from './draw-picture.ts';
import { layOut } from './lay-out.ts';

/** What is seen of what is drawn. */
export interface Appearance {
  readonly sight: Sight;
  readonly selection: ReadonlySet<string>;
  readonly marked: ReadonlySet<string>;
  readonly ink: Ink;
}

export interface StageEvents {
  readonly pick: (ids: readonly string[], isAdded: boolean) => void;
  readonly expand: (id: string) => void;
}

/** A drawn network. */
export interface Stage {
  readonly sigma: Sigma;
  draw(picture: Picture, drawing: Drawing): void;
  show(appearance: Appearance): void;
  /** Nodes inside a line on the screen. */
  within(line: readonly Point[]): string[];
  stop(): void;
}

const ROUNDS = 500;

/** Begins to draw in an element, whose size may change later. */
export async function startStage(element: HTMLElement, events: StageEvents): Promise<Stage> {
  await whenSized(element);
  const graph = new MultiGraph();
  let appearance: Appearance | undefined;
  const sigma = new Sigma(graph, element, {
    labelRenderedSizeThreshold: 9,
    labelDensity: 0.6,
    zIndex: true,
    enableEdgeEvents: false,
    hideEdgesOnMove: false,
    defaultDrawNodeHover: () => undefined,
    nodeReducer: (id, data) => (appearance === undefined ? data : nodeLook(id, data, appearance)),
    edgeReducer: (id, data) => (appearance === undefined ? data : linkLook(id, data, appearance)),
  });
  listen(sigma, graph, events);
  let stopLayout = (): void => undefined;
  return {
    sigma,
    draw(picture, drawing) {
      if (!drawPicture(graph, picture, drawing)) return;
      stopLayout();
      stopLayout = layOut(graph, ROUNDS);
    },
    show(next) {
      appearance = next;
      sigma.setSetting('labelColor', { color: next.ink.text });
      sigma.refresh({ skipIndexation: true });
    },
    within: (line) => graph.filterNodes((id, data) => isSeen(id, appearance) && isInside(onScreen(sigma, data), line)),
    stop() {
      stopLayout();
      sigma.kill();
    },
  };
}

/** A picture has no size before the page is laid out. */
function whenSized(element: HTMLElement): Promise<void> {
  if (element.offsetWidth > 0) return Promise.resolve();
  return new Promise((done) => {
    const observer = new ResizeObserver(() => {
      if (element.offsetWidth === 0) return;
      observer.disconnect();
      done();
    });
    observer.observe(element);
  });
}

function isSeen(id: string, appearance: Appearance | undefined): boolean {
  return appearance === undefined || appearance.sight.nodes.has(id);
}

function onScreen(sigma: Sigma, { x, y }: Record<string, unknown>): Point {
  return sigma.graphToViewport({ x: Number(x), y: Number(y) });
}

function nodeLook(id: string, data: Record<string, unknown>, { sight, selection, marked, ink }: Appearance) {
  if (!sight.nodes.has(id)) return { ...data, hidden: true };
  if (selection.has(id) || marked.has(id)) {
    const colour = marked.has(id) ? data['color'] : ink.accent;
    return { ...data, color: colour, size: Number(data['size']) + 3, forceLabel: true, zIndex: 2 };
  }
  return { ...data, zIndex: 1 };
}

function linkLook(id: string, data: Record<string, unknown>, { sight, marked, ink }: Appearance) {
  if (!sight.links.has(id)) return { ...data, hidden: true };
  return marked.has(id) ? { ...data, color: ink.warn, size: 4, zIndex: 2 } : { ...data, zIndex: 0 };
}

/** Click chooses, click with shift adds, double click expands, a drag moves a node. */
function listen(sigma: Sigma, graph: MultiGraph, { pick, expand }: StageEvents): void {
  let dragged: string | undefined;
  sigma.on('clickNode', ({ node, event }) => pick([node], isAdding(event.original)));
  sigma.on('clickStage', () => pick([], false));
  sigma.on('doubleClickNode', ({ node, preventSigmaDefault }) => {
    preventSigmaDefault();
    expand(node);
  });
  sigma.on('downNode', ({ node }) => (dragged = node));
  sigma.on('moveBody', ({ event }) => {
    if (dragged === undefined) return;
    graph.mergeNodeAttributes(dragged, { ...sigma.viewportToGraph(event) });
    event.preventSigmaDefault();
    event.original.preventDefault();
  });
  const drop = (): void => void (dragged = undefined);
  sigma.on('upNode', drop);
  sigma.on('upStage', drop);
}

function isAdding(event: MouseEvent | TouchEvent): boolean {
  return event.shiftKey || event.ctrlKey || event.metaKey;
}
