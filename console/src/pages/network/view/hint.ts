import type { Sigma } from 'sigma';

/** Milliseconds that a pointer rests on a node before its name is said. */
const REST_MS = 80;

/** Says at the pointer what a node is called, since a large picture has room for few labels; gone when asked for none. */
export function pointedHint(sigma: Sigma): (id: string | undefined) => void {
  const container = sigma.getContainer();
  const hint = document.createElement('div');
  hint.className = 'node-hint';
  hint.hidden = true;
  container.append(hint);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const hide = (): void => {
    clearTimeout(timer);
    if (!hint.hidden) hint.hidden = true;
  };
  const say = (id: string): void => {
    const shown = sigma.getNodeDisplayData(id);
    if (shown === undefined) return;
    const { x, y } = sigma.framedGraphToViewport(shown);
    hint.textContent = shown.label;
    hint.style.translate = `${Math.round(x + sigma.scaleSize(shown.size) + 6)}px ${Math.round(y - 10)}px`;
    hint.hidden = false;
  };
  sigma.getCamera().on('updated', hide);
  sigma.on('kill', hide);
  return (id) => {
    hide();
    container.style.cursor = id === undefined ? '' : 'pointer';
    if (id !== undefined) timer = setTimeout(() => say(id), REST_MS);
  };
}
