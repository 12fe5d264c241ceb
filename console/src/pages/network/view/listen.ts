import type { Sigma } from 'sigma';
import type { MouseCoords, TouchCoords } from 'sigma/types';
import { nodeFinder } from './node-finder.ts';

export interface PointerEvents {
  /** Somebody chose a node, or none. */
  readonly pick: (ids: readonly string[], isAdded: boolean) => void;
  readonly expand: (id: string) => void;
  /** The pointer came to lie on another node, or on none. */
  readonly hover: (id: string | undefined) => void;
  /** Somebody took hold of a node to move it. */
  readonly hold: () => void;
}

/** Click chooses, click with shift adds, double click expands, a drag moves a node. Sigma's own listeners, which read pixels, go. */
export function listen(sigma: Sigma, { pick, expand, hover, hold }: PointerEvents): void {
  const nodeAt = nodeFinder(sigma);
  let hovered: string | undefined;
  const point = (node: string | undefined): void => {
    if (node === hovered) return;
    hovered = node;
    hover(node);
  };
  const choose = (at: MouseCoords): void => {
    const node = nodeAt(at);
    pick(node === undefined ? [] : [node], node !== undefined && isAdding(at.original));
  };
  const unfold = (at: MouseCoords): void => {
    const node = nodeAt(at);
    if (node === undefined) return;
    at.preventSigmaDefault();
    expand(node);
  };
  const { take, drag, drop } = dragging(sigma, nodeAt, hold);
  const [mouse, touch] = [sigma.getMouseCaptor(), sigma.getTouchCaptor()];
  mouse.removeAllListeners();
  touch.removeAllListeners();
  mouse.on('click', choose).on('doubleClick', unfold);
  mouse.on('mousedown', take).on('mousemovebody', drag).on('mouseup', drop);
  mouse.on('mousemove', (at) => point(mouse.isMouseDown ? undefined : nodeAt(at)));
  mouse.on('mouseleave', () => point(undefined));
  touch.on('tap', (at) => choose(firstOf(at))).on('doubletap', (at) => unfold(firstOf(at)));
  touch.on('touchdown', (at) => take(firstOf(at))).on('touchmove', (at) => drag(firstOf(at)));
  touch.on('touchup', drop);
}

/** A node that is held follows the pointer. */
function dragging(sigma: Sigma, nodeAt: (at: MouseCoords) => string | undefined, hold: () => void) {
  let dragged: string | undefined;
  let isHeld = false;
  return {
    take(at: MouseCoords): void {
      dragged = nodeAt(at);
      isHeld = false;
    },
    drag(at: MouseCoords): void {
      if (dragged === undefined) return;
      if (!isHeld) hold();
      isHeld = true;
      sigma.getGraph().mergeNodeAttributes(dragged, { ...sigma.viewportToGraph(at) });
      at.preventSigmaDefault();
      at.original.preventDefault();
    },
    drop: (): void => void (dragged = undefined),
  };
}

/** What one finger does is what a mouse does. */
function firstOf(touch: TouchCoords): MouseCoords {
  const { x, y } = touch.touches[0] ?? touch.previousTouches[0] ?? { x: NaN, y: NaN };
  const { original, sigmaDefaultPrevented } = touch;
  return { x, y, original, sigmaDefaultPrevented, preventSigmaDefault: () => touch.preventSigmaDefault() };
}

function isAdding(event: MouseEvent | TouchEvent): boolean {
  return event.shiftKey || event.ctrlKey || event.metaKey;
}
