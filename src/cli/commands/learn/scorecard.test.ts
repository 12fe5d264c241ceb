import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { DuckDBInstance } from '@duckdb/node-api';
import { createRng } from '#base';
import { importScorecardPmml, loadModel } from '#learn';
import { readTable } from '#table';
import { printedBy } from '../../printed-by.ts';
import { learnCommands } from '../learn.ts';

const folder = mkdtempSync(join(tmpdir(), 'cli-scorecard-'));
const loans = join(folder, 'loans.csv');
const rng = createRng(4);
const lines = Array.from({ length: 900 }, (_, i) => {
  const age = rng.chance(0.1) ? '' : String(20 + rng.below(50));
  const debt = rng.chance(0.1) ? 99 : rng.below(10) / 2;
  const home = rng.chance(0.05) ? '' : ["o'wn", 'rent', 'parents'][rng.below(3)];
  const risk = 0.15 + (Number(age) < 35 ? 0.3 : 0) + (home === 'rent' ? 0.2 : 0) + (debt === 99 ? 0.2 : debt / 20);
  return `${age},${debt},${home},2026-0${1 + (i % 6)}-15,${rng.chance(risk) ? 1 : 0}`;
});
writeFileSync(loans, `age,debt,home,day,bad\n${lines.join('\n')}\n`);

interface Printed {
  readonly splits: number[];
  readonly groups: string[][];
  readonly trend: string;
  readonly bins: readonly {
    readonly bin: string;
    readonly kind: string;
    readonly count: number;
    readonly iv: number;
  }[];
  readonly rows: number;
  readonly iv: number;
  readonly gini: number;
  readonly error: { readonly code: string; readonly hint: string };
}

async function written(words: readonly string[]): Promise<string> {
  return await printedBy(learnCommands, ['learn', ...words]);
}

async function tally(...words: string[]): Promise<Printed> {
  return JSON.parse(await written([...words, '--json'])) as Printed;
}

afterEach(() => {
  process.exitCode = 0;
});

const data = ['--data', loans, '--target', 'bad'];

describe('tally learn bin', () => {
  it('prints cuts, counts and totals', async () => {
    const result = await tally('bin', ...data, '--feature', 'age', '--trend', 'descending', '--max-bins', '3');
    expect(result.trend).toBe('descending');
    expect(result.splits.length).toBeGreaterThan(0);
    expect(result.bins).toHaveLength(result.splits.length + 2);
    expect(result.rows).toBe(900);
    expect(result.bins.reduce((sum, { count }) => sum + count, 0)).toBe(900);
    expect(result.bins.reduce((sum, { iv }) => sum + iv, 0)).toBeCloseTo(result.iv, 12);
    const text = await written(['bin', ...data, '--feature', 'age']);
    expect(text).toContain('missing');
    expect(text).toMatch(/gini 0\.\d+/);
  });

  it('takes special codes, categories and dates', async () => {
    const debt = await tally('bin', ...data, '--feature', 'debt', '--special', '99', '--date', 'day');
    expect(debt.bins.filter(({ kind }) => kind === 'special').map(({ bin }) => bin)).toEqual(['special 99']);
    const home = await tally('bin', ...data, '--feature', 'home');
    expect(home.groups.flat().sort()).toEqual(["o'wn", 'parents', 'rent']);
  });

  it('refuses unknown shapes and columns', async () => {
    expect((await tally('bin', ...data, '--feature', 'age', '--trend', 'up')).error.code).toBe('LEARN_SETTINGS');
    expect((await tally('bin', ...data, '--feature', 'agee')).error.code).toBe('TABLE_COLUMN_UNKNOWN');
    const bad = await tally('bin', ...data, '--feature', 'age', '--special', 'x');
    expect(bad.error).toMatchObject({ code: 'CLI_OPTION', hint: expect.stringContaining('--special') as string });
  });
});

describe('tally learn export', () => {
  const model = join(folder, 'model.json');
  const exported = async (format: string): Promise<string> => {
    const out = join(folder, `card.${format}`);
    await tally('export', '--model', model, '--format', format, '--out', out);
    return readFileSync(out, 'utf8');
  };

  it('writes scorecards that score in SQL, JavaScript and PMML as the model does', async () => {
    await tally('train', ...data, '--drop', 'day', '--model', 'scorecard', '--out', model);
    const frame = await readTable(loans);
    const expected = loadModel(JSON.parse(readFileSync(model, 'utf8'))).predict(frame);

    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    await connection.run(`create table applications as select * from read_csv('${loans}')`);
    const answer = await connection.runAndReadAll(await exported('sql'));
    const rows = answer.getRowObjects();
    rows.forEach(({ probability }, row) => expect(Number(probability)).toBeCloseTo(expected[row] ?? NaN, 12));
    expect(rows).toHaveLength(900);
    connection.closeSync();
    instance.closeSync();

    // eslint-disable-next-line no-new-func -- the exported text is meant to be run
    const score = new Function(`${await exported('js')}; return scorecard;`)() as (row: object) => {
      probability: number;
    };
    const [age, debt, home] = (lines[7] ?? '').split(',');
    const chance = score({ age: age === '' ? null : Number(age), debt: Number(debt), home: home === '' ? null : home });
    expect(chance.probability).toBeCloseTo(expected[7] ?? NaN, 12);

    const back = importScorecardPmml(await exported('pmml')).predict(frame);
    back.forEach((value, row) => expect(value).toBeCloseTo(expected[row] ?? NaN, 12));
    expect(JSON.parse(await exported('json'))).toMatchObject({ format: 'tallystick.scorecard' });
  });

  it('names the formats that fit a model', async () => {
    await tally('train', ...data, '--drop', 'day', '--model', 'logit', '--out', model);
    const result = await tally('export', '--model', model, '--format', 'sql', '--out', join(folder, 'x'));
    expect(result.error.code).toBe('CLI_OPTION');
  });
});
