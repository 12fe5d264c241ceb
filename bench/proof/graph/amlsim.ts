import { join } from 'node:path';
import { nodeFeatures, type Feature, type FeatureSet } from '#graph';
import { auc, averagePrecision, foldRows, foldsFromFrame, gbdt, type Folds } from '#learn';
import { createFrame, findColumn, float64Column, readTable, take, type Frame } from '#table';
import type { ProofOptions, ProofPart, ProofRow } from '../row.ts';
import { readPlantedCircles, type PlantedCircles } from './planted-circles.ts';

const METRIC = 'AMLSim 20K_cycle200, stored folds';
const SETS: readonly FeatureSet[] = ['degree', 'amounts', 'gaps', 'flow', 'structure', 'hops', 'motifs', 'neighbours'];

/** The same learner on every set of columns: the usual settings of boosting here, nothing chosen on this file. */
const SETTINGS = { trees: 300, learningRate: 0.05, maxDepth: 4, rowSample: 0.8, featureSample: 0.5 };

/** Marked accounts scored from graph features, with and without the labels of neighbours in the folds learnt from. */
export const amlsimProof: ProofPart = {
  name: 'amlsim',
  async run(options) {
    const told = await readPlantedCircles(options.data);
    if (told === undefined) {
      return [{ metric: METRIC, value: 'no reference data here (TALLY_DATA)', target: '', pass: undefined }];
    }
    const folder = join(options.data ?? '', 'graph');
    const folds = foldsFromFrame(
      await readTable(join(folder, 'folds', 'amlsim_20k_cycle200.csv.gz')),
      told.edges.nodes,
    );
    const balance = findColumn(await readTable(join(folder, 'amlsim_20k_cycle200', 'nodes.csv.gz')), 'init_balance');
    const balances = Float64Array.from(balance?.values ?? []);
    const look = { isDirected: true, perDay: 1 };
    const { features } = nodeFeatures(told.edges, { ...look, sets: SETS, figures: [['init_balance', balances]] });
    const all = [...features, ['init_balance', balances] as const];
    options.note(`${all.length} features of ${told.edges.nodes} accounts`);
    const without = await judged(told, { folds, options, columns: () => all });
    options.note(`without labels of neighbours: ${shown(without)}`);
    const within = await judged(told, { folds, options, columns: (seen) => [...all, ...labelled(told, seen)] });
    return [
      ...rowsOf('graph features and labels of neighbours in the folds learnt from', within, true),
      ...rowsOf('graph features alone', without, false),
    ];
  },
};

/** Labels of the folds learnt from, NaN elsewhere, as features of neighbours. */
function labelled({ edges }: PlantedCircles, seen: Float64Array): readonly Feature[] {
  return nodeFeatures(edges, { isDirected: true, perDay: 1, sets: [], labels: { values: seen } }).features;
}

interface Judged {
  readonly aucs: readonly number[];
  readonly precisions: readonly number[];
}

async function judged(
  told: PlantedCircles,
  {
    folds,
    options,
    columns,
  }: {
    readonly folds: Folds;
    readonly options: ProofOptions;
    readonly columns: (seen: Float64Array) => readonly Feature[];
  },
): Promise<Judged> {
  const label = Float64Array.from(told.isMarked);
  const [aucs, precisions]: [number[], number[]] = [[], []];
  for (let fold = 0; fold < folds.count; fold++) {
    const { train, test } = foldRows(folds, fold);
    const seen = new Float64Array(label.length).fill(NaN);
    for (const row of train) seen[row] = label[row] as number;
    const frame = frameOf(columns(seen));
    const target = { kind: 'binary', label: Float64Array.from(train, (row) => label[row] as number) } as const;
    const model = await gbdt(SETTINGS).fit(take(frame, train), target, { seed: options.seed });
    const scores = model.predict(take(frame, test));
    const truth = Float64Array.from(test, (row) => label[row] as number);
    aucs.push(auc(truth, scores));
    precisions.push(averagePrecision(truth, scores));
  }
  return { aucs, precisions };
}

function frameOf(features: readonly Feature[]): Frame {
  return createFrame(features.map(([name, values]) => [name, float64Column(finite(values))] as const));
}

function finite(values: Float64Array): Float64Array {
  return values.map((value) => (Number.isFinite(value) ? value : NaN));
}

function rowsOf(what: string, { aucs, precisions }: Judged, isAimed: boolean): ProofRow[] {
  const row = (metric: string, values: readonly number[], least: number): ProofRow => ({
    metric: `${METRIC}: ${metric}, ${what}`,
    value: `${mean(values).toFixed(4)} (sd ${deviation(values).toFixed(4)}; ${values.map((value) => value.toFixed(3)).join(', ')})`,
    target: isAimed ? `>= ${least}` : '',
    pass: isAimed ? mean(values) >= least : undefined,
  });
  return [row('AUC', aucs, 0.92), row('average precision', precisions, 0.8)];
}

function shown({ aucs, precisions }: Judged): string {
  return `AUC ${mean(aucs).toFixed(4)}, average precision ${mean(precisions).toFixed(4)}`;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function deviation(values: readonly number[]): number {
  const centre = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / values.length);
}
