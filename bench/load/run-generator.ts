import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { TallyError } from '#base';
import type { LoadPlan, LoadResult } from './generator.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** Runs the load generator in a process of its own. */
export async function runGenerator(plan: LoadPlan): Promise<LoadResult> {
  const file = resolve(import.meta.dirname, 'generator.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', '--conditions=source', file, JSON.stringify(plan)], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk) => (output += String(chunk)));
  child.stderr.on('data', (chunk) => (errors += String(chunk)));
  const code = await new Promise((done) => child.once('close', done));
  if (code === 0) return JSON.parse(output) as LoadResult;
  throw new TallyError('BENCH_GENERATOR', `the load generator ended with ${code}: ${errors.slice(-2000)}`);
}
