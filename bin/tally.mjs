#!/usr/bin/env node
import { existsSync } from 'node:fs';

const built = new URL('../dist/cli/main.js', import.meta.url);
if (!existsSync(built)) {
  process.stderr.write('tally: the build is missing; run "npm run build" in the folder of the project\n');
  process.exit(1);
}
await import(built.href);
