import { TallyError, z } from '#base';
import type { Frame } from '#table';
import {
  checkRow,
  explainBatch,
  predictBatch,
  predictWide,
  scoreRow,
  type RowKernel,
  type WideKernel,
} from '../batch.ts';
import { documentHead, parseModelPart, type ModelDocument, type TrainingRecord } from '../document.ts';
import type { Model } from '../estimator.ts';
import type { Feature, IgnoredColumn } from '../feature.ts';
import { forestWalker, type ForestWalker } from './fast-forest.ts';
import { addMargins, type Forest } from './forest.ts';
import { forestBody, forestFromBody, forestSchema } from './forest-body.ts';
import { applyLink, linkNames, type LinkName } from './link.ts';
import { shapExplainer } from './shap.ts';

export interface GbdtParts {
  readonly target: ModelDocument['target'];
  readonly link: LinkName;
  readonly features: readonly Feature[];
  readonly ignored: readonly IgnoredColumn[];
  /** Margins before the first tree, one per output. */
  readonly start: Float64Array;
  readonly forest: Forest;
  readonly training: TrainingRecord;
}

/** Makes the model of a trained or loaded forest. */
export function gbdtModel(parts: GbdtParts): Model {
  const { target, features, ignored, forest, start, link } = parts;
  const { outputs } = forest;
  const explainRow = rowExplainer(forest, start);
  const shared = {
    kind: 'gbdt',
    target,
    outputs,
    features,
    ignored,
    importance: gainImportance(forest, features.length),
    explain: (frame: Frame, output = 0) => explainBatch({ features, explainRow }, frame, output),
    explainRow,
    save: () => ({
      ...documentHead({ kind: 'gbdt', ...parts }),
      body: { link, start: [...start], ...forestBody(forest) },
    }),
  };
  if (outputs === 1) return { ...shared, ...narrowScoring(parts, explainRow) };
  const kernel = wideKernel(parts);
  const one = new Float64Array(outputs);
  const scoreAll = (row: Float64Array, out: Float64Array): void => {
    checkRow(features, row);
    kernel.predict(row, out);
  };
  return {
    ...shared,
    predict: (frame, options) => predictWide(kernel, frame, options),
    score: (row) => {
      scoreAll(row, one);
      return one[0] as number;
    },
    scoreAll,
  };
}

function narrowScoring(
  { forest, start, link, features }: GbdtParts,
  explainRow: RowKernel['explainRow'],
): Pick<Model, 'predict' | 'score' | 'scoreAll'> {
  const first = start[0] as number;
  const one = new Float64Array(1);
  let walker: ForestWalker | undefined;
  const walk = (): ForestWalker => (walker ??= forestWalker(forest));
  const kernel: RowKernel = {
    features,
    margin: (row, from = first) => walk().margin(row, from),
    addMargins: (margins, rows, count) => walk().addTo(margins, rows, count),
    start: first,
    transform: (margin) => {
      one[0] = margin;
      applyLink(link, one);
      return one[0];
    },
    explainRow,
  };
  return {
    predict: (frame, options) => predictBatch(kernel, frame, options),
    score: (row) => scoreRow(kernel, row),
    scoreAll: (row, out) => {
      out[0] = scoreRow(kernel, row);
    },
  };
}

function wideKernel({ forest, start, link, features }: GbdtParts): WideKernel {
  return {
    features,
    outputs: forest.outputs,
    predict: (row, out, from = start) => {
      out.set(from);
      addMargins(forest, row, out);
      applyLink(link, out);
    },
  };
}

/** Contributions to each output; what an output needs is prepared when it is first asked for. */
export function rowExplainer(forest: Forest, start: Float64Array): RowKernel['explainRow'] {
  const explainers: ((row: Float64Array, out: Float64Array) => number)[] = [];
  return (row, out, output = 0) => {
    explainers[output] ??= shapExplainer(forest, start[output] as number, output);
    return explainers[output](row, out);
  };
}

/** The total gain of each feature, summing to 1. */
export function gainImportance(forest: Forest, features: number): Float64Array {
  const gains = new Float64Array(features);
  let total = 0;
  for (let node = 0; node < forest.feature.length; node++) {
    const feature = forest.feature[node] as number;
    if (feature < 0) continue;
    gains[feature] = (gains[feature] as number) + (forest.gain[node] as number);
    total += forest.gain[node] as number;
  }
  return total > 0 ? gains.map((gain) => gain / total) : gains;
}

const bodySchema = forestSchema.extend({
  link: z.enum(linkNames).optional(),
  start: z.union([z.number(), z.array(z.number()).min(1)]),
});

/** Restores a saved forest model. Throws `LEARN_MODEL_INVALID` when its arrays do not fit together. */
export function loadGbdt(document: ModelDocument): Model {
  return gbdtModel(gbdtParts(document));
}

/** What a saved forest model is made of. Throws `LEARN_MODEL_INVALID`. */
export function gbdtParts(document: ModelDocument): GbdtParts {
  const body = parseModelPart(bodySchema, document.body, 'forest');
  const features: Feature[] = document.features;
  const forest = forestFromBody(body, features);
  const start = Float64Array.from(typeof body.start === 'number' ? [body.start] : body.start);
  if (start.length !== forest.outputs) {
    throw new TallyError('LEARN_MODEL_INVALID', `the model has ${start.length} starts for ${forest.outputs} outputs`, {
      hint: 'the file was changed or cut short: save the model again',
    });
  }
  const { target, ignored, training } = document;
  const link = body.link ?? (target === 'binary' ? 'logistic' : 'identity');
  return { target, link, features, ignored, start, forest, training };
}
