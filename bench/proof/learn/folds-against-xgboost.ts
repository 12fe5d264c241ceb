import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { crossValidate, foldsFromFrame, gbdt, splitTarget, type Estimator } from '#learn';
import { createFrame, float64Column, readTable, valueAt, type Column, type Frame } from '#table';
import type { ProofPart, ProofRow } from '../row.ts';
import { creditSets, type CreditSet } from './credit-sets.ts';
import { askPython } from './python-peer.ts';

/** How far below XGBoost a set may be. */
const TOLERANCE = 0.001;

/** Small sets differ by seed more than by engine: they are averaged over many seeds, both here and there. */
const [MANY_SEEDS, MANY_SEEDS_BELOW] = [25, 12_000] as const;

/** Boosting against XGBoost on the stored folds: same parameters, same codes for texts. */
export const foldsAgainstXgboost: ProofPart = {
  name: 'folds-against-xgboost',
  async run({ data, seed, note }) {
    const rows: ProofRow[] = [];
    for (const set of creditSets) {
      note(set.name);
      rows.push(await compare(set, data, seed));
    }
    return rows;
  },
};

async function compare(set: CreditSet, data: string | undefined, seed: number): Promise<ProofRow> {
  const metric = `${set.name}: AUC of boosting less XGBoost's, same parameters`;
  const target = `>= -${TOLERANCE}`;
  const file = data === undefined ? '' : join(data, 'credit', `${set.file}.csv.gz`);
  const foldFile = data === undefined ? '' : join(data, 'credit/folds', `${set.file}.csv.gz`);
  if (!existsSync(file)) return { metric, value: 'the reference data folder is absent', target, pass: undefined };
  const table = await readTable(file);
  const { frame, label } = splitTarget(table, set.target, { drop: set.drop, positive: set.positive });
  const folds = foldsFromFrame(await readTable(foldFile), table.rows);
  const seeds = Array.from({ length: table.rows < MANY_SEEDS_BELOW ? MANY_SEEDS : 1 }, (_, i) => seed + i);
  const coded = withCodes(frame);
  const ours: number[] = [];
  for (const one of seeds) ours.push(...(await aucs(coded, { label, folds, seed: one })));
  const answer = askPython('boosting', 'boosting_peer.py', {
    data: file,
    folds: foldFile,
    target: set.target,
    positive: set.positive,
    drop: set.drop,
    seeds,
  }) as { auc: number[] } | undefined;
  if (answer === undefined) return { metric, value: 'skipped: tools/peers.sh boosting', target, pass: undefined };
  const [own, peer] = [mean(ours), mean(answer.auc)];
  const noise = seeds.length > 1 ? ` +- ${standardError(ours, answer.auc, folds.count).toFixed(4)}` : '';
  const value = `${(own - peer).toFixed(4)}${noise} (${own.toFixed(4)} - ${peer.toFixed(4)}, seeds: ${seeds.length})`;
  return { metric, value, target, pass: own - peer >= -TOLERANCE };
}

const SETTINGS = {
  trees: 300,
  maxDepth: 4,
  learningRate: 0.05,
  rowSample: 0.8,
  featureSample: 0.8,
  minChildWeight: 5,
};

/** XGBoost 1.7 starts at even odds (`base_score` 0.5), where we start at the event rate. */
const fromEvenOdds: Estimator = {
  kind: 'gbdt',
  fit: (frame, target, options) =>
    gbdt(SETTINGS).fit(frame, target, { ...options, baseMargin: new Float64Array(frame.rows) }),
};

async function aucs(
  frame: Frame,
  { seed, ...data }: { label: Float64Array; folds: ReturnType<typeof foldsFromFrame>; seed: number },
): Promise<number[]> {
  const { folds } = await crossValidate(fromEvenOdds, { frame, ...data }, { seed });
  return folds.map(({ auc }) => auc);
}

/** Text columns as integer codes in alphabetical order, as the peer gets them. */
function withCodes(frame: Frame): Frame {
  return createFrame(frame.names.map((name, i) => [name, coded(frame.columns[i] as Column)] as const));
}

function coded(source: Column): Column {
  if (source.kind !== 'string') return source;
  const texts = Array.from({ length: source.values.length }, (_, row) => valueAt(source, row));
  const known = [...new Set(texts.filter((text) => text !== null))].sort();
  return float64Column(Float64Array.from(texts, (text) => (text === null ? NaN : known.indexOf(text))));
}

/** Of the difference of two means over seeds; values are fold by fold, seed by seed. */
function standardError(a: readonly number[], b: readonly number[], folds: number): number {
  const variance = (values: readonly number[]): number => {
    const bySeed = Array.from({ length: values.length / folds }, (_, s) =>
      mean(values.slice(s * folds, (s + 1) * folds)),
    );
    const centre = mean(bySeed);
    return bySeed.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (bySeed.length - 1) / bySeed.length;
  };
  return Math.sqrt(variance(a) + variance(b));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
