// Compiles the WebAssembly kernels of learn beside the code that loads them.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const sources = new URL('../src/learn/assembly/', import.meta.url);

/** The compiled kernels: SIMD, on a memory that the caller brings. */
export async function compileKernels() {
  const output = {};
  const options = [
    '-O3',
    '--noAssert',
    '--runtime',
    'stub',
    '--enable',
    'simd',
    '--enable',
    'bulk-memory',
    '--enable',
    'threads',
  ];
  const memory = ['--importMemory', '--sharedMemory', '--initialMemory', '1', '--maximumMemory', '65536'];
  const { error, stderr } = await asc.main(['kernels.ts', '--outFile', 'kernels.wasm', ...options, ...memory], {
    readFile: (name) => (/^\w+\.ts$/.test(name) ? readFileSync(new URL(name, sources), 'utf8') : null),
    writeFile: (name, contents) => void (output[name] = contents),
    listFiles: () => [],
  });
  if (error) throw new Error(`the kernels do not compile: ${stderr.toString()}`);
  return output['kernels.wasm'];
}

/** Writes `kernels.wasm` into each folder. */
export async function buildKernels(folders) {
  const bytes = await compileKernels();
  for (const folder of folders) writeFileSync(new URL('kernels.wasm', folder), bytes);
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await buildKernels([new URL('../src/learn/tree/', import.meta.url)]);
