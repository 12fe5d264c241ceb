import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '#base';
import { crossValidate, foldsFromFrame, gbdt, splitTarget, type CrossValidation } from '#learn';
import { readTable } from '#table';
import type { ProofPart, ProofRow } from '../row.ts';

interface CreditSet {
  readonly name: string;
  readonly target: string;
  readonly drop: readonly string[];
  /** AUC to reach, mean over the stored folds. */
  readonly bar: number;
}

const SETS: readonly CreditSet[] = [
  { name: 'taiwan', target: 'default.payment.next.month', drop: ['ID'], bar: 0.778 },
  { name: 'gmsc', target: 'SeriousDlqin2yrs', drop: ['id'], bar: 0.862 },
  { name: 'german', target: 'bad', drop: [], bar: 0.77 },
];

/** Boosting with its defaults on public credit data: the stored five folds, trained on four, judged on the fifth. */
export const creditFolds: ProofPart = {
  name: 'credit-folds',
  run: async ({ seed, data, note }) => {
    const folder = data === undefined ? undefined : join(data, 'credit');
    const rows: ProofRow[] = [];
    for (const set of SETS) {
      note(`cross-validating ${set.name}`);
      rows.push(...(await judge(set, folder, seed)));
    }
    return rows;
  },
};

async function judge(set: CreditSet, folder: string | undefined, seed: number): Promise<ProofRow[]> {
  const metric = `${set.name}: AUC of boosting, mean of the stored folds`;
  const target = `>= ${set.bar}`;
  if (folder === undefined || !existsSync(join(folder, `${set.name}.csv.gz`))) {
    return [{ metric, value: 'the reference data folder is absent (set TALLY_DATA)', target, pass: undefined }];
  }
  const start = systemClock.now();
  const result = await validate(set, folder, seed);
  const seconds = (systemClock.now() - start) / 1000;
  const folds = result.folds.map((fold) => fold.auc.toFixed(4)).join(' ');
  return [
    { metric, value: `${result.auc.toFixed(4)} (${folds})`, target, pass: result.auc >= set.bar },
    {
      metric: `${set.name}: KS, log-loss, time`,
      value: `${result.ks.toFixed(4)}, ${result.logloss.toFixed(4)}, ${seconds.toFixed(1)} s`,
      target: '-',
      pass: undefined,
    },
  ];
}

async function validate(set: CreditSet, folder: string, seed: number): Promise<CrossValidation> {
  const table = await readTable(join(folder, `${set.name}.csv.gz`));
  const { frame, label } = splitTarget(table, set.target, { drop: set.drop });
  const folds = foldsFromFrame(await readTable(join(folder, 'folds', `${set.name}.csv.gz`)), table.rows);
  return crossValidate(gbdt(), { frame, label, folds }, { seed });
}
