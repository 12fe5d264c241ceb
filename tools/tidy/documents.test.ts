import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isConsole, isSource, projectPaths, readProject, root } from './project.ts';

const documents = readProject((path) => path.endsWith('.md'));
const code = readProject((path) => isSource(path) || isConsole(path));

/** Error codes: a room in capitals, an underscore, what happened. Only these rooms make codes. */
const CODE =
  /'((?:BASE|STORE|TABLE|STREAM|GRAPH|LEARN|LEDGER|WORLD|IDENTITY|FACTORS|DECIDE|SCORES|NETWORK|LEND|SERVER|SDK|CLI)_[A-Z0-9_]+)'/g;

describe('documents', () => {
  it('list every error code, and no code that does not exist', () => {
    const used = new Set(code.flatMap(({ text }) => [...text.matchAll(CODE)].map((match) => match[1] ?? '')));
    const listed = documents
      .filter(({ path }) => path.startsWith('docs/errors/'))
      .flatMap(({ text }) => [...text.matchAll(/^\| `?([A-Z]+_[A-Z0-9_]+)`? \|/gm)].map((match) => match[1] ?? ''));
    expect({ undocumented: [...used].filter((name) => !listed.includes(name)).sort() }).toEqual({ undocumented: [] });
    expect({ unknown: listed.filter((name) => !used.has(name)).sort() }).toEqual({ unknown: [] });
  });

  it('link only to what exists', () => {
    const broken = documents.flatMap(({ path, text }) =>
      [...text.matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)[^)]*\)/g)]
        .map((match) => match[1] ?? '')
        .filter((target) => !existsSync(join(root, dirname(path), target)))
        .map((target) => `${path} -> ${target}`),
    );
    expect(broken).toEqual([]);
  });

  it('have one title each and keep their length', () => {
    const titles = documents.filter(
      ({ path, text }) => path !== 'LICENSE' && (withoutCode(text).match(/^# /gm)?.length ?? 0) !== 1,
    );
    expect(titles.map(({ path }) => path)).toEqual([]);
    const limits: Readonly<Record<string, number>> = { 'README.md': 150, 'CONTRIBUTING.md': 150 };
    const long = documents.filter(({ path, text }) => text.split('\n').length > (limits[path] ?? Infinity));
    expect(long.map(({ path }) => path)).toEqual([]);
  });

  it('name no path of a machine and no registry', () => {
    const everything = readProject((path) => !/\.(png|gz|parquet)$/.test(path) && !path.startsWith('tools/tidy/'));
    const found = everything.filter(({ text }) =>
      /(^|[\s"'`(])\/(work|root|home\/\w+)\/|registry\.npmjs|pypi\.org/m.test(text),
    );
    expect(found.map(({ path }) => path)).toEqual([]);
  });

  it('carry no blob over 256 KiB', () => {
    const large = readProject(() => true).filter(({ path, bytes }) => bytes > 262_144 && path !== 'package-lock.json');
    expect(large.map(({ path }) => path)).toEqual([]);
    expect(projectPaths().length).toBeGreaterThan(100);
  });
});

function withoutCode(text: string): string {
  return text.replace(/```[\s\S]*?```/g, '');
}
