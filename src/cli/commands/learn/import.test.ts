import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { printedBy } from '../../printed-by.ts';
import { learnCommands } from '../learn.ts';

const folder = mkdtempSync(join(tmpdir(), 'cli-import-'));
const path = (name: string): string => join(folder, name);

async function tally(...words: string[]): Promise<Record<string, unknown>> {
  return JSON.parse(await printedBy(learnCommands, ['learn', ...words, '--json'])) as Record<string, unknown>;
}

afterEach(() => {
  process.exitCode = 0;
});

describe('tally learn import and export', () => {
  it('pass a model through both formats and predict the same', async () => {
    const rows = Array.from({ length: 400 }, (_, i) => {
      const [age, home] = [20 + ((i * 7) % 41), ['own', 'rent', 'other'][i % 3]];
      return `${age},${home},${(age + (i % 3) * 9 + (i % 5) * 4) % 40 < 20 ? 1 : 0}`;
    });
    writeFileSync(path('loans.csv'), `age,home,bad\n${rows.join('\n')}\n`);
    const data = ['--data', path('loans.csv')];
    await tally('train', ...data, '--target', 'bad', '--params', 'trees=20', '--out', path('model.json'));
    await tally('export', '--model', path('model.json'), '--format', 'lightgbm', '--out', path('model.txt'));
    const read = await tally('import', path('model.txt'), '--from', 'lightgbm', '--out', path('back.json'));
    expect(read).toMatchObject({ from: 'lightgbm', kind: 'gbdt', target: 'binary', features: ['age', 'home'] });
    for (const model of ['model', 'back']) {
      await tally('predict', '--model', path(`${model}.json`), ...data, '--out', path(`${model}.csv`));
    }
    expect(readFileSync(path('back.csv'), 'utf8')).toBe(readFileSync(path('model.csv'), 'utf8'));
    await tally('export', '--model', path('back.json'), '--format', 'xgboost', '--out', path('model.xgb.json'));
    const again = await tally('import', path('model.xgb.json'), '--from', 'xgboost', '--out', path('again.json'));
    expect(again).toMatchObject({ from: 'xgboost', outputs: 1 });
  });

  it('say what is wrong with a file', async () => {
    writeFileSync(path('broken.txt'), 'tree\nversion=v4\n');
    const words = [path('broken.txt'), '--from', 'lightgbm', '--out', path('none.json')];
    expect(await tally('import', ...words)).toMatchObject({ error: { code: 'LEARN_IMPORT_FORMAT' } });
    words[2] = 'catboost';
    expect(await tally('import', ...words)).toMatchObject({ error: { code: 'CLI_OPTION' } });
    expect(await tally('import', path('absent'), '--from', 'onnx', '--out', path('none.json'))).toMatchObject({
      error: { code: 'CLI_MODEL_FILE' },
    });
  });
});
