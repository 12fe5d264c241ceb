import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ProofPart } from '../row.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const LIMITS = { median: 60, longest: 600, anyPerThousand: 1 } as const;

/** Size and shape of the source files of library and console, tests left out. */
export const tidyFigures: ProofPart = {
  name: 'tidy',
  run: async () => {
    const files = ['src', 'console/src'].flatMap((folder) => sourcesIn(join(ROOT, folder)));
    const read = files.map((path) => ({ path: path.slice(ROOT.length + 1), text: readFileSync(path, 'utf8') }));
    const texts = read.filter(({ text }) => !isGenerated(text));
    const sizes = texts.map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }));
    sizes.sort((a, b) => a.lines - b.lines);
    const total = sizes.reduce((sum, { lines }) => sum + lines, 0);
    const median = sizes[Math.floor(sizes.length / 2)]?.lines ?? 0;
    const longest = sizes.at(-1);
    const defaults = texts.filter(({ text }) => /^export default\b|\bas default\b/m.test(text));
    const anys = texts.reduce((sum, { text }) => sum + anyCount(text), 0);
    const perThousand = (1000 * anys) / Math.max(1, total);
    return [
      {
        metric: 'tidy: median file',
        value: `${median} lines (${sizes.length} files, ${total} lines; ${read.length - texts.length} generated left out)`,
        target: `<= ${LIMITS.median}`,
        pass: median <= LIMITS.median,
      },
      {
        metric: 'tidy: longest file',
        value: `${longest?.lines ?? 0} lines (${longest?.path ?? '-'})`,
        target: `<= ${LIMITS.longest}`,
        pass: (longest?.lines ?? 0) <= LIMITS.longest,
      },
      {
        metric: 'tidy: default exports',
        value: [defaults.length, ...defaults.map(({ path }) => path)].join(' '),
        target: '0',
        pass: defaults.length === 0,
      },
      {
        metric: 'tidy: any per 1,000 lines',
        value: `${perThousand.toFixed(2)} (${anys})`,
        target: `< ${LIMITS.anyPerThousand}`,
        pass: perThousand < LIMITS.anyPerThousand,
      },
    ];
  },
};

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.(test|d)\.tsx?$/.test(name))
    .map((name) => join(folder, name));
}

/** Generated files say by what in their first line. */
function isGenerated(text: string): boolean {
  return /^\/\* Made by tools\//.test(text);
}

/** The type `any`, not the word in comments or texts. */
function anyCount(text: string): number {
  const code = text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\/\/.*$/gm, '')
    .replace(/(['"`])(?:\\.|(?!\1)[^\\\n])*\1/g, '');
  return code.match(/[:<|&,]\s*any\b(?!\()|\bas any\b/g)?.length ?? 0;
}
