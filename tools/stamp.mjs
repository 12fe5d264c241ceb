import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const ROOTS = [
  'src',
  'console',
  'package.json',
  'package-lock.json',
  'tsconfig.build.json',
  'tools/build.mjs',
  'tools/build-kernels.mjs',
];
const SKIPPED = new Set(['node_modules', 'dist']);

/** Every source file that the build reads, in order. */
function filesBelow(root, path) {
  let entries;
  try {
    entries = readdirSync(join(root, path), { withFileTypes: true });
  } catch {
    return [path];
  }
  return entries
    .filter(({ name }) => !SKIPPED.has(name) && !name.endsWith('.test.ts') && !name.endsWith('.wasm'))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? filesBelow(root, join(path, entry.name)) : [join(path, entry.name)]));
}

/** SHA-256 over names and contents of all sources: the build is current when its stamp equals this. */
export function sourceStamp(root) {
  const hash = createHash('sha256');
  for (const path of ROOTS.flatMap((name) => filesBelow(root, name))) {
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(join(root, path)))
      .update('\0');
  }
  return hash.digest('hex');
}
