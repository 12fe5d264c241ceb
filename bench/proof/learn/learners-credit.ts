import { join } from 'node:path';
import {
  auc,
  fitIsolationForest,
  fitKMeans,
  foldsFromFrame,
  knn,
  logit,
  splitTarget,
  svm,
  type Estimator,
} from '#learn';
import { readTable, take, type Frame } from '#table';
import type { LearnerCase } from './learners.ts';

interface Split {
  readonly train: Frame;
  readonly label: Float64Array;
  readonly test: Frame;
  readonly truth: Float64Array;
}

/** Learners on the first stored fold of the Taiwan cards: trained on the other four, judged on it. */
export async function creditLearners(data: string): Promise<LearnerCase[]> {
  const split = await taiwan(data);
  const fitted = async (estimator: Estimator): Promise<Float64Array> => {
    const model = await estimator.fit(split.train, { kind: 'binary', label: split.label });
    return model.predict(split.test);
  };
  const judge = (estimator: Estimator) => async () => auc(split.truth, await fitted(estimator));
  const figure = 'auc' as const;
  return [
    { metric: 'logit, L2: AUC, taiwan', task: 'logit', figure, allowed: 1e-4, own: judge(logit()) },
    {
      metric: 'logit, elastic net: AUC, taiwan',
      task: 'elastic',
      figure,
      allowed: 1e-4,
      own: judge(logit({ l1: 25, l2: 25 })),
    },
    { metric: 'svm: AUC, taiwan', task: 'svm', figure, allowed: 0.005, own: judge(svm({ c: 0.01 })) },
    { metric: 'knn by graph: AUC, taiwan', task: 'knn', figure, allowed: 0.005, own: judge(knn()) },
    {
      metric: 'isolation forest: AUC of oddness for default, taiwan, mean of 8 seeds',
      task: 'isolation-forest',
      figure,
      allowed: 0.005,
      own: () => isolation(split),
    },
    {
      metric: 'k-means, 8 clusters, best of 30 starts: inertia, taiwan',
      task: 'k-means',
      figure: 'inertia',
      allowed: 0.005,
      own: async () => (await fitKMeans(split.train, { clusters: 8, starts: 30 })).inertia,
    },
  ];
}

async function isolation({ train, test, truth }: Split): Promise<number> {
  let sum = 0;
  for (let seed = 0; seed < 8; seed++) {
    sum += auc(truth, (await fitIsolationForest(train, { trees: 500, seed })).score(test));
  }
  return sum / 8;
}

async function taiwan(data: string): Promise<Split> {
  const table = await readTable(join(data, 'credit', 'taiwan.csv.gz'));
  const { frame, label } = splitTarget(table, 'default.payment.next.month', { drop: ['ID'] });
  const folds = foldsFromFrame(await readTable(join(data, 'credit', 'folds', 'taiwan.csv.gz')), table.rows);
  const all = Int32Array.from({ length: table.rows }, (_, row) => row);
  const [train, test] = [all.filter((row) => folds.of[row] !== 0), all.filter((row) => folds.of[row] === 0)];
  const pick = (rows: Int32Array): Float64Array => Float64Array.from(rows, (row) => label[row] as number);
  return { train: take(frame, train), label: pick(train), test: take(frame, test), truth: pick(test) };
}
