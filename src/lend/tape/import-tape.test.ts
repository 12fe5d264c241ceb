import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isTallyError, parseDay, sha256 } from '#base';
import { openScratchDatabase, storeMigrations, type ScratchDatabase } from '#store';
import { column, readTable, valueAt, writeTable } from '#table';
import {
  importTape,
  openTapeBook,
  parseTapeMapping,
  tapeMigrations,
  tapePreset,
  tapePresets,
  tapeVintages,
} from './index.ts';
import type { TapeMappingInput } from './mapping.ts';

const folder = mkdtempSync(join(tmpdir(), 'tape-'));
let scratch: ScratchDatabase;

beforeAll(async () => {
  scratch = await openScratchDatabase({ migrations: [...storeMigrations, ...tapeMigrations] });
});
afterAll(async () => {
  await scratch.remove();
  rmSync(folder, { recursive: true });
});

const mapping: TapeMappingInput = {
  name: 'made-up',
  fields: {
    applicationRef: { column: 'loan' },
    currency: { column: 'money', values: { dollar: 'USD', yen: 'JPY' } },
    amountMinor: { column: 'amount', unit: 'major' },
    termMonths: { column: 'years', unit: 'years' },
    aprBps: { column: 'rate', unit: 'percent' },
    disbursedOn: { column: 'paid_out', format: 'us' },
    badOn: { column: 'failed', format: 'iso' },
  },
  target: { column: 'end', good: ['ok'], bad: ['default'], otherwise: 'unknown' },
  features: [
    'amount',
    { column: 'rate', kind: 'number' },
    { column: 'home', codes: { R: 'rent', O: 'own' } },
    { column: 'age', unknown: ['0'] },
  ],
  drop: [{ column: 'failed', reason: 'known only afterwards' }],
};

const HEADER = 'loan,money,amount,years,rate,paid_out,failed,end,home,age';

function fileOf(name: string, lines: readonly string[]): string {
  const path = join(folder, name);
  const text = `${[HEADER, ...lines].join('\n')}\n`;
  writeFileSync(path, name.endsWith('.gz') ? gzipSync(text) : text);
  return path;
}

const GOOD = ['01,dollar,1000.50,2,13.99%,1/31/2024,,ok,R,30', '02,yen,5000,1,7%,2/1/2024,2024-05-06,default,O,0'];
const OPEN = '03,euro,700,1,7%,,,running,X,41';

async function importing(file: string, options: { name?: string; mapping?: unknown; tenant?: string } = {}) {
  const book = openTapeBook(scratch.db, options.tenant ?? sha256(file).slice(0, 8));
  const mappings = [parseTapeMapping(options.mapping ?? mapping)];
  return await importTape({ file, mappings, name: options.name, book, folder: join(folder, 'tapes'), now: 5 });
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  return await work.then(
    () => 'none',
    (error: unknown) => (isTallyError(error) ? error.code : String(error)),
  );
}

