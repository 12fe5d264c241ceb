import { setImmediate as nextTurn } from 'node:timers/promises';
import { createRng, type Rng } from '#base';
import type { FitOptions } from '../estimator.ts';
import type { EncodedFrame } from '../feature.ts';
import { checkCancelled } from '../fit-input.ts';
import { dropTrees, type Dropped } from './dart.ts';
import { featureRules } from './feature-rules.ts';
import { toForest, type Forest } from './forest.ts';
import { sampleByGradient } from './goss.ts';
import { TreeGrower, type TreePlan } from './grow.ts';
import type { NodeRange, TreeKernels, TreeWork } from './kernels.ts';
import { makeWork } from './make-work.ts';
import type { Objective } from './objective.ts';
import type { GbdtParameters } from './parameters.ts';
import { plainKernels } from './plain-kernels.ts';
import { sampleFeatures, sampleRows } from './sample.ts';
import type { GrownTree } from './tree-builder.ts';
import { addTreeTo } from './tree-walk.ts';
import type { ValidationWatch } from './validation-watch.ts';
import { fastestKernels } from './wasm-kernels.ts';

/** What is boosted, and how. */
export interface BoostInput {
  readonly encoded: EncodedFrame;
  readonly objective: Objective;
  readonly settings: GbdtParameters;
  readonly options: FitOptions;
  readonly watch?: ValidationWatch | undefined;
}

/** Categories per feature, 0 for numbers. */
export function categoryCounts({ features }: EncodedFrame): Int32Array {
  return Int32Array.from(features, (f) => (f.kind === 'category' ? f.categories.length : 0));
}

/** Grows trees on the objective's gradients and returns them as a forest. */
export async function boost(input: BoostInput): Promise<Forest> {
  const { settings, options, watch, objective, encoded } = input;
  const kernels = options.kernels === 'typescript' ? plainKernels : fastestKernels(options.threads ?? 1);
  try {
    const boosting = new Boosting(input, kernels);
    for (let step = 0; step < settings.trees && !watch?.isDone(settings.stopAfter); step++) {
      checkCancelled(options.cancel);
      const tree = boosting.step(step);
      const validLoss = watch?.add(tree);
      options.progress?.({ step: step + 1, steps: settings.trees, ...(validLoss === undefined ? {} : { validLoss }) });
      await nextTurn();
    }
    const { trees } = boosting;
    const kept = watch === undefined ? trees : trees.slice(0, watch.best());
    return toForest(kept, objective.outputs, categoryCounts(encoded));
  } finally {
    kernels.close();
  }
}

/** The state of one fit: margins, gradients and the trees so far. */
class Boosting {
  readonly trees: GrownTree[] = [];
  private readonly input: BoostInput;
  private readonly kernels: TreeKernels;
  private readonly grower: TreeGrower;
  private readonly work: TreeWork;
  private readonly rng: Rng;
  private readonly channelOf: Int32Array;

  constructor(input: BoostInput, kernels: TreeKernels) {
    const { settings, encoded, options } = input;
    this.input = input;
    this.kernels = kernels;
    this.rng = createRng(options.seed ?? 42);
    this.work = makeWork(input, kernels);
    this.channelOf = input.objective.channelOf ?? Int32Array.from({ length: input.objective.outputs }, (_, k) => k);
    const rules = featureRules(encoded.features, settings);
    const learningRate = settings.boosting === 'forest' ? 1 / settings.trees : settings.learningRate;
    this.grower = new TreeGrower(this.work, kernels, {
      ...settings,
      ...rules,
      learningRate,
      solveLeaf: input.objective.solveLeaf,
    });
  }

  step(number: number): GrownTree {
    const { settings, objective } = this.input;
    const { work, kernels } = this;
    const dropped = this.drop(number);
    if (settings.boosting !== 'forest' || number === 0) objective.gradients(work, kernels);
    const count = this.sample(number);
    if (work.channelGradients !== work.gradients) kernels.foldChannels(work, this.channelOf);
    kernels.pack(work);
    const { tree, leaves } = this.grower.grow(this.plan(number, count));
    const kept = dropped === undefined ? tree : dropped.settle(tree, settings.learningRate);
    if (dropped !== undefined) this.rebuild(kept, dropped);
    else if (settings.boosting !== 'forest') this.addToMargins(tree, leaves, count);
    this.trees.push(kept);
    return kept;
  }

  private drop(number: number): Dropped | undefined {
    const { settings } = this.input;
    if (settings.boosting !== 'dart') return undefined;
    const dropped = dropTrees(this.trees, settings, this.rng.fork('drop', number));
    for (const index of dropped.indexes) this.addAll(this.trees[index] as GrownTree, -1);
    return dropped;
  }

  /** Puts the dropped trees back with their new weight, and adds the new tree. */
  private rebuild(tree: GrownTree, dropped: Dropped): void {
    for (const index of dropped.indexes) {
      const scaled = dropped.scaled(this.trees[index] as GrownTree);
      this.trees[index] = scaled;
      this.addAll(scaled, 1);
    }
    this.addAll(tree, 1);
  }

  private sample(number: number): number {
    const { settings } = this.input;
    const { work } = this;
    const rng = this.rng.fork('rows', number);
    if (settings.boosting === 'goss') return sampleByGradient(work, settings, rng);
    return sampleRows(work.rows, settings.rowSample, rng);
  }

  private plan(number: number, count: number): TreePlan {
    const { settings, objective } = this.input;
    const { work } = this;
    const rng = this.rng.fork('features', number);
    const features = sampleFeatures(work.matrix.features, settings.featureSample, rng);
    const { leafValue } = objective;
    let node = 0;
    return {
      count,
      features,
      ...(settings.nodeFeatureSample < 1
        ? {
            nodeFeatures: (given) => {
              const chosen = sampleFeatures(given.length, settings.nodeFeatureSample, rng.fork('node', node++));
              return chosen.map((at) => given[at] as number);
            },
          }
        : {}),
      ...(leafValue === undefined
        ? {}
        : {
            leafValues: (leaves) =>
              Float64Array.from(leaves, ({ from, to }) => leafValue(work.rows.subarray(from, to), work.margins)),
          }),
    };
  }

  private addToMargins(tree: GrownTree, leaves: readonly NodeRange[], count: number): void {
    const { work } = this;
    this.kernels.addValues(work, leaves, tree.values);
    addTreeTo(work, tree, { rows: work.rows.subarray(count), sign: 1 });
  }

  private addAll(tree: GrownTree, sign: 1 | -1): void {
    addTreeTo(this.work, tree, { rows: this.work.rows, sign });
  }
}
