import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createRng } from '#base';
import { printedBy } from '../../printed-by.ts';
import { learnCommands } from '../learn.ts';

const folder = mkdtempSync(join(tmpdir(), 'tally-auto-'));
const loans = join(folder, 'loans.csv');
const rng = createRng(11);
const lines = Array.from({ length: 240 }, (_, row) => {
  const income = rng.normal();
  const bad = rng.chance(income < 0 ? 0.5 : 0.15) ? 1 : 0;
  return `2026-0${1 + Math.floor(row / 40)}-15,${income.toFixed(3)},${rng.below(9)},${rng.below(2) === 0 ? 'a' : 'b'},7,${bad}`;
});
writeFileSync(loans, `day,income,debt,sex,flat,bad\n${lines.join('\n')}\n`);

interface Printed {
  readonly winner: string;
  readonly judgedOn: string;
  readonly warnings: readonly string[];
  readonly metrics: { readonly auc: number };
  readonly calibration: { readonly kind: string };
  readonly groups: readonly { readonly column: string }[];
  readonly fairness: readonly { readonly column: string }[];
  readonly rejects: { readonly rejected: number; readonly used: unknown; readonly lines: readonly unknown[] } | null;
  readonly race: { readonly winner: string; readonly windows: number };
  readonly judged: Readonly<Record<string, number>>;
  readonly error: { readonly code: string };
}

async function tally(...words: string[]): Promise<Printed> {
  return JSON.parse(await printedBy(learnCommands, ['learn', ...words, '--json'])) as Printed;
}

afterEach(() => {
  process.exitCode = 0;
});

