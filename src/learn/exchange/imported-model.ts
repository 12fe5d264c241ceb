import type { ModelDocument } from '../document.ts';
import type { Model } from '../estimator.ts';
import { gbdtModel } from '../tree/gbdt-model.ts';
import type { LinkName } from '../tree/link.ts';
import { foreignForest } from './foreign-forest.ts';
import { readFeatures, type ForeignFeatures } from './foreign-features.ts';
import type { ForeignTree } from './foreign-tree.ts';
import { badFile } from './import-error.ts';

/** A model that came from a file of another program. */
export interface ImportedModel {
  readonly model: Model;
  /** What the file leaves open, and how it was taken. */
  readonly notes: readonly string[];
}

/** What a file may leave open. */
export interface ImportOptions {
  /** Names of the features, in place of those of the file. */
  readonly features?: readonly string[];
  /** Takes only so many rounds of boosting. */
  readonly rounds?: number;
}

/** What is predicted, and how sums of leaves become predictions. */
export interface Meaning {
  readonly target: ModelDocument['target'];
  readonly link: LinkName;
}

export interface ForeignModel extends Meaning {
  readonly program: string;
  readonly trees: readonly ForeignTree[];
  /** Margins before the first tree, one per output. */
  readonly start: Float64Array;
  readonly features: ForeignFeatures;
  readonly notes: readonly string[];
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** Outputs that one model may have. */
const MAX_OUTPUTS = 10_000;

/** Refuses a number of outputs for which there is no room. */
export function checkOutputs(outputs: number): void {
  if (!(outputs >= 1 && outputs <= MAX_OUTPUTS)) throw badFile(`it has ${outputs} outputs`);
}

/** Makes a model of our own from what a reader found. */
export function importedModel(found: ForeignModel, { features: names }: ImportOptions): ImportedModel {
  const { target, link } = found;
  const outputs = found.start.length;
  if (found.trees.some(({ output }) => !(output >= 0 && output < outputs)))
    throw badFile('a tree belongs to no output');
  const read = readFeatures(renamed(found.features, names), found.trees);
  const { forest, start, hasCover } = foreignForest(found.trees, read, found.start);
  const training = importedTraining(found.program, found.parameters);
  const model = gbdtModel({ target, link, features: read.features, ignored: [], start, forest, training });
  const covers =
    'the file does not tell how many rows reached each leaf: explanations take all leaves as equally frequent';
  return { model, notes: hasCover ? found.notes : [...found.notes, covers] };
}

/** The training record of a model whose training nobody here has seen. */
export function importedTraining(program: string, parameters: object): ModelDocument['training'] {
  return {
    rows: 1,
    fingerprint: 'imported',
    targetMean: 0.5,
    seed: 0,
    parameters: { imported: program, ...parameters },
  };
}

/** The names asked for in place of those of a file. */
export function renamed(features: ForeignFeatures, names: readonly string[] | undefined): ForeignFeatures {
  if (names === undefined) return features;
  if (names.length === features.names.length) return { ...features, names };
  throw badFile(`it has ${features.names.length} features, not the ${names.length} that were named`);
}
