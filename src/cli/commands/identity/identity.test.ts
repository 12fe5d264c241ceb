import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { syntheticPeople } from '#identity';
import { createFrame, int32Column, valueAt, writeTable } from '#table';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
let folder = '';
let pair = '';

interface Answer {
  readonly [name: string]: unknown;
  readonly error?: { readonly code: string };
}

function tally(...args: string[]): Promise<Answer> {
  const command = ['--import', 'tsx', '--conditions=source', 'src/cli/main.ts', 'identity', ...args, '--json'];
  return new Promise((resolve) => {
    execFile(process.execPath, command, { cwd: root, maxBuffer: 1 << 26 }, (_, out) =>
      resolve(JSON.parse(out) as Answer),
    );
  });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tally-identity-'));
  const { frame, person } = syntheticPeople({ people: 120, records: 3, noise: 0.2, seed: 5 });
  await writeTable(frame, join(folder, 'people.csv'));
  const [ids] = frame.columns;
  pair = ids === undefined ? '' : `${valueAt(ids, 0)},${valueAt(ids, 1)}`;
  if (ids !== undefined)
    await writeTable(createFrame({ id: ids, cluster: int32Column(person) }), join(folder, 'truth.csv'));
});

afterAll(() => rm(folder, { recursive: true }));

describe('tally identity', () => {
  it('links a file, explains a pair, draws it, and judges the links', async () => {
    const files = {
      out: join(folder, 'pairs.csv'),
      clusters: join(folder, 'clusters.csv'),
      plot: join(folder, 'why.html'),
    };
    const data = join(folder, 'people.csv');
    const args = ['--data', data, '--id', 'record', '--out', files.out, '--clusters', files.clusters];
    const linked = await tally('link', ...args, '--explain', pair, '--plot', files.plot);
    expect(linked['records']).toBeGreaterThan(200);
    expect(linked['explanation']).toMatchObject({ left: pair.split(',')[0] });
    expect(await readFile(files.out, 'utf8')).toMatch(/^id_l,id_r,probability,weight\n/);
    expect(await readFile(files.plot, 'utf8')).toContain('<svg');
    const svg = join(folder, 'why.svg');
    const [a = '', b = ''] = pair.split(',');
    const explained = await tally('explain', '--data', data, '--id', 'record', '--a', a, '--b', b, '--svg', svg);
    expect(explained).toEqual(linked['explanation']);
    expect(await readFile(svg, 'utf8')).toMatch(/^<svg/);
    const judged = await tally('eval', '--pairs', files.out, '--truth', join(folder, 'truth.csv'));
    expect(judged['f1']).toBeGreaterThan(0.9);
  }, 30_000);

  it('says what is wrong with bad input', async () => {
    const path = join(folder, 'bad.csv');
    await writeFile(path, 'a,b\n1,2\n3,4\n');
    const answers = await Promise.all([
      tally('link', '--data', path),
      tally('link', '--data', join(folder, 'none.csv')),
      tally('link', '--data', path, '--threshold', '7'),
    ]);
    expect(answers.map(({ error }) => error?.code)).toEqual([
      'IDENTITY_LINK_COLUMNS',
      'IDENTITY_LINK_FILE',
      'CLI_OPTION',
    ]);
  }, 30_000);
});
