// npm run check: format, lint, types and tidy, each to its end, so that one run shows everything.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const steps = [
  ['format', 'oxfmt', ['--check', '.']],
  ['lint', 'oxlint', []],
  ['types', 'tsc', ['-p', 'tsconfig.json']],
  ['console types', 'tsc', ['-p', 'console/tsconfig.json']],
  ['tidy', 'vitest', ['run', 'tools']],
];
const failed = steps.filter(([name, tool, args]) => {
  const { status } = spawnSync('npx', ['--no-install', tool, ...args], { cwd: root, stdio: 'inherit' });
  process.stdout.write(`${status === 0 ? 'ok    ' : 'FAILED'} ${name}\n`);
  return status !== 0;
});
process.exit(failed.length === 0 ? 0 : 1);
