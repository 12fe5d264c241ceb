import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mayImport } from './floors.ts';
import { importsOf, isSource, isTest, projectPaths, readProject, root } from './project.ts';

const roomOf = (path: string): string => path.split('/')[1] ?? '';
const sources = readProject((path) => /^src\/.*\.ts$/.test(path));

describe('rooms', () => {
  it('are all on the floor table', () => {
    expect([...new Set(sources.map(({ path }) => roomOf(path)))].sort()).toEqual(Object.keys(mayImport).sort());
  });

  it('import only what lies below them, through its door', () => {
    const wrong = sources.flatMap(({ path, text }) =>
      importsOf(text)
        .filter((specifier) => specifier.startsWith('#'))
        .filter((specifier) => {
          const room = specifier.slice(1);
          const allowed = mayImport[roomOf(path)] ?? [];
          // A test stands outside the floors: it may hold its room against the rooms above.
          return isTest(path) ? !(room in mayImport) : !allowed.includes(room);
        })
        .map((specifier) => `${path} imports ${specifier}`),
    );
    expect(wrong).toEqual([]);
  });

  it('are entered by their doors alone: no relative import leaves a room', () => {
    const wrong = sources.flatMap(({ path, text }) =>
      importsOf(text)
        .filter((specifier) => specifier.startsWith('.'))
        .filter((specifier) => roomOf(posix.join(posix.dirname(path), specifier)) !== roomOf(path))
        .filter((specifier) => !(isTest(path) && specifier.includes('/tools/')))
        .map((specifier) => `${path} imports ${specifier}`),
    );
    expect(wrong).toEqual([]);
  });

  it('have a door and a README each', () => {
    const paths = new Set(projectPaths());
    const missing = Object.keys(mayImport).flatMap((room) =>
      [`src/${room}/index.ts`, `src/${room}/README.md`].filter((path) => !paths.has(path)),
    );
    expect(missing).toEqual([]);
  });

  it('hold no dead file: each is imported, or is an entry', () => {
    const entries = [/\/index\.ts$/, /worker\.ts$/, /^src\/cli\/main\.ts$/];
    const everything = readProject((path) => /\.(ts|tsx|mjs)$/.test(path));
    const imported = new Set(
      everything.flatMap(({ path, text }) =>
        importsOf(text)
          .filter((specifier) => specifier.startsWith('.'))
          .map((specifier) => posix.join(posix.dirname(path), specifier)),
      ),
    );
    const dead = sources
      .map(({ path }) => path)
      .filter((path) => isSource(path) && !entries.some((entry) => entry.test(path)) && !imported.has(path));
    expect(dead).toEqual([]);
    expect(root.length).toBeGreaterThan(1);
  });
});
