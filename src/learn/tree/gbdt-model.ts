import { TallyError, z } from '#base';
import { explainBatch, predictBatch, scoreRow, type RowKernel } from '../batch.ts';
import { documentHead, parseModelPart, type ModelDocument, type TrainingRecord } from '../document.ts';
import type { Model } from '../estimator.ts';
import type { Feature, IgnoredColumn } from '../feature.ts';
import { marginOf, type Forest } from './forest.ts';
import { objectiveOf } from './objective.ts';
import { shapExplainer } from './shap.ts';

interface GbdtParts {
  readonly target: 'binary' | 'real';
  readonly features: readonly Feature[];
  readonly ignored: readonly IgnoredColumn[];
  /** Margin before the first tree. */
  readonly start: number;
  readonly forest: Forest;
  readonly training: TrainingRecord;
}

/** Makes the model of a trained or loaded forest. */
export function gbdtModel(parts: GbdtParts): Model {
  const { target, features, ignored, start, forest } = parts;
  const { transform } = objectiveOf(target);
  let explain: RowKernel['explainRow'] | undefined;
  const kernel: RowKernel = {
    features,
    margin: (row, from = start) => marginOf(forest, row, from),
    transform,
    explainRow: (row, out) => (explain ??= shapExplainer(forest, start))(row, out),
  };
  return {
    kind: 'gbdt',
    target,
    outputs: 1,
    features,
    ignored,
    importance: gainImportance(forest, features.length),
    predict: (frame, options) => predictBatch(kernel, frame, options),
    explain: (frame) => explainBatch(kernel, frame),
    score: (row) => scoreRow(kernel, row),
    explainRow: kernel.explainRow,
    save: () => ({ ...documentHead({ kind: 'gbdt', ...parts }), body: forestBody(start, forest) }),
  };
}

function gainImportance(forest: Forest, features: number): Float64Array {
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

const integers = z.array(z.number().int());
const bodySchema = z.object({
  start: z.number(),
  roots: integers,
  feature: integers,
  /** Null for categorical nodes, as JSON has no NaN. */
  threshold: z.array(z.number().nullable()),
  left: integers,
  missingLeft: integers,
  bitStart: integers,
  bits: integers,
  cover: z.array(z.number()),
  gain: z.array(z.number()),
});

function forestBody(start: number, forest: Forest): z.infer<typeof bodySchema> {
  return {
    start,
    roots: [...forest.roots],
    feature: [...forest.feature],
    threshold: [...forest.threshold].map((limit) => (limit === limit ? limit : null)),
    left: [...forest.left],
    missingLeft: [...forest.missingLeft],
    bitStart: [...forest.bitStart],
    bits: [...forest.bits],
    cover: [...forest.cover],
    gain: [...forest.gain],
  };
}

/** Restores a saved forest model. Throws `LEARN_MODEL_INVALID` when its arrays do not fit together. */
export function loadGbdt(document: ModelDocument): Model {
  const body = parseModelPart(bodySchema, document.body, 'forest');
  const features: Feature[] = document.features;
  const forest: Forest = {
    roots: Int32Array.from(body.roots),
    feature: Int32Array.from(body.feature),
    threshold: Float64Array.from(body.threshold, (limit) => limit ?? NaN),
    left: Int32Array.from(body.left),
    missingLeft: Uint8Array.from(body.missingLeft),
    bitStart: Int32Array.from(body.bitStart),
    bits: Uint32Array.from(body.bits),
    cover: Float64Array.from(body.cover),
    gain: Float64Array.from(body.gain),
    categoryCounts: Int32Array.from(features, (f) => (f.kind === 'category' ? f.categories.length : 0)),
  };
  checkForest(forest, features.length);
  const { target, ignored, training } = document;
  return gbdtModel({ target, features, ignored, start: body.start, forest, training });
}

/** Every walk must end and stay inside the arrays: children follow their parents. */
function checkForest(forest: Forest, features: number): void {
  const nodes = forest.feature.length;
  const lengths = [forest.threshold, forest.left, forest.missingLeft, forest.bitStart, forest.cover, forest.gain];
  let isSound =
    lengths.every(({ length }) => length === nodes) && forest.roots.every((root) => root >= 0 && root < nodes);
  for (let node = 0; node < nodes && isSound; node++) {
    const feature = forest.feature[node] as number;
    const left = forest.left[node] as number;
    if (feature < 0) {
      isSound = Number.isFinite(forest.threshold[node]);
      continue;
    }
    const words = ((forest.categoryCounts[feature] ?? 0) + 31) >> 5;
    const start = forest.bitStart[node] as number;
    isSound =
      feature < features && left > node && left + 1 < nodes && start + (start < 0 ? 0 : words) <= forest.bits.length;
  }
  if (isSound) return;
  throw new TallyError('LEARN_MODEL_INVALID', "the model's trees do not fit together", {
    hint: 'the file was changed or cut short: save the model again',
  });
}
