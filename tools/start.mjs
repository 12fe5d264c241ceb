// npm start: rebuilds when the sources changed since the build, then starts.
import { build, isBuilt } from './build.mjs';

if (!isBuilt()) {
  process.stderr.write('the sources changed since the last build: building\n');
  await build();
}
process.argv.splice(2, 0, 'start');
await import('../bin/tally.mjs');
