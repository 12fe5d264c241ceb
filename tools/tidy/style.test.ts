import { describe, expect, it } from 'vitest';
import { codeOnly, isConsole, isSource, isTest, lineCount, projectPaths, readProject } from './project.ts';

const code = readProject((path) => (isSource(path) || isConsole(path)) && !path.endsWith('/sdk/routes.ts'));

/** Files where a rule's reason does not hold, and why. */
const CLOCK_OWNERS = [
  'src/base/clock.ts', // the one source of time
  'src/base/date.ts', // formats an instant that it was given
];

function hits(pattern: RegExp, files = code): string[] {
  return files.flatMap(({ path, text }) => {
    const match = pattern.exec(codeOnly(text));
    return match === null ? [] : [`${path}: ${match[0].trim()}`];
  });
}

describe('style', () => {
  it('keeps files small: median at most 60 lines, none over 600, over 400 only by ratchet', () => {
    const counts = code.map(({ path, text }) => ({ path, lines: lineCount(text) }));
    const sorted = counts.map(({ lines }) => lines).sort((a, b) => a - b);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(60);
    expect(counts.filter(({ lines }) => lines > 400)).toEqual([]);
  });

  it('has no default export', () => {
    expect(hits(/^export default/m)).toEqual([]);
  });

  it('has less than one `any` in a thousand lines', () => {
    const any = code.reduce((sum, { text }) => sum + (codeOnly(text).match(/(?::|<|\bas) any\b/g)?.length ?? 0), 0);
    const lines = code.reduce((sum, { text }) => sum + lineCount(text), 0);
    expect(any / (lines / 1000)).toBeLessThan(1);
  });

  it('takes time and chance as parameters', () => {
    const rooms = code.filter(({ path }) => isSource(path) && !CLOCK_OWNERS.includes(path));
    expect(hits(/\bDate\.now\(|\bnew Date\(|\bMath\.random\(/, rooms)).toEqual([]);
    const sql = rooms.filter(({ text }) => /\bnow\(\)/.test(text.replace(/\.now\(\)|now\(\): /g, '')));
    expect(sql.map(({ path }) => path)).toEqual([]);
  });

  it('uses our own exp, log and pow where models and worlds are computed', () => {
    const kernels = code.filter(({ path }) => /^src\/(learn|world|factors|decide|scores)\//.test(path));
    expect(hits(/\bMath\.(exp|log|log2|log10|log1p|expm1|pow|sinh|cosh|tanh)\(/, kernels)).toEqual([]);
  });

  it('speaks through outputs and logs, never console.log', () => {
    expect(hits(/\bconsole\.(log|error|warn|info|debug)\(/)).toEqual([]);
  });

  it('leaves no unfinished marks', () => {
    const marks = code.filter(({ text }) => /\b(TODO|FIXME|HACK|XXX)\b/.test(text)).map(({ path }) => path);
    expect(marks).toEqual([]);
  });

  it('names no folder utils, helpers, common, misc or types', () => {
    const vague = projectPaths().filter((path) =>
      /^(src|console\/src)\/.*\/(utils|helpers|common|misc|types)\//.test(path),
    );
    expect(vague).toEqual([]);
  });

  it('skips no test but for a missing engine or data, and asserts in each file', () => {
    const tests = readProject(isTest);
    const skipped = tests.filter(({ text }) =>
      /\b(it|test|describe)\.(skip|only|todo)\(|expect\(true\)/.test(codeOnly(text)),
    );
    expect(skipped.map(({ path }) => path)).toEqual([]);
    const silent = tests.filter(({ text }) => !/expect|assert|contract|check/i.test(text)).map(({ path }) => path);
    expect(silent).toEqual([]);
  });
});
