import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { standardPack } from '#factors';
import { printedBy } from '../../printed-by.ts';
import { factorCommands } from '../factors.ts';

const folder = mkdtempSync(join(tmpdir(), 'cli-factors-'));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

async function tally(
  ...words: string[]
): Promise<Record<string, unknown> & { error?: { code: string; hint: string } }> {
  return JSON.parse(await printedBy(factorCommands, ['factors', ...words, '--json'])) as Record<string, unknown>;
}

afterEach(() => {
  process.exitCode = 0;
});

const events = file(
  'events.csv',
  `id,person,occurred_at,recorded_at,kind,amount
1,a,2024-01-10T10:00:00Z,2024-01-10T10:00:00Z,buy,10
2,a,2024-01-05T10:00:00Z,2024-01-05T10:00:00Z,buy,5
3,a,2024-01-11T10:00:00Z,2024-02-20T10:00:00Z,buy,100
3,a,2024-01-11T10:00:00Z,2024-02-20T10:00:00Z,buy,100
4,a,2024-01-12T10:00:00Z,2024-01-12T10:00:00Z,view,many
5,b,2020-01-12T10:00:00Z,2024-01-12T10:00:00Z,buy,7
`,
);
const labels = file(
  'labels.csv',
  `row,person,as_of,bad
1,a,2024-01-12 12:00:00,1
2,b,2024-01-12 12:00:00,0
3,a,2024-03-01 12:00:00,1
4,,2024-03-01 12:00:00,0
`,
);
const defs = file(
  'defs.json',
  JSON.stringify({
    factors: [
      { name: 'spent', entity: 'person', source: 'buy', value: 'amount', aggregate: 'sum', window: '60d' },
      { name: 'views', entity: 'person', source: 'view', aggregate: 'count', window: '1d' },
      { name: 'spent per view', op: 'ratio', of: ['spent', 'views'] },
    ],
  }),
);
const files = ['--events', events, '--labels', labels, '--defs', defs];

