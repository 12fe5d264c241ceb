import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createRng } from '#base';
import { addAuto } from './auto.ts';
import { addReport } from './report.ts';

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
  readonly error: { readonly code: string };
}

async function tally(...words: string[]): Promise<Printed> {
  const texts: string[] = [];
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation((text) => texts.push(String(text)) > 0);
  try {
    const program = new Command('tally');
    const group = program.command('learn');
    addAuto(group);
    addReport(group);
    await program.parseAsync(['learn', ...words, '--json'], { from: 'user' });
  } finally {
    spy.mockRestore();
  }
  return JSON.parse(texts.join('')) as Printed;
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
