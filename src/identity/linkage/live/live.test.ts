import { valueAt } from '#table';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildTable } from '../columns/build-table.ts';
import { linkRecords, type Linkage } from '../link-records.ts';
import { syntheticPeople } from '../testing/synthetic-people.ts';
import { createMatchIndex, modelForTable, type MatchIndex } from './match-index.ts';

const people = syntheticPeople({ people: 150, records: 3, noise: 0.15, seed: 3 });

function record(row: number): Record<string, string | null> {
  const { names, columns } = people.frame;
  return Object.fromEntries(
    names.map((name, at) => [name, (columns[at] && valueAt(columns[at], row)) as string | null]),
  );
}

describe('createMatchIndex', () => {
  let linkage: Linkage;
  let index: MatchIndex;
  beforeAll(async () => {
    linkage = await linkRecords(buildTable(people.frame, { id: 'record' }));
    index = createMatchIndex(linkage);
  });

  it('finds a record by itself, with the evidence that linking gives the pair', () => {
    const row = linkage.pairs.left[0] as number;
    const other = linkage.pairs.right[0] as number;
    const id = linkage.table.ids[row] as string;
    const raw = record(Number(id.split('-')[1]));
    const matches = index.match(raw);
    expect(matches.map((match) => match.id)).toContain(id);
    const twin = matches.find((match) => match.id === linkage.table.ids[other]);
    expect(twin?.bits).toBeCloseTo(linkage.pairs.bits[0] as number, 9);
    expect(twin?.cluster).toBe(linkage.table.ids[linkage.clusters[row] as number]);
    const why = index.explain(raw, linkage.table.ids[other] as string);
    expect(why?.totalBits).toBeCloseTo(twin?.bits ?? NaN, 9);
  });

  it('finds people by values that it never saw, and nobody for a stranger', () => {
    const raw = record(0);
    const [best] = index.match({ ...raw, first_name: `${raw['first_name']}x`, full_name: null });
    expect(best?.id).toBeDefined();
    expect(index.match({ first_name: 'qqzz', surname: 'wxyz', dob: '1650-07-19' })).toEqual([]);
    expect(index.match({})).toEqual([]);
  });

  it('is not changed by questions', () => {
    const raw = record(5);
    const before = index.match(raw);
    for (let row = 0; row < 50; row++) index.match({ ...record(row), surname: `new ${row}` });
    expect(index.match(raw)).toEqual(before);
  });

  it('takes a model from a sample', () => {
    const model = modelForTable(linkage, 2 * linkage.table.rows);
    expect(model.prior).toBeCloseTo(linkage.model.prior / 2, 12);
  });
});
