import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** A file of the project with its text. */
export interface ProjectFile {
  /** Path from the root, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly bytes: number;
}

/** Every file that git tracks or would track. */
export function projectPaths(): string[] {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard'];
  return execFileSync('git', args, { cwd: root, encoding: 'utf8' })
    .split('\n')
    .filter((path) => path !== '')
    .sort();
}

export function readProject(wanted: (path: string) => boolean): ProjectFile[] {
  return projectPaths()
    .filter(wanted)
    .flatMap((path) => {
      try {
        return [{ path, text: readFileSync(join(root, path), 'utf8'), bytes: statSync(join(root, path)).size }];
      } catch {
        return []; // deleted in the work tree and not yet in the index
      }
    });
}

export const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path);
/** Product code in TypeScript; AssemblyScript kernels are another language with the same ending. */
export const isSource = (path: string): boolean =>
  /^src\/.*\.ts$/.test(path) && !isTest(path) && !path.includes('/assembly/') && !path.endsWith('.d.ts');
export const isConsole = (path: string): boolean => /^console\/src\/.*\.tsx?$/.test(path);

/** Specifiers of static and dynamic imports and re-exports. */
export function importsOf(text: string): string[] {
  const pattern =
    /(?:^|\n)\s*(?:import|export)\s[^'"`;]*?from\s+'([^']+)'|(?:^|\n)import\s+'([^']+)'|import\('([^']+)'\)/g;
  return [...text.matchAll(pattern)].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
}

export function lineCount(text: string): number {
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
}

/** Code without comments and text literals, for rules about words in code. */
export function codeOnly(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|[^:])\/\/[^\n]*/g, '$1')
    .replace(/'(?:[^'\\\n]|\\.)*'/g, "''");
}
