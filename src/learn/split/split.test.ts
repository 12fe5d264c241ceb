import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFrame, float64Column, int32Column, stringColumn } from '#table';
import { sampleData } from '../check/sample-data.ts';
import {
  binaryLabel,
  crossValidate,
  foldRows,
  foldsFromFrame,
  logit,
  splitTarget,
  stratifiedFolds,
  timeSplit,
  unknownCategories,
} from '../index.ts';

describe('stratifiedFolds', () => {
  it('deals each class evenly and every row once, by seed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 1 }), { minLength: 30, maxLength: 200 }),
        fc.integer({ min: 2, max: 5 }),
        (list, count) => {
          const label = Float64Array.from([...list, ...Array<number>(10).fill(0), ...Array<number>(10).fill(1)]);
          const folds = stratifiedFolds(label, count, 1);
          for (const value of [0, 1]) {
            const sizes = Array.from(
              { length: count },
              (_, fold) => folds.of.filter((f, row) => f === fold && label[row] === value).length,
            );
            expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
          }
          expect(folds).toEqual(stratifiedFolds(label, count, 1));
          expect(foldRows(folds, 0).train.length + foldRows(folds, 0).test.length).toBe(label.length);
        },
      ),
      { seed: 2 },
    );
  });

  it('refuses more folds than rows of a class', () => {
    expect(() => stratifiedFolds(Float64Array.of(0, 0, 0, 1), 2, 1)).toThrowError(
      expect.objectContaining({ code: 'LEARN_FOLDS' }),
    );
  });
});

describe('foldsFromFrame', () => {
  const table = (row: number[], fold: number[]) =>
    createFrame({ row: int32Column(Int32Array.from(row)), fold: int32Column(Int32Array.from(fold)) });

  it('reads folds in any order and from any number', () => {
    expect([...foldsFromFrame(table([2, 0, 1], [7, 3, 7]), 3).of]).toEqual([0, 1, 1]);
  });

  it('refuses rows that are missing, doubled or outside', () => {
    for (const rows of [
      [0, 1],
      [0, 1, 1],
      [0, 1, 3],
    ]) {
      expect(() =>
        foldsFromFrame(
          table(
            rows,
            rows.map((row) => row % 2),
          ),
          3,
        ),
      ).toThrowError(expect.objectContaining({ code: 'LEARN_FOLDS' }));
    }
  });
});

describe('timeSplit', () => {
  it('trains on the past', () => {
    const { train, test } = timeSplit(Int32Array.of(5, 1, 9, 5), 5);
    expect([[...train], [...test]]).toEqual([[1], [0, 2, 3]]);
  });
});

describe('binaryLabel', () => {
  const read = (texts: (string | null)[], positive?: string) =>
    binaryLabel(createFrame({ y: stringColumn(texts) }), 'y', positive);

  it('takes the usual names of an event, or the one it is told', () => {
    expect([...read(['good', 'Bad', 'good']).label]).toEqual([0, 1, 0]);
    expect([...read(['good', 'Bad', 'good'], 'good').label]).toEqual([1, 0, 1]);
    expect([...binaryLabel(createFrame({ y: float64Column(Float64Array.of(1, 0)) }), 'y').label]).toEqual([1, 0]);
  });

  it('refuses what it cannot decide, and says what is there', () => {
    expect(() => read(['up', 'down'])).toThrowError(expect.objectContaining({ code: 'LEARN_LABEL_AMBIGUOUS' }));
    expect(() => read(['up', 'down'], 'left')).toThrowError(expect.objectContaining({ code: 'LEARN_LABEL_AMBIGUOUS' }));
    expect(() => read(['a', 'b', 'c'])).toThrowError(expect.objectContaining({ code: 'LEARN_LABEL_NOT_BINARY' }));
    expect(() => read(['yes', null])).toThrowError(expect.objectContaining({ code: 'LEARN_LABEL_MISSING' }));
    expect(() => splitTarget(createFrame({ bad: float64Column(Float64Array.of(0, 1)) }), 'bda')).toThrowError(
      expect.objectContaining({ code: 'TABLE_COLUMN_UNKNOWN', hint: 'did you mean "bad"?' }),
    );
  });
});

describe('crossValidate', () => {
  it('scores every row by a model that has not seen it', async () => {
    const { frame, label } = sampleData(600, 4);
    const result = await crossValidate(logit(), { frame, label, folds: stratifiedFolds(label, 4, 4) });
    expect(result.folds.map(({ rows }) => rows).reduce((sum, rows) => sum + rows)).toBe(600);
    expect(result.auc).toBeGreaterThan(0.75);
    expect(result.scores.every((score) => score > 0 && score < 1)).toBe(true);
  });
});

describe('unknownCategories', () => {
  it('names texts that the model has not learnt', () => {
    const frame = createFrame({ job: stringColumn(['clerk', 'pilot', null, 'pilot']) });
    expect(unknownCategories(frame, [{ name: 'job', kind: 'category', categories: ['clerk'] }])).toEqual([
      { name: 'job', rows: 2, examples: ['pilot'] },
    ]);
  });
});
