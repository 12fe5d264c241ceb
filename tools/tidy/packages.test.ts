import { describe, expect, it } from 'vitest';
import { importsOf, isConsole, isSource, readProject } from './project.ts';

const manifest = JSON.parse(readProject((path) => path === 'package.json')[0]?.text ?? '{}') as {
  dependencies: Record<string, string>;
};
const architecture = readProject((path) => path === 'ARCHITECTURE.md')[0]?.text ?? '';

describe('dependencies', () => {
  it('have a written reason each', () => {
    const unexplained = Object.keys(manifest.dependencies).filter((name) => !architecture.includes(`\`${name}\``));
    expect(unexplained).toEqual([]);
  });

  it('are the only packages that the product imports', () => {
    const foreign = readProject(isSource).flatMap(({ path, text }) =>
      importsOf(text)
        .filter((specifier) => !/^(\.|#|node:)/.test(specifier))
        .map((specifier) =>
          specifier.startsWith('@') ? specifier.split('/').slice(0, 2).join('/') : (specifier.split('/')[0] ?? ''),
        )
        .filter((name) => !(name in manifest.dependencies) && !/\/(contract|testing|check)\//.test(path))
        .map((name) => `${path} imports ${name}`),
    );
    expect(foreign).toEqual([]);
  });

  it('stay out of the console, which knows the server by its types alone', () => {
    const wrong = readProject(isConsole).flatMap(({ path, text }) =>
      [...text.matchAll(/(?:^|\n)import (?!type )[^'"]*from '([^']*src\/server[^']*)'/g)].map(
        (match) => `${path} imports ${match[1]}`,
      ),
    );
    expect(wrong).toEqual([]);
  });

  it('leave no registry host in the lock file', () => {
    const lock = readProject((path) => path === 'package-lock.json')[0]?.text ?? '';
    expect(lock.match(/"resolved": "https?:/g)).toBeNull();
  });
});
