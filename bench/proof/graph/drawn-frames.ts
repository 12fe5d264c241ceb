import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';

/** Frames of a move that were drawn, by second: the best of some tries, since other programs take time as well. */
export interface MoveFrames {
  readonly move: 'panned' | 'zoomed' | 'pointed at';
  readonly perSecond: number;
}

const [TRY_MS, INPUT_MS, MOST_WAITING] = [1200, 16, 3];
const [STILL_MS, LAYOUT_TRIES] = [700, 120];

/** Counts, in the page, draws of WebGL; to be called before the page is opened. */
export async function watchFrames(page: Page): Promise<void> {
  await page.addInitScript(`
    window.draws = 0;
    for (const name of ['drawArrays', 'drawArraysInstanced']) {
      const draw = WebGL2RenderingContext.prototype[name];
      WebGL2RenderingContext.prototype[name] = function (...call) { window.draws++; return draw.apply(this, call); };
    }`);
}

/** Moves the picture as a hand does, by events of mouse and wheel, when its layout has come to rest. */
export async function drawnFrames(page: Page, tries: number): Promise<readonly MoveFrames[]> {
  await settled(page);
  const box = await page.locator('.sigma-mouse').boundingBox();
  if (box === null) throw new Error('the picture has no place on the page');
  const { mouse } = page;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const corner = [box.x + 12, box.y + 12] as const;
  const best = async (one: () => Promise<number>): Promise<number> => {
    let most = 0;
    for (let i = 0; i < tries; i++) most = Math.max(most, await one());
    return most;
  };
  const pan = async (): Promise<number> => {
    await mouse.move(...corner);
    await mouse.down();
    const found = await during(page, 'drawn', (i) => mouse.move(corner[0] + 3 * i, corner[1] + 2 * i));
    await mouse.up();
    await settled(page);
    return found;
  };
  const zoom = (): Promise<number> =>
    during(page, 'drawn', (i) => (i % 8 === 0 ? mouse.wheel(0, i % 64 < 32 ? -120 : 120) : mouse.move(x, y)));
  const point = (): Promise<number> =>
    during(page, 'all', (i) => mouse.move(x + 250 * Math.sin(i / 20), y + 150 * Math.cos(i / 33)));
  return [
    { move: 'panned', perSecond: await best(pan) },
    { move: 'zoomed', perSecond: await best(zoom) },
    { move: 'pointed at', perSecond: await best(point) },
  ];
}

/** Waits until nothing is drawn any more. */
async function settled(page: Page): Promise<void> {
  for (let i = 0; i < LAYOUT_TRIES; i++) {
    const before = await page.evaluate<number>('window.draws');
    await pause(STILL_MS);
    if ((await page.evaluate<number>('window.draws')) === before) return;
  }
}

/** Frames a second while inputs come as fast as a mouse sends them: those in which something was drawn, or all. */
async function during(page: Page, count: 'drawn' | 'all', input: (i: number) => Promise<void>): Promise<number> {
  const found = page.evaluate<{ readonly drawn: number; readonly all: number }>(frameCounter(TRY_MS));
  let waiting = 0;
  let isOver = false;
  void found.finally(() => (isOver = true));
  for (let i = 0; !isOver; i++) {
    if (waiting < MOST_WAITING) {
      waiting++;
      void input(i).finally(() => waiting--);
    }
    await pause(INPUT_MS);
  }
  return (await found)[count];
}

function frameCounter(ms: number): string {
  return `new Promise((done) => {
    let [first, all, drawn, draws] = [undefined, -1, 0, window.draws];
    const frame = (at) => {
      first ??= at;
      all++;
      if (window.draws !== draws) drawn++;
      draws = window.draws;
      if (at - first < ${ms}) requestAnimationFrame(frame);
      else done({ all: (1000 * all) / (at - first), drawn: (1000 * drawn) / (at - first) });
    };
    requestAnimationFrame(frame);
  })`;
}
