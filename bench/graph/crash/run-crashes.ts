import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Rng } from '#base';
import { differences, recovered } from './durable-edges.ts';

export interface Crashes {
  readonly kills: number;
  readonly during: Readonly<Record<string, number>>;
  readonly acknowledged: number;
  /** Acknowledged edges that were not in the log after a kill. */
  readonly lost: number;
  /** Arcs of the recovered stores that should not be, or should be and are not. */
  readonly wrong: number;
}

/** Kills a writer again and again, most often while it merges or saves, and looks at what is left each time. */
export async function runCrashes(rng: Rng, kills: number): Promise<Crashes> {
  const folder = mkdtempSync(join(tmpdir(), 'tally-crash-'));
  const during: Record<string, number> = {};
  let [acknowledged, lost, wrong] = [0, 0, 0];
  try {
    for (let kill = 0; kill < kills; kill++) {
      const phase = ['merging', 'saving', 'merging', 'idle'][kill % 4] as string;
      const told = await killedIn(folder, { phase, after: rng.below(5), pause: rng.below(6) });
      during[phase] = (during[phase] ?? 0) + 1;
      acknowledged = Math.max(acknowledged, told);
      const { store, edges } = recovered(folder);
      lost += Math.max(0, told - edges);
      wrong += differences(store, edges);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { kills, during, acknowledged, lost, wrong };
}

/** Starts the writer, kills it a moment after it told of a phase so many times, and answers what it had acknowledged. */
function killedIn(
  folder: string,
  { phase, after, pause }: { readonly phase: string; readonly after: number; readonly pause: number },
): Promise<number> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', '--conditions=source', join(import.meta.dirname, 'child.ts'), folder],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let [acknowledged, left, rest] = [0, after, ''];
  return new Promise((done, failed) => {
    child.once('error', failed);
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (line.startsWith('ack ')) acknowledged = Number(line.slice(4));
        else if (line === phase && left-- === 0) setTimeout(() => child.kill('SIGKILL'), pause);
      }
    });
    child.once('close', (_, signal) => {
      if (signal === 'SIGKILL') done(acknowledged);
      else failed(new Error('the writer ended by itself'));
    });
  });
}