describe('tally learn auto', () => {
  it('writes model, report and card, judged by the latest rows when there are dates', async () => {
    const out = join(folder, 'out');
    const told = await tally(
      ...['auto', '--data', loans, '--target', 'bad', '--date', 'day', '--protected', 'sex'],
      ...['--budget', '1', '--out', out],
    );
    expect(told.judgedOn).toContain('the latest');
    expect(told.warnings.join()).toContain('"flat" is left out: constant');
    expect([told.groups[0]?.column, told.fairness[0]?.column]).toEqual(['sex', 'sex']);
    expect(['none', 'platt', 'beta', 'isotonic']).toContain(told.calibration.kind);
    expect(readFileSync(join(out, 'report.html'), 'utf8')).toContain('<section id="fairness">');
    expect(readFileSync(join(out, 'card.md'), 'utf8')).toContain('## Limits');
    expect(JSON.parse(readFileSync(join(out, 'report.json'), 'utf8'))).toMatchObject({ kind: 'binary', target: 'bad' });
    const model = JSON.parse(readFileSync(join(out, 'model.json'), 'utf8')) as { features: { name: string }[] };
    expect(model.features.map(({ name }) => name)).not.toContain('sex');
    const page = join(folder, 'again.html');
    const again = await tally(
      'report',
      '--model',
      join(out, 'model.json'),
      '--data',
      loans,
      '--target',
      'bad',
      '--out',
      page,
    );
    expect(again.metrics.auc).toBeGreaterThan(0.5);
    expect(readFileSync(page, 'utf8')).toContain('<section id="ranking">');
  });

  it('compares ways to learn from rejected applicants, from a file of their own or by empty outcomes', async () => {
    const both = join(folder, 'both.csv');
    const rejects = join(folder, 'rejects.csv');
    const refused = Array.from({ length: 80 }, (_, row) => `2026-03-01,${(-1 - row / 80).toFixed(3)},${row % 9},a,7`);
    writeFileSync(
      both,
      `day,income,debt,sex,flat,bad\n${[...lines, ...refused.map((line) => `${line},`)].join('\n')}\n`,
    );
    writeFileSync(rejects, `day,income,debt,sex,flat\n${refused.join('\n')}\n`);
    const rest = ['--drop', 'day', '--budget', '1', '--out', join(folder, 'rejects')];
    const compared = await tally('auto', '--data', loans, '--target', 'bad', '--rejects', rejects, ...rest);
    expect(compared.rejects).toMatchObject({ rejected: 80, used: null });
    const used = await tally('auto', '--data', both, '--outcome', 'bad', '--reject-inference', 'parcelling', ...rest);
    expect(used.rejects).toMatchObject({ rejected: 80, used: { method: 'parcelling', factor: 2 } });
    expect(used.rejects?.lines).toEqual(compared.rejects?.lines);
    expect(readFileSync(join(folder, 'rejects', 'report.html'), 'utf8')).toContain('<section id="rejects">');
    expect(readFileSync(join(folder, 'rejects', 'card.md'), 'utf8')).toContain('taken in by parcelling');
    const wrong = [
      ['--target', 'bad', '--reject-inference', 'fuzzy'],
      ['--target', 'bad', '--rejects', rejects, '--reject-inference', 'guessing'],
      ['--outcome', 'bad', '--rejects', rejects],
    ];
    for (const words of wrong) {
      expect((await tally('auto', '--data', loans, ...words, ...rest)).error.code).toBe('CLI_OPTION');
    }
  });

  it('lets survival models race with --time and --event', async () => {
    const curves = join(folder, 'curves.csv');
    const stream = createRng(12);
    const rows = Array.from({ length: 300 }, (_, row) => {
      const risk = stream.normal();
      const [event, end] = [(4 * (1 + stream.uniform())) / (risk > 0 ? 1.5 : 0.4), 4 + 10 * stream.uniform()];
      return `${row},${risk.toFixed(3)},${stream.below(5)},${Math.min(event, end).toFixed(3)},${event < end ? 1 : 0}`;
    });
    writeFileSync(curves, `day,risk,noise,months,default\n${rows.join('\n')}\n`);
    const out = join(folder, 'survival');
    const survival = ['--data', curves, '--time', 'months', '--event', 'default'];
    const told = await tally('auto', ...survival, '--date', 'day', '--windows', '4', '--budget', '2', '--out', out);
    expect(told.race.windows).toBe(4);
    expect(told.judgedOn).toContain('the latest');
    expect(told.judged['cindex']).toBeGreaterThan(0.7);
    expect(readFileSync(join(out, 'report.html'), 'utf8')).toContain('<section id="curves">');
    expect(readFileSync(join(out, 'card.md'), 'utf8')).toContain('Censoring');
    const page = join(folder, 'curves.html');
    const again = await tally(
      'report',
      '--model',
      join(out, 'model.json'),
      ...survival,
      '--drop',
      'day',
      '--out',
      page,
    );
    expect(again.metrics).toHaveProperty('cindexIpcw');
    const guarded = await tally('auto', ...survival, '--protected', 'noise', '--out', out);
    expect(guarded.error.code).toBe('CLI_OPTION');
  });

  it('refuses what cannot be raced', async () => {
    const rest = ['--target', 'bad', '--out', join(folder, 'no')];
    const one = join(folder, 'one.csv');
    writeFileSync(one, 'x,bad\n1,0\n');
    expect((await tally('auto', '--data', one, ...rest)).error.code).toBe('LEARN_LABEL_NOT_BINARY');
    const few = join(folder, 'few.csv');
    writeFileSync(few, `x,bad\n${Array.from({ length: 40 }, (_, row) => `${row},${row === 7 ? 1 : 0}`).join('\n')}\n`);
    expect((await tally('auto', '--data', few, ...rest)).error.code).toBe('LEARN_AUTO_ROWS');
    const infinite = join(folder, 'infinite.csv');
    writeFileSync(
      infinite,
      `x,bad\n${Array.from({ length: 40 }, (_, row) => `${row === 3 ? 'Infinity' : row + 0.5},${row % 2}`).join('\n')}\n`,
    );
    expect((await tally('auto', '--data', infinite, ...rest)).error.code).toBe('LEARN_INFINITE');
    expect((await tally('auto', '--data', loans, ...rest, '--budget', '0')).error.code).toBe('CLI_OPTION');
  });
});
