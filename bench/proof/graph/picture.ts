import { existsSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Page, Route } from 'playwright-core';
import { chromiumPath, openBrowser } from '../../../tools/e2e/browser.ts';
import type { ProofPart, ProofRow } from '../row.ts';
import { drawnFrames, watchFrames } from './drawn-frames.ts';
import { largePicture } from './large-picture.ts';

const CONSOLE = join(import.meta.dirname, '../../../dist/console');
const ADDRESS = 'http://console.test';
const TYPES: Readonly<Record<string, string>> = {
  ...{ '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' },
};
/** Frames a second from which on a move looks like one. */
const SMOOTH = 24;

/** The console's picture of 5,000 elements in a browser without a GPU: frames that are really drawn while a hand moves it. */
export const pictureProof: ProofPart = {
  name: 'picture',
  async run({ quick = false }) {
    const chromium = chromiumPath();
    if (chromium === undefined) return [skipped('no chromium at CHROMIUM_PATH or /usr/bin/chromium')];
    if (!existsSync(join(CONSOLE, 'index.html'))) return [skipped('the console is not built: npm run build')];
    const browser = await openBrowser(chromium);
    try {
      return await measure(browser.page, quick);
    } finally {
      await browser.close();
    }
  },
};

function skipped(why: string): ProofRow {
  return { metric: 'picture of 5,000 elements', value: `skipped: ${why}`, target: `>= ${SMOOTH}`, pass: undefined };
}

async function measure(page: Page, quick: boolean): Promise<readonly ProofRow[]> {
  const picture = largePicture();
  await watchFrames(page);
  await page.route('**/*', (route) => answer(route, picture));
  await page.goto(`${ADDRESS}/network?nodes=person:p0`);
  await page.getByText(`${picture.nodes.length.toLocaleString('en-US')} nodes`).waitFor();
  const moves = await drawnFrames(page, quick ? 1 : 3);
  return moves.map(({ move, perSecond }) => ({
    metric: `console, ${picture.nodes.length} nodes and ${picture.links.length} links, WebGL in software: ${move}`,
    value: `${perSecond.toFixed(0)} frames/s`,
    target: `>= ${SMOOTH}`,
    pass: perSecond >= SMOOTH,
  }));
}

/** The console from the build, the picture from here, and nothing else of the API. */
function answer(route: Route, picture: ReturnType<typeof largePicture>): Promise<void> {
  const { pathname } = new URL(route.request().url());
  if (pathname === '/v1/session') return route.fulfill({ json: { name: 'A', email: 'a@console.test', role: 'admin' } });
  if (pathname === '/v1/network/surroundings') return route.fulfill({ json: picture });
  if (pathname.startsWith('/v1/')) return route.fulfill({ status: 404, json: { code: 'NONE', detail: '', hint: '' } });
  const file = extname(pathname) === '' ? 'index.html' : pathname;
  const path = join(CONSOLE, file);
  if (!existsSync(path)) return route.fulfill({ status: 404, body: '' });
  return route.fulfill({ body: readFileSync(path), contentType: TYPES[extname(file)] ?? 'application/octet-stream' });
}
