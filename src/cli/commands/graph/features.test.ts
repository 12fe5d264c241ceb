import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { addFeatures } from './features.ts';
import { addOutliers } from './outliers.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tally-features-'));
  await writeFile(
    join(folder, 'edges.csv'),
    'src,dst,time,weight\na,b,2024-01-05,5\nb,c,2024-02-01,7\nc,a,2024-03-01,6\nc,c,2024-01-01,1\nb,c,2024\n"a,b,2024-01-01,1\n',
  );
  await writeFile(join(folder, 'nodes.csv'), 'id,kind,age,isFraud\na,x,30,1\nb,y,40,0\nc,x,50,\nz,y,60,1\n');
});
afterAll(() => rm(folder, { recursive: true }));

/** What a command prints with --json. */
async function told(args: readonly string[]): Promise<Record<string, unknown>> {
  const printed: string[] = [];
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
  const group = new Command('graph');
  addFeatures(group);
  addOutliers(group);
  try {
    await group.parseAsync([...args, '--json'], { from: 'user' });
  } finally {
    write.mockRestore();
  }
  return JSON.parse(printed.join('')) as Record<string, unknown>;
}

const files = (): string[] => ['--edges', join(folder, 'edges.csv'), '--nodes', join(folder, 'nodes.csv')];

describe('tally graph features', () => {
  it('counts broken rows, self loops and what is later, and writes a row a node', async () => {
    const out = join(folder, 'features.csv');
    const params = ['--params', 'sets=degree:neighbours,drop=isFraud'];
    const result = await told(['features', ...files(), '--directed', '--as-of', '2024-02-15', ...params, '--out', out]);
    expect(result).toMatchObject({ rows: 4, edges: 2, selfLoops: 1, later: 1, brokenRows: 2 });
    const lines = (await readFile(out, 'utf8')).trim().split('\n');
    expect(lines).toHaveLength(5);
    expect(lines[0]).toMatch(/^id,out_count_7d/);
    expect(lines[0]).not.toContain('isFraud');
  });
});

describe('tally graph outliers', () => {
  it('writes the oddest node first', async () => {
    const out = join(folder, 'outliers.csv');
    const result = await told(['outliers', ...files(), '--params', 'drop=isFraud', '--out', out]);
    expect(result).toMatchObject({ rows: 4, voices: ['structure', 'attributes', 'contrast'] });
    const scores = (await readFile(out, 'utf8'))
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => Number(line.split(',')[1]));
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  });
});