describe('importTape', () => {
  it('reads units, dates and values, and leaves unknown what the tape does not say', async () => {
    const file = fileOf('units.csv.gz', [...GOOD, OPEN]);
    const done = await importing(file, { tenant: 'units' });
    expect(done).toMatchObject({ rows: 3, good: 1, bad: 1, unknown: 1, badRate: 0.5, rejected: 0, rejectedFile: null });
    expect(done.fields.unknown).toEqual(['product', 'appliedOn', 'outstandingMinor', 'status']);
    expect(done.undocumented).toMatchObject({ money: 1, age: 1 });
    const loans = await scratch.db.query("select * from tape_loan where tenant = 'units' order by row_no");
    const [first, second, third] = loans as Record<string, unknown>[];
    expect(first).toMatchObject({
      application_ref: '01',
      currency: 'USD',
      amount_minor: 100_050,
      term_months: 24,
      apr_bps: 1399,
      bad_on: null,
    });
    expect(first?.['disbursed_on']).toBe(parseDay('2024-01-31'));
    expect(second).toMatchObject({
      currency: 'JPY',
      amount_minor: 5000,
      outcome: 'bad',
      bad_on: parseDay('2024-05-06'),
    });
    expect(third).toMatchObject({ currency: null, amount_minor: null, disbursed_on: null, outcome: 'unknown' });
  });

  it('writes a training file of the known outcomes alone, without what leaks', async () => {
    const { trainingFile } = await importing(fileOf('training.csv', [OPEN, ...GOOD]));
    const frame = await readTable(trainingFile);
    expect(frame.names).toEqual(['amount', 'rate', 'home', 'age', 'bad']);
    expect(frame.names.map((name) => valueAt(column(frame, name), 0))).toEqual([1000.5, 13.99, 'rent', 30, 0]);
    expect(frame.names.map((name) => valueAt(column(frame, name), 1))).toEqual([5000, 7, 'own', null, 1]);
  });

  it('keeps good rows and writes the others beside the file with row, column and reason', async () => {
    const filler = Array.from({ length: 20 }, (_, i) => `${i + 10},dollar,${i + 1},1,9%,1/2/2024,,ok,R,${20 + i}`);
    const broken = [
      '90,dollar,-5,1,9%,1/2/2024,,ok,R,20',
      '91,dollar,5,1,9%,13/45/2024,,ok,R,20',
      '92,dollar,5,1,9%',
      '93,dollar,5,1,9%,1/2/2024,,ok,R,old',
    ];
    const file = fileOf('broken.csv', [...GOOD, ...broken, ...filler]);
    const done = await importing(file);
    expect(done).toMatchObject({ rows: 22, rejected: 4, rejectedFile: `${file}.rejected.csv` });
    const rejected = readFileSync(`${file}.rejected.csv`, 'utf8').trim().split('\n');
    expect(rejected).toHaveLength(5);
    expect(rejected[1]).toMatch(/^3,amount,.*amountMinor is -500/);
    expect(rejected[2]).toMatch(/^4,paid_out,.*13\/45\/2024/);
    expect(rejected[3]).toMatch(/^5,,5 fields in place of 10/);
    expect(rejected[4]).toMatch(/^6,age,/);
  });

  it('does nothing the second time, whatever it is called', async () => {
    const file = fileOf('twice.csv', GOOD);
    const first = await importing(file);
    const second = await importing(file, { name: 'another' });
    expect(second).toEqual({ ...first, imported: false });
  });

  it('makes the training file again when it is gone', async () => {
    const file = fileOf('again.csv', GOOD);
    const { trainingFile } = await importing(file);
    rmSync(trainingFile);
    expect(await importing(file)).toMatchObject({ imported: true, rows: 2 });
    expect(existsSync(trainingFile)).toBe(true);
  });

  it('reads Parquet as it reads CSV', async () => {
    const path = join(folder, 'same.parquet');
    await writeTable(await readTable(fileOf('same.csv', [...GOOD, OPEN]), { types: { loan: 'string' } }), path);
    expect(await importing(path)).toMatchObject({ rows: 3, good: 1, bad: 1, unknown: 1 });
    const [first] = await scratch.db.query<{ disbursed_on: number }>(
      `select disbursed_on from tape_loan where tenant = '${sha256(path).slice(0, 8)}' and row_no = 1`,
    );
    expect(first?.disbursed_on).toBe(parseDay('2024-01-31'));
  });

  it('sorts loans into vintages', async () => {
    const { tape } = await importing(fileOf('vintages.csv', [...GOOD, OPEN]), { tenant: 'vintages' });
    expect(await tapeVintages(scratch.db, 'vintages', tape)).toMatchObject([
      { month: '2024-01', loans: 1, good: 1, bad: 0, amountMinor: 100_050 },
      { month: '2024-02', loans: 1, bad: 1 },
      { month: null, loans: 1, unknown: 1, amountMinor: null },
    ]);
  });

  it.each([
    ['a missing file', () => importing(join(folder, 'no.csv')), 'LEND_TAPE_FILE'],
    [
      'an empty file',
      () => (writeFileSync(join(folder, 'empty.csv'), ''), importing(join(folder, 'empty.csv'))),
      'TABLE_FILE_EMPTY',
    ],
    ['a header alone', () => importing(fileOf('header.csv', [])), 'LEND_TAPE_NO_ROWS'],
    [
      'nothing but bad rows',
      () => importing(fileOf('bad.csv', ['1,dollar,-5,1,9%,1/2/2024,,ok,R,20'])),
      'LEND_TAPE_NO_ROWS',
    ],
    ['a name that is none', () => importing(fileOf('name.csv', GOOD), { name: '../x' }), 'LEND_TAPE_NAME'],
    [
      'a wrong mapping',
      () => importing(fileOf('map.csv', GOOD), { mapping: { name: 'x', fields: { amount: {} } } }),
      'LEND_TAPE_MAPPING',
    ],
    ['an unknown preset', async () => tapePreset('taiwam'), 'LEND_TAPE_PRESET'],
  ])('refuses %s', async (_what, work: () => Promise<unknown>, code) => {
    expect(await codeOf(Promise.resolve().then(work))).toBe(code);
  });

  it('names the columns that a file lacks and what looks like them', async () => {
    const path = join(folder, 'other.csv');
    writeFileSync(path, 'loan,money,amounts,end\n1,dollar,5,ok\n');
    const failure = await importing(path).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'LEND_TAPE_COLUMNS' });
    expect((failure as Error).message).toContain('"amount" (nearest: "amounts")');
  });
});

const data = process.env['TALLY_DATA'] ?? join(import.meta.dirname, '../../../../shared/data');
const credit = join(data, 'credit');
const REAL = [
  ['lending-club', 'lending_club_2016', { rows: 9857, bad: 517, unknown: 0 }],
  ['lending-club', 'lending_club_2018', { rows: 10_000, bad: 73, unknown: 9480 }],
  ['sba', 'sba_case', { rows: 2101, bad: 686, unknown: 0 }],
  ['taiwan', 'taiwan', { rows: 30_000, bad: 6636, unknown: 0 }],
  ['german', 'german', { rows: 1000, bad: 300, unknown: 0 }],
] as const;

describe('presets', () => {
  it('are valid mappings', () => {
    expect(tapePresets.flatMap(tapePreset).map(({ name }) => name)).toHaveLength(6);
  });

  it.runIf(existsSync(credit)).each(REAL)('%s reads %s whole', async (preset, name, counts) => {
    const file = join(credit, `${name}.csv.gz`);
    const book = openTapeBook(scratch.db, 'real');
    const done = await importTape({ file, mappings: tapePreset(preset), book, folder: join(folder, 'real'), now: 0 });
    expect(done).toMatchObject({ ...counts, rejected: 0 });
    expect((await readTable(done.trainingFile)).rows).toBe(done.good + done.bad);
  });
});
