import { describe, expect, it } from 'vitest';
import { createFrame, stringColumn } from '#table';
import { coefficientTable } from './coefficient-table.ts';
import { logit } from './logit.ts';
import { twoSidedTail } from './normal-tail.ts';

describe('twoSidedTail', () => {
  it('equals published values of the normal distribution', () => {
    const known = [
      [0, 1],
      [1, 0.317_310_507_862_914_1],
      [1.959_963_984_540_054, 0.05],
      [2.5, 0.012_419_330_651_552_318],
      [3, 0.002_699_796_063_260_19],
      [6, 1.973_175_290_075_4e-9],
    ] as const;
    for (const [z, tail] of known) expect(Math.abs(twoSidedTail(-z) - tail)).toBeLessThan(1e-7 * tail + 1e-16);
    expect(twoSidedTail(NaN)).toBeNaN();
  });
});

describe('coefficientTable', () => {
  it('gives the Wald test of a log odds ratio in the units of the column', async () => {
    const group = stringColumn(Array.from({ length: 200 }, (_, row) => (row < 100 ? 'x' : 'y')));
    const label = Float64Array.from({ length: 200 }, (_, row) => Number(row < 100 ? row < 30 : row < 160));
    const model = await logit({ l2: 0 }).fit(createFrame({ group }), { kind: 'binary', label });
    const [line] = coefficientTable(model);
    const error = Math.sqrt(1 / 30 + 1 / 70 + 1 / 60 + 1 / 40);
    expect(line).toMatchObject({ feature: 'group', term: 'y' });
    expect(line?.coefficient).toBeCloseTo(Math.log(1.5 / (3 / 7)), 8);
    expect(line?.standardError).toBeCloseTo(error, 6);
    expect(line?.z).toBeCloseTo(Math.log(3.5) / error, 5);
    expect(line?.pValue).toBeCloseTo(twoSidedTail(Math.log(3.5) / error), 6);
    expect(line?.high).toBeCloseTo(Math.log(3.5) + 1.96 * error, 3);
  });
});
