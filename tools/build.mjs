// Builds everything that runs: dist from the sources, the console, the prepared data directory. Skips when current.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { buildKernels } from './build-kernels.mjs';
import { bundleRooms } from './bundle-rooms.mjs';
import { sourceStamp } from './stamp.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const stampFile = join(root, 'dist', '.stamp');

function run(what, [tool, ...args], directory = root) {
  const start = performance.now();
  execFileSync(process.execPath, [join(root, 'node_modules', tool), ...args], {
    cwd: directory,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  say(what, start);
}

function say(what, start) {
  process.stderr.write(`built ${what} in ${((performance.now() - start) / 1000).toFixed(1)} s\n`);
}

export function isBuilt() {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === sourceStamp(root);
}

/** Builds beside the old build and swaps when all of it is there, so that a failed build breaks nothing. */
export async function build() {
  const stamp = sourceStamp(root);
  const draft = join(root, 'dist.new');
  rmSync(draft, { recursive: true, force: true });
  run('dist', ['typescript/bin/tsc', '-p', 'tsconfig.build.json', '--outDir', draft]);
  const rooms = performance.now();
  await bundleRooms(draft);
  say('the rooms', rooms);
  const kernels = performance.now();
  await buildKernels([pathToFileURL(join(root, 'src/learn/tree/')), pathToFileURL(join(draft, 'learn/tree/'))]);
  say('the kernels', kernels);
  run(
    'the console',
    ['vite/bin/vite.js', 'build', '--logLevel', 'warn', '--outDir', join(draft, 'console')],
    join(root, 'console'),
  );
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  renameSync(draft, join(root, 'dist'));
  const start = performance.now();
  mkdirSync(join(root, 'dist', 'prepared'), { recursive: true });
  const { prepareDataDirectory } = await import(pathToFileURL(join(root, 'dist/store/index.js')).href);
  const { platformMigrations } = await import(pathToFileURL(join(root, 'dist/server/index.js')).href);
  await prepareDataDirectory({ migrations: platformMigrations });
  say('the data directory', start);
  writeFileSync(stampFile, stamp);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes('--force') || !isBuilt()) await build();
}
