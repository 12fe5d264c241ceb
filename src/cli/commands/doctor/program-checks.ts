import { existsSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { fail, ok, warn, type Check } from './check.ts';

const ROOT = new URL('../../../../', import.meta.url);
const OLDEST = [20, 19] as const;

/** Checks of the program itself. */
export const programChecks: readonly Check[] = [
  {
    name: 'node',
    run() {
      const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
      const isRecent = major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
      return isRecent ? ok(process.version) : fail(process.version, `install Node ${OLDEST.join('.')} or newer`);
    },
  },
  {
    name: 'build',
    async run() {
      if (!existsSync(new URL('dist/cli/main.js', ROOT))) return fail('not built', 'run "npm run build"');
      const build = new URL('tools/build.mjs', ROOT);
      // A package from the registry comes built and without tools.
      if (!existsSync(build)) return ok('built');
      const { isBuilt } = (await import(pathToFileURL(fileURLToPath(build)).href)) as { isBuilt: () => boolean };
      return isBuilt() ? ok('current') : warn('older than the sources', 'run "npm run build"');
    },
  },
  {
    name: 'console',
    run: () =>
      existsSync(new URL('dist/console/index.html', ROOT)) ? ok('built') : warn('not built', 'run "npm run build"'),
  },
];