describe('tally factors', () => {
  it('backfills point-in-time, keeps the labels as they are, and tells what was odd', async () => {
    const outs: string[][] = [];
    for (const engine of ['columnar', 'reference', 'duckdb']) {
      const out = join(folder, `${engine}.csv`);
      const told = await tally('backfill', ...files, '--id', 'id', '--out', out, '--engine', engine);
      expect(told).toMatchObject({
        ...{ labels: 4, factors: 3, repeatedIds: 1, outOfOrder: 2, yearsLate: 1, withoutKey: { person: 1 } },
        ...{ divisionsByZero: 2, unreadableNumbers: { amount: 1 }, missingCells: 5 },
      });
      outs.push(readFileSync(out, 'utf8').split('\n'));
    }
    expect(outs[0]?.slice(0, 4)).toEqual([
      'row,person,as_of,bad,spent,views,spent per view',
      '1,a,2024-01-12 12:00:00,1,15.0,1.0,15.0',
      '2,b,2024-01-12 12:00:00,0,0.0,0.0,',
      '3,a,2024-03-01 12:00:00,1,115.0,0.0,',
    ]);
    expect(outs[1]).toEqual(outs[0]);
    expect(outs[2]).toEqual(outs[0]);
  });

  it('says what is wrong with definitions and columns', async () => {
    const odd = (factor: object): string => file('odd.json', JSON.stringify({ factors: [{ name: 'x', ...factor }] }));
    const cases: readonly (readonly [object, string, RegExp])[] = [
      [{ entity: 'person', aggregate: 'cuont' }, 'FACTORS_DEFINITION', /no aggregate "cuont"/],
      [{ entity: 'person', aggregate: 'sum' }, 'FACTORS_DEFINITION', /needs a "value"/],
      [{ entity: 'person', aggregate: 'count', window: '30x' }, 'FACTORS_DEFINITION', /window/],
      [{ entity: 'person', aggregate: 'count', window: '3y' }, 'FACTORS_DEFINITION', /out of range/],
      [{ entity: 'person', aggregate: 'count', windows: '3d' }, 'FACTORS_DEFINITION', /no field "windows"/],
      [
        { entity: 'person', aggregate: 'count', where: { field: 'kind', op: '~', value: 1 } },
        'FACTORS_DEFINITION',
        /op/,
      ],
      [{ op: 'ratio', of: ['y', 'z'] }, 'FACTORS_DEFINITION', /not defined before/],
      [{ entity: 'person', aggregate: 'sum', value: 'amuont' }, 'FACTORS_COLUMN_UNKNOWN', /amuont/],
      [{ entity: 'persn', aggregate: 'count' }, 'FACTORS_COLUMN_UNKNOWN', /persn/],
      [{ entity: 'person', aggregate: 'sum', value: 'kind' }, 'FACTORS_COLUMN_TYPE', /texts/],
    ];
    for (const [factor, code, message] of cases) {
      const told = await tally(
        'backfill',
        '--events',
        events,
        '--labels',
        labels,
        '--defs',
        odd(factor),
        '--out',
        join(folder, 'x.csv'),
      );
      expect({ factor, error: told.error }).toMatchObject({
        factor,
        error: { code, message: expect.stringMatching(message) },
      });
      expect(told.error?.hint).not.toBe('');
    }
  });

  it('lists and shows the packs and the aggregates', async () => {
    const { factors, count } = (await tally('list', '--pack', 'standard')) as unknown as {
      count: number;
      factors: { backfill: boolean }[];
    };
    expect(count).toBe(standardPack.length);
    expect(factors.filter(({ backfill }) => backfill).length).toBeGreaterThan(100);
    const { aggregates } = (await tally('list', '--aggregates')) as unknown as { aggregates: unknown[] };
    expect(aggregates.length).toBeGreaterThanOrEqual(40);
    expect(await tally('show', 'application.amount')).toMatchObject({
      pack: 'application',
      files: { aggregate: 'last' },
    });
    expect((await tally('show', 'application.amuont')).error?.hint).toContain('application.amount');
    expect((await tally('list', '--pack', 'velocty')).error?.hint).toContain('velocity');
  });

  it('finds any factor of the catalogue by name, base or derived', async () => {
    const { count, catalogue, factors } = await tally('list', '--search', '夜间', '--limit', '5', '--derived');
    expect(count).toBeGreaterThan(10);
    expect(catalogue).toMatchObject({ packs: 15 });
    expect(factors).toHaveLength(5);
    const { factors: drawn } = await tally('list', '--random', '20', '--seed', '7');
    expect(drawn).toEqual((await tally('list', '--random', '20', '--seed', '7'))['factors']);
    for (const { name } of drawn as { name: string }[]) {
      expect(await tally('show', name)).toMatchObject({ name, reason: { zh: expect.stringContaining('：') } });
      expect((await tally('sql', name, '--dialect', 'spark'))['sql']).toContain(name);
    }
    expect((await tally('show', 'bank.salary_in.sum_91d')).error?.code).toBe('FACTORS_NAME_UNKNOWN');
  });

  it('says whose each event is, and computes names of the catalogue alone', async () => {
    const seen = file(
      'seen.csv',
      `occurred_at,kind,id_national_id,id_phone,id_account,network,lender
2024-05-01T08:00:00Z,lender.enquired,n1,,,,l1
2024-05-02T08:00:00Z,session.started,,,a1,10.0.0.0/24,
2024-05-03T08:00:00Z,session.started,,,a2,10.0.0.0/24,
2024-05-04T08:00:00Z,application.submitted,n1,p1,a1,,
2024-05-04T09:00:00Z,lender.enquired,n1,,,,l2
`,
    );
    const asked = file('asked.csv', 'id_phone,as_of\np1,2024-05-04 08:30:00\np1,2024-05-05 08:30:00\n');
    const out = join(folder, 'named.csv');
    const names = [
      'difference:elsewhere.lenders.distinct_30d:elsewhere.lenders.distinct_1d',
      'sharing.network_accounts.distinct_7d',
    ];
    await tally('backfill', '--events', seen, '--labels', asked, '--names', names.join(), '--identify', '--out', out);
    expect(readFileSync(out, 'utf8').trim().split('\n')).toEqual([
      `id_phone,as_of,${names.join()}`,
      'p1,2024-05-04 08:30:00,1.0,2.0',
      'p1,2024-05-05 08:30:00,1.0,2.0',
    ]);
  });

  it('writes SQL for three dialects', async () => {
    for (const [dialect, word] of [
      ['duckdb', 'list_reduce'],
      ['postgres', 'array_agg'],
      ['spark', 'collect_list'],
    ]) {
      const { sql } = await tally('sql', 'spent per view', '--defs', defs, '--dialect', String(dialect));
      expect(String(sql)).toContain(word);
      expect(String(sql)).toContain('nullif');
    }
  });

  it('proves engines on random histories', async () => {
    const { engines } = await tally('conformance', '--histories', '1');
    expect(engines).toMatchObject({ columnar: { different: 0 }, duckdb: { different: 0 } });
  });
});
