import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createRng } from '#base';
import { printedBy } from '../printed-by.ts';
import { learnCommands } from './learn.ts';

const folder = mkdtempSync(join(tmpdir(), 'cli-learn-'));
const loans = join(folder, 'loans.csv');
const rng = createRng(1);
const lines = Array.from({ length: 400 }, (_, i) => {
  const age = 20 + rng.below(50);
  const isBad = rng.chance(age < 35 ? 0.6 : 0.2);
  return `${i},${age},${rng.below(2) === 0 ? 'own' : 'rent'},7,,${isBad ? 'bad' : 'good'}`;
});
writeFileSync(loans, `id,age,home,seven,nothing,outcome\n${lines.join('\n')}\n`);

/** What the commands print, as far as the tests look. */
interface Printed {
  readonly auc: number;
  readonly folds: readonly { readonly rows: number }[];
  readonly ignored: unknown;
  readonly unknownCategories: unknown;
  readonly error: { readonly code: string; readonly hint: string };
}

/** Runs the command with --json and returns what it printed. */
async function tally(...words: string[]): Promise<Printed> {
  return JSON.parse(await printedBy(learnCommands, ['learn', ...words, '--json'])) as Printed;
}

afterEach(() => {
  process.exitCode = 0;
});

const data = ['--data', loans, '--target', 'outcome', '--drop', 'id'];

describe('tally learn cv', () => {
  it('prints means and folds, the same for the same seed', async () => {
    const result = await tally('cv', ...data, '--folds', '4', '--seed', '7', '--model', 'logit');
    expect(result).toMatchObject({ model: 'logit', positive: 'bad', rows: 400 });
    expect(result.folds).toHaveLength(4);
    expect(Object.keys(result.folds[0] ?? {})).toEqual(['auc', 'ks', 'logloss', 'brier', 'rows', 'bads']);
    expect(result.auc).toBeGreaterThan(0.6);
    expect(result.ignored).toEqual([
      { name: 'seven', reason: 'constant' },
      { name: 'nothing', reason: 'all missing' },
    ]);
    expect(await tally('cv', ...data, '--folds', '4', '--seed', '7', '--model', 'logit')).toEqual(result);
  });

  it('takes the folds of a file', async () => {
    const folds = join(folder, 'folds.csv');
    writeFileSync(folds, `row,fold\n${lines.map((_, row) => `${row},${row % 2}`).join('\n')}\n`);
    const { folds: results } = await tally('cv', ...data, '--fold-file', folds);
    expect(results.map(({ rows }) => rows)).toEqual([200, 200]);
  });

  it('says clearly what is wrong', async () => {
    const header = join(folder, 'header.csv');
    writeFileSync(header, 'age,outcome\n');
    const codes = [
      [['--data', loans, '--target', 'outcom'], 'TABLE_COLUMN_UNKNOWN'],
      [['--data', loans, '--target', 'age'], 'LEARN_LABEL_NOT_BINARY'],
      [['--data', loans, '--target', 'home'], 'LEARN_LABEL_AMBIGUOUS'],
      [['--data', join(folder, 'absent.csv'), '--target', 'y'], 'TABLE_FILE_MISSING'],
      [['--data', header, '--target', 'outcome'], 'CLI_NO_ROWS'],
      [[...data, '--folds', '300'], 'LEARN_FOLDS'],
      [[...data, '--folds', 'five'], 'CLI_OPTION'],
      [[...data, '--model', 'oracle'], 'LEARN_MODEL_UNKNOWN'],
    ] as const;
    for (const [words, code] of codes) {
      const { error } = await tally('cv', ...words);
      expect([code, error.code]).toEqual([code, code]);
      expect(error.hint).not.toBe('');
    }
    expect(process.exitCode).toBe(1);
  });
});

describe('tally learn train and predict', () => {
  it('save a model and score a file with it', async () => {
    const [model, scored] = [join(folder, 'model.json'), join(folder, 'scored.csv')];
    const trained = await tally('train', ...data, '--out', model, '--valid', loans);
    expect(trained).toMatchObject({ model: 'gbdt', positive: 'bad', train: { rows: 400 }, valid: { rows: 400 } });
    const result = await tally('predict', '--model', model, '--data', loans, '--out', scored);
    expect(result).toMatchObject({ rows: 400, unknownCategories: [] });
    const [head, first] = readFileSync(scored, 'utf8').split('\n');
    expect(head).toBe('row,score');
    expect(first).toMatch(/^0,0\.\d+$/);
  });

  it('name unknown categories, and refuse what is no model', async () => {
    const model = join(folder, 'model.json');
    await tally('train', ...data, '--model', 'logit', '--out', model);
    const strange = join(folder, 'strange.csv');
    writeFileSync(strange, 'age,home\n30,boat\n40,own\n');
    const result = await tally('predict', '--model', model, '--data', strange, '--out', join(folder, 'out.parquet'));
    expect(result.unknownCategories).toEqual([{ name: 'home', rows: 1, examples: ['boat'] }]);
    const failures = [
      await tally('predict', '--model', loans, '--data', strange, '--out', model),
      await tally('train', ...data, '--out', join(folder, 'no', 'model.json')),
    ];
    expect(failures.map(({ error }) => error.code)).toEqual(['CLI_MODEL_FILE', 'CLI_OUT_FILE']);
  });
});
