import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gbdt, ndcg } from '#learn';
import { createFrame, float64Column, type Frame } from '#table';
import type { ProofPart } from '../row.ts';

const BAR = 0.578;

interface RankSet {
  readonly frame: Frame;
  readonly relevance: Float64Array;
  readonly groups: Int32Array;
}

/** LambdaMART on the LightGBM example: 50 trees, learnt on its training queries, judged on its test queries. */
export const rankingProof: ProofPart = {
  name: 'ranking',
  async run({ data, seed, note }) {
    const metric = 'LambdaMART: NDCG@3, 50 trees, LightGBM rank example';
    const folder = data === undefined ? '' : join(data, 'ltr');
    if (!existsSync(join(folder, 'rank.train'))) {
      return [{ metric, value: 'the reference data folder is absent', target: `>= ${BAR}`, pass: undefined }];
    }
    note('ranking');
    const [train, test] = [readSet(folder, 'rank.train'), readSet(folder, 'rank.test')];
    const settings = { trees: 50, learningRate: 0.1, growth: 'leaf', maxLeaves: 31, maxDepth: 64 } as const;
    const more = { rowSample: 1, featureSample: 1, minChildWeight: 5, l2: 0 };
    const model = await gbdt({ ...settings, ...more }).fit(
      train.frame,
      { kind: 'ranking', relevance: train.relevance },
      { seed, groups: train.groups },
    );
    const scores = model.predict(test.frame);
    const at = (k: number): number => ndcg(test.relevance, scores, { k, groups: test.groups });
    const others = [1, 5, 10].map((k) => `@${k} ${at(k).toFixed(4)}`).join(', ');
    return [{ metric, value: `${at(3).toFixed(4)} (${others})`, target: `>= ${BAR}`, pass: at(3) >= BAR }];
  },
};

const FEATURES = 301;

/** A libsvm file with sparse features and its query sizes; what is absent is 0. */
function readSet(folder: string, name: string): RankSet {
  const lines = readFileSync(join(folder, name), 'utf8').trim().split('\n');
  const columns = Array.from({ length: FEATURES }, () => new Float64Array(lines.length));
  const relevance = new Float64Array(lines.length);
  lines.forEach((line, row) => {
    const [grade, ...pairs] = line.trim().split(/\s+/);
    relevance[row] = Number(grade);
    for (const pair of pairs) {
      const [feature, value] = pair.split(':').map(Number) as [number, number];
      const values = columns[feature];
      if (values !== undefined) values[row] = value;
    }
  });
  const sizes = readFileSync(join(folder, `${name}.query`), 'utf8')
    .trim()
    .split('\n')
    .map(Number);
  const groups = Int32Array.from(sizes.flatMap((size, query) => Array.from({ length: size }, () => query)));
  return {
    frame: createFrame(columns.map((values, f) => [`f${f}`, float64Column(values)] as const)),
    relevance,
    groups,
  };
}
