import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  compareGraphalytics,
  graphalyticsAlgorithms,
  readGraphalytics,
  runGraphalytics,
  type GraphalyticsAlgorithm,
  type GraphalyticsParameters,
} from './graphalytics.ts';

const folder = join(process.env['TALLY_DATA'] ?? '../shared/data', 'graph/graphalytics');
const isThere = existsSync(join(folder, 'params.json'));
if (!isThere) console.warn('the reference outputs of Graphalytics are not here: their tests are left out');

type Test = Partial<Record<GraphalyticsAlgorithm, GraphalyticsParameters & { readonly output: string }>> & {
  readonly directed: boolean;
  readonly adjacency?: string;
  readonly vertices?: string;
  readonly edges?: string;
};

describe.runIf(isThere)('Graphalytics', () => {
  it('has all 24 reference outputs', () => {
    const { tests } = JSON.parse(readFileSync(join(folder, 'params.json'), 'utf8')) as { tests: Record<string, Test> };
    const read = (path: string | undefined) =>
      path === undefined ? undefined : readFileSync(join(folder, path), 'utf8');
    let compared = 0;
    for (const [name, test] of Object.entries(tests)) {
      for (const algorithm of graphalyticsAlgorithms) {
        const asked = test[algorithm];
        if (asked === undefined) continue;
        const isWeighted = algorithm === 'sssp';
        const texts = { vertices: read(test.vertices), edges: read(test.edges), adjacency: read(test.adjacency) };
        const told = readGraphalytics(isWeighted ? texts : { ...texts, edges: texts.edges }, test.directed);
        const values = runGraphalytics(algorithm, told, asked);
        const wrong = compareGraphalytics(algorithm, { ids: told.ids, values }, read(asked.output) ?? '');
        expect({ name, algorithm, wrong }).toEqual({ name, algorithm, wrong: 0 });
        compared++;
      }
    }
    expect(compared).toBe(24);
  });
});

describe('reference outputs', () => {
  it('are read with their names, and a wrong one is seen', () => {
    const told = readGraphalytics({ adjacency: '2 4 9\n4 2\n9 2\n11\n' }, false);
    expect(told.ids).toEqual([2, 4, 9, 11]);
    const values = runGraphalytics('bfs', told, { source: 4 });
    expect(compareGraphalytics('bfs', { ids: told.ids, values }, '2 1\n4 0\n9 2\n11 9223372036854775807\n')).toBe(0);
    expect(compareGraphalytics('bfs', { ids: told.ids, values }, '2 1\n4 0\n9 1\n11 9223372036854775807\n')).toBe(1);
    const parts = runGraphalytics('wcc', told, {});
    expect(compareGraphalytics('wcc', { ids: told.ids, values: parts }, '2 7\n4 7\n9 7\n11 7\n')).toBe(1);
    expect(() => runGraphalytics('sssp', told, { source: 5 })).toThrow(/no vertex 5/);
  });
});
