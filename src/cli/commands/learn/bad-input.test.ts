import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createRng } from '#base';
import { printedBy } from '../../printed-by.ts';
import { learnCommands } from '../learn.ts';

const folder = mkdtempSync(join(tmpdir(), 'cli-bad-input-'));

function file(name: string, header: string, rows: readonly string[]): string {
  const path = join(folder, name);
  writeFileSync(path, `${header}\n${rows.join('\n')}\n`);
  return path;
}

interface Printed {
  readonly warnings?: readonly string[];
  readonly error?: { readonly code: string; readonly hint: string };
}

async function tally(...words: string[]): Promise<Printed> {
  return JSON.parse(await printedBy(learnCommands, ['learn', ...words, '--json'])) as Printed;
}

afterEach(() => {
  process.exitCode = 0;
});

const rng = createRng(5);
/** Rows of income, job, a late fact that equals the outcome, day and outcome. */
const rows = Array.from({ length: 240 }, (_, row) => {
  const income = rng.normal();
  const bad = rng.chance(income < 0 ? 0.5 : 0.15) ? 1 : 0;
  const job = ['clerk', 'nurse'][rng.below(2)];
  return `${income.toFixed(3)},${job},${(bad * 3 + rng.uniform()).toFixed(2)},7,,2026-0${1 + (row % 6)}-15,${bad}`;
});
const HEADER = 'income,job,late,flat,void,day,bad';

describe('bad input on the command line', () => {
  it('is a clear error where no sound model can come of it', async () => {
    const cases: readonly (readonly [code: string, header: string, rows: readonly string[]])[] = [
      ['LEARN_LABEL_NOT_BINARY', 'x,bad', ['1,0', '2,0', '3,0']],
      ['LEARN_LABEL_NOT_BINARY', 'x,bad', ['1,0']],
      ['LEARN_LABEL_MISSING', 'x,bad', ['1,0', '2,1', '3,']],
      ['LEARN_INFINITE', 'x,bad', ['inf,0', '2,1', '3,0', '4,1']],
      ['LEARN_INFINITE', 'x,bad', ['1,0', '2,1', '-Infinity,0', '4,1']],
      ['LEARN_NO_FEATURES', 'x,bad', ['7,0', '7,1', '7,0', '7,1']],
      ['LEARN_NO_FEATURES', 'x,bad', [',0', ',1', ',0', ',1']],
      ['TABLE_HEADER', 'x,x,bad', ['1,2,0', '3,4,1']],
      ['TABLE_COLUMN_UNKNOWN', 'x,good', ['1,0', '2,1']],
      ['CLI_NO_ROWS', 'x,bad', []],
    ];
    for (const [index, [code, header, lines]] of cases.entries()) {
      const data = file(`case-${index}.csv`, header, lines);
      if (lines.length === 0) writeFileSync(data, `${header}\n`);
      for (const command of ['auto', 'train']) {
        const told = await tally(command, '--data', data, '--target', 'bad', '--out', join(folder, 'none'));
        expect({ command, header, lines, code: told.error?.code }).toEqual({ command, header, lines, code });
        expect(told.error?.hint).not.toBe('');
      }
    }
  });

  it('is a warning in the report where a model can be had', async () => {
    const data = file('loans.csv', HEADER, [...rows, ...rows.slice(0, 30)]);
    const out = join(folder, 'out');
    const told = await tally('auto', '--data', data, '--target', 'bad', '--date', 'day', '--budget', '1', '--out', out);
    const text = told.warnings?.join('\n') ?? '';
    expect(text).toContain('"flat" is left out: constant');
    expect(text).toContain('"void" is left out: all missing');
    expect(text).toMatch(/"late" alone reaches an AUC of 1\.000: is it known only after the outcome\?/);
    expect(text).toMatch(/rows repeat an earlier row/);
    expect(text).toContain('not in order of their dates');
    expect(readFileSync(join(out, 'report.html'), 'utf8')).toContain('rows repeat an earlier row');
    const later = file(
      'later.csv',
      HEADER,
      rows.map((row) => row.replace('nurse', 'pilot')),
    );
    const model = join(out, 'model.json');
    const judged = await tally('report', '--model', model, '--data', later, '--target', 'bad', '--out', `${out}.html`);
    const isUsed = readFileSync(model, 'utf8').includes('nurse');
    expect(judged.warnings?.some((line) => line.includes('"job" has values unknown'))).toBe(isUsed);
  });

  it('keeps the inner folds of a race in order of time', async () => {
    const data = file(
      'ordered.csv',
      'income,day,bad',
      rows.map((row) => row.split(',')).map((c) => `${c[0]},${c[5]},${c[6]}`),
    );
    const told = await tally(
      ...['cv', '--data', data, '--target', 'bad', '--date', 'day', '--folds', '2', '--model', 'auto'],
      ...['--seed', '3'],
    );
    expect(told).toMatchObject({ model: 'auto', folds: [{ rows: 80 }, { rows: 80 }] });
    // Two months do not part into forward folds: the first race dealt its rows at random and still ended.
    expect(told.error).toBeUndefined();
  });
});
