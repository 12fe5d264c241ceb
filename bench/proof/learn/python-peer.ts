import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../..');

/** What a Python script beside the proof parts answers to JSON, or undefined when its packages are not installed. */
export function askPython(environment: string, script: string, input: unknown): unknown {
  const python = join(root, '.peers', environment, 'bin/python');
  if (!existsSync(python)) return undefined;
  const answer = execFileSync(python, [join(import.meta.dirname, script)], {
    input: JSON.stringify(input),
    maxBuffer: 1 << 30,
    env: { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' },
  });
  return JSON.parse(answer.toString()) as unknown;
}
