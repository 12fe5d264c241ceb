import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readTable } from '#table';
import { crossValidate, foldsFromFrame, gbdt, logit, splitTarget } from './index.ts';

const folder = join(process.env['TALLY_DATA'] ?? join(import.meta.dirname, '../../../shared/data'), 'credit');
const isThere = existsSync(join(folder, 'german.csv.gz'));

describe(`public credit data${isThere ? '' : ' (skipped: the reference data folder is absent, set TALLY_DATA)'}`, () => {
  it.runIf(isThere)('german: boosting and logistic regression reach their bars on the stored folds', async () => {
    const table = await readTable(join(folder, 'german.csv.gz'));
    const { frame, label } = splitTarget(table, 'bad');
    const folds = foldsFromFrame(await readTable(join(folder, 'folds', 'german.csv.gz')), table.rows);
    expect((await crossValidate(gbdt(), { frame, label, folds })).auc).toBeGreaterThan(0.77);
    expect((await crossValidate(logit(), { frame, label, folds })).auc).toBeGreaterThan(0.775);
  });

  it.runIf(isThere)('taiwan: logistic regression equals the reference within 0.001', async () => {
    const table = await readTable(join(folder, 'taiwan.csv.gz'));
    const { frame, label } = splitTarget(table, 'default.payment.next.month', { drop: ['ID'] });
    const folds = foldsFromFrame(await readTable(join(folder, 'folds', 'taiwan.csv.gz')), table.rows);
    expect((await crossValidate(logit(), { frame, label, folds })).auc).toBeCloseTo(0.7227, 3);
  });
});
