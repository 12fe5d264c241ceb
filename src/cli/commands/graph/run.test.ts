import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DAY_MS } from '#base';
import { buildGraph, EDGE_COLUMNS, edgesFromFrame } from '#graph';
import { fromFuture } from './from-future.ts';
import { readEdges } from './read-edges.ts';

describe('edges of a file, as graph run reads them', () => {
  it('tells self loops, repeats, rows without ends, broken rows and edges from the future', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tally-edges-'));
    try {
      const path = join(folder, 'edges.csv');
      const lines = ['a,b,2026-01-01', 'b,a,2026-01-02', 'a,a,2026-01-03', ',b,2026-01-04', 'b,c', 'b,c,2030-01-01'];
      writeFileSync(path, `src,dst,time\n${lines.join('\n')}\n`);
      const { frame, broken } = await readEdges(path, 'src');
      const table = edgesFromFrame(frame, { columns: EDGE_COLUMNS });
      const { faults } = buildGraph(table.edges, false);
      expect({ ...faults, broken, withoutEnds: table.withoutEnds }).toEqual({
        ...{ selfLoops: 1, duplicates: 1, broken: 1, withoutEnds: 1 },
      });
      expect(fromFuture(table, Date.UTC(2026, 5, 1))).toBe(1);
      expect(fromFuture({ ...table, perDay: 1 }, 0)).toBe(0);
      expect(fromFuture({ ...table, times: Float64Array.of(10, 86_400 * 3), perDay: 86_400 }, 2 * DAY_MS)).toBe(1);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
