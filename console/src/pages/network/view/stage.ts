import { MultiGraph } from 'graphology';
import { Sigma } from 'sigma';
import type { Ink } from '../../../parts/chart-ink.ts';
import { isInside, type Point } from '../lasso.ts';
import type { Picture, Sight } from '../picture.ts';
import { drawPicture, type Drawing } from './draw-picture.ts';
import { pointedHint } from './hint.ts';
import { movingLabels } from './labels.ts';
import { layOut } from './lay-out.ts';
import { listen, type PointerEvents } from './listen.ts';
import { oneLayer } from './one-layer.ts';

/** What is seen of what is drawn. */
export interface Appearance {
  readonly sight: Sight;
  readonly selection: ReadonlySet<string>;
  readonly marked: ReadonlySet<string>;
  readonly ink: Ink;
}

export type StageEvents = Pick<PointerEvents, 'pick' | 'expand'>;

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

/** Canvases of sigma in which nothing is drawn here. */
const UNUSED = ['edges', 'edgeLabels', 'hovers', 'hoverNodes'];

/** Begins to draw in an element, whose size may change later. */
export async function startStage(element: HTMLElement, events: StageEvents): Promise<Stage> {
  await whenSized(element);
  const graph = new MultiGraph();
  let appearance: Appearance | undefined;
  const labels = movingLabels();
  const programs = oneLayer();
  const sigma = new Sigma(graph, element, {
    nodeProgramClasses: { circle: programs.node },
    edgeProgramClasses: { line: programs.edge },
    defaultDrawNodeLabel: labels.draw,
    labelRenderedSizeThreshold: 9,
    labelDensity: 0.6,
    zIndex: true,
    nodeReducer: (id, data) =>
      appearance === undefined
        ? data
        : nodeLook(id, { ...data, size: Number(data['size']) * crowding(graph.order) }, appearance),
    edgeReducer: (id, data) => (appearance === undefined ? data : linkLook(id, data, appearance)),
  });
  let stopLayout = (): void => undefined;
  for (const layer of UNUSED) sigma.getCanvases()[layer]?.style.setProperty('display', 'none');
  labels.follow(sigma);
  listen(sigma, { ...events, hover: pointedHint(sigma), hold: () => stopLayout() });
  return {
    sigma,
    draw(picture, drawing) {
      if (!drawPicture(graph, picture, drawing)) return;
      stopLayout();
      stopLayout = layOut(graph, { rounds: ROUNDS, isBusy: labels.isMoving });
    },
    show(next) {
      if (appearance?.ink !== next.ink) sigma.setSetting('labelColor', { color: next.ink.text });
      appearance = next;
      sigma.refresh({ skipIndexation: true });
    },
    within: (line) => graph.filterNodes((id, data) => isSeen(id, appearance) && isInside(onScreen(sigma, data), line)),
    stop() {
      stopLayout();
      labels.stop();
      sigma.kill();
    },
  };
}

/** Nodes for which there is room in their full size. */
const ROOM = 800;

/** Share of their size that so many nodes are drawn in. */
function crowding(nodes: number): number {
  return Math.min(1, Math.sqrt(ROOM / nodes));
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
