import type { Sigma } from 'sigma';
import { drawDiscNodeLabel, type NodeLabelDrawingFunction } from 'sigma/rendering';
import { isLarge } from './large.ts';

/** Milliseconds without a move after which labels come back. */
const STILL_MS = 160;

/** Labels of a picture, a layer of their own: of a large one it is taken away while the picture moves. */
export interface Labels {
  readonly draw: NodeLabelDrawingFunction;
  /** Begins to watch the picture's moves. */
  follow(sigma: Sigma): void;
  /** Whether the picture moved a moment ago. */
  isMoving(): boolean;
  stop(): void;
}

export function movingLabels(): Labels {
  let sigma: Sigma | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const show = (isShown: boolean): void => {
    const layer = sigma?.getCanvases()['labels'];
    if (layer !== undefined) layer.style.display = isShown ? '' : 'none';
  };
  const rest = (): void => {
    timer = undefined;
    show(true);
    sigma?.scheduleRender();
  };
  const stir = (): void => {
    if (sigma === undefined || !isLarge(sigma.getGraph())) return;
    if (timer === undefined) show(false);
    clearTimeout(timer);
    timer = setTimeout(rest, STILL_MS);
  };
  return {
    draw: (context, data, settings) => {
      if (timer === undefined) drawDiscNodeLabel(context, data, settings);
    },
    follow(followed) {
      sigma = followed;
      sigma.getCamera().on('updated', stir);
    },
    isMoving: () => timer !== undefined,
    stop: () => clearTimeout(timer),
  };
}
