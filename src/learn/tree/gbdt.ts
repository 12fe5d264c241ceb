import { setImmediate as nextTurn } from 'node:timers/promises';
import { TallyError, createRng, type Rng } from '#base';
import type { Frame } from '#table';
import { recordTraining } from '../document.ts';
import type { Estimator, FitOptions, Model } from '../estimator.ts';
import type { Feature } from '../feature.ts';
import { checkCancelled, fitInput, type FitInput } from '../fit-input.ts';
import type { Target } from '../target.ts';
import { binMatrix, type BinnedMatrix } from './binned.ts';
import { toForest } from './forest.ts';
import { gbdtModel } from './gbdt-model.ts';
import { TreeGrower } from './grow.ts';
import type { TreeKernels, TreeWork } from './kernels.ts';
import { objectiveOf, type Objective } from './objective.ts';
import { gbdtParameters, type GbdtParameters } from './parameters.ts';
import { plainKernels } from './plain-kernels.ts';
import { sampleFeatures, sampleRows } from './sample.ts';
import type { GrownTree } from './tree-builder.ts';
import { validationWatch, type ValidationWatch } from './validation-watch.ts';
import { fastestKernels } from './wasm-kernels.ts';

/**
 * Histogram gradient boosting of trees with second-order gains (Chen and Guestrin, "XGBoost", KDD 2016; histograms,
 * subtraction and categorical splits as in Ke et al., "LightGBM", NIPS 2017). Binary targets by logistic loss, real
 * ones by squared error. Missing values take a learnt direction; text columns are split by sets of categories.
 *
 * @example
 * const model = await gbdt({ trees: 200 }).fit(frame, { kind: 'binary', label });
 */
export function gbdt(parameters: Partial<GbdtParameters> = {}): Estimator {
  const settings = gbdtParameters(parameters);
  return { kind: 'gbdt', fit: (frame, target, options = {}) => fitGbdt(settings, { frame, target, options }) };
}

interface FitCall {
  readonly frame: Frame;
  readonly target: Target;
  readonly options: FitOptions;
}

async function fitGbdt(settings: GbdtParameters, call: FitCall): Promise<Model> {
  const { options } = call;
  const input = fitInput(call.frame, call.target, { options, supported: ['binary', 'real'] });
  const { encoded, target, weights, seed } = input;
  const objective = objectiveOf(target.kind);
  const kernels = options.kernels === 'typescript' ? plainKernels : fastestKernels();
  const matrix = binMatrix(encoded, { weights, maxBins: settings.maxBins, arena: kernels.arena });
  const start = objective.start(target.values, weights);
  const watch = options.valid && validationWatch(options.valid, { encoded, target: target.kind, start, objective });
  const boosting = new Boosting(settings, { input, matrix, objective, start, kernels });
  for (let step = 0; step < settings.trees && !watch?.isDone(settings.stopAfter); step++) {
    checkCancelled(options.cancel);
    const tree = boosting.step(step);
    const validLoss = watch?.add(tree);
    options.progress?.({ step: step + 1, steps: settings.trees, ...(validLoss === undefined ? {} : { validLoss }) });
    await nextTurn();
  }
  const counts = Int32Array.from(encoded.features, (f) => (f.kind === 'category' ? f.categories.length : 0));
  const forest = toForest(boosting.trees.slice(0, bestCount(boosting.trees, watch)), counts);
  const training = recordTraining(encoded, target.values, { fit: options, seed, parameters: settings });
  return gbdtModel({
    target: target.kind,
    features: encoded.features,
    ignored: encoded.ignored,
    start,
    forest,
    training,
  });
}

function bestCount(trees: readonly GrownTree[], watch: ValidationWatch | undefined): number {
  return watch === undefined ? trees.length : watch.best();
}

/** The state of one fit: margins, gradients and the trees so far. */
class Boosting {
  readonly trees: GrownTree[] = [];
  private readonly settings: GbdtParameters;
  private readonly input: FitInput;
  private readonly matrix: BinnedMatrix;
  private readonly objective: Objective;
  private readonly grower: TreeGrower;
  private readonly margins: Float64Array;
  private readonly work: Omit<TreeWork, 'features'>;
  private readonly rng: Rng;

  constructor(
    settings: GbdtParameters,
    data: { input: FitInput; matrix: BinnedMatrix; objective: Objective; start: number; kernels: TreeKernels },
  ) {
    const { input, matrix, objective, start, kernels } = data;
    const rows = matrix.rows;
    this.settings = settings;
    this.input = input;
    this.matrix = matrix;
    this.objective = objective;
    const monotone = directions(input.encoded.features, settings.monotone);
    this.grower = new TreeGrower(matrix, { ...settings, monotone }, kernels);
    this.margins = input.baseMargin?.slice() ?? new Float64Array(rows).fill(start);
    this.rng = createRng(input.seed);
    this.work = {
      matrix,
      rows: kernels.arena.words(rows),
      gradients: kernels.arena.doubles(2 * rows),
      ordered: kernels.arena.doubles(2 * rows),
      scratch: kernels.arena.words(rows),
    };
  }

  step(number: number): GrownTree {
    const { settings, input, margins, work } = this;
    const { values } = input.target;
    this.objective.gradients({ margins, values, weights: input.weights }, work.gradients);
    const count = sampleRows(work.rows, settings.rowSample, this.rng.fork('rows', number));
    const features = sampleFeatures(
      this.matrix.columns.length,
      settings.featureSample,
      this.rng.fork('features', number),
    );
    const tree = this.grower.grow({ ...work, features }, count);
    this.addToMargins(tree, count);
    this.trees.push(tree);
    return tree;
  }

  private addToMargins(tree: GrownTree, count: number): void {
    const { margins, work } = this;
    for (let node = 0; node < tree.feature.length; node++) {
      if ((tree.feature[node] as number) >= 0) continue;
      const value = tree.threshold[node] as number;
      const to = tree.leafTo[node] as number;
      for (let i = tree.leafFrom[node] as number; i < to; i++) {
        const row = work.rows[i] as number;
        margins[row] = (margins[row] as number) + value;
      }
    }
    for (let i = count; i < work.rows.length; i++) {
      const row = work.rows[i] as number;
      margins[row] = (margins[row] as number) + this.binnedValue(tree, row);
    }
  }

  /** The leaf value of a row that the tree was not grown on. */
  private binnedValue(tree: GrownTree, row: number): number {
    let node = 0;
    for (let feature = tree.feature[0] as number; feature >= 0; feature = tree.feature[node] as number) {
      const bin = (this.matrix.columns[feature] as Uint8Array)[row] as number;
      const isLeft = (tree.goesLeft[node] as Uint8Array)[bin] as number;
      node = (tree.left[node] as number) + 1 - isLeft;
    }
    return tree.threshold[node] as number;
  }
}

function directions(features: readonly Feature[], monotone: GbdtParameters['monotone']): Int8Array {
  const out = new Int8Array(features.length);
  for (const [name, direction] of Object.entries(monotone)) {
    const index = features.findIndex((feature) => feature.name === name && feature.kind === 'number');
    if (index >= 0) out[index] = direction;
    else {
      throw new TallyError('LEARN_MONOTONE', `"${name}" is no numeric feature of the data`, {
        hint: 'a monotone constraint needs a numeric column that is not constant',
        data: { feature: name },
      });
    }
  }
  return out;
}
