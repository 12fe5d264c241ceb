import { scaleTree, type ForeignTree } from './foreign-tree.ts';
import { badFile, notImported } from './import-error.ts';
import { checkOutputs, importedModel, type ImportedModel, type ImportOptions, type Meaning } from './imported-model.ts';
import { readOnnx, type OnnxEnsemble } from './onnx-graph.ts';
import { readOnnxTrees } from './onnx-trees.ts';
import { MAX_FEATURES, numberedNames } from './xgboost-file.ts';

/**
 * Reads an ONNX model of one `TreeEnsembleClassifier` or `TreeEnsembleRegressor` (ai.onnx.ml 1 to 4). Of two classes it predicts the
 * second one. Features without names are `f0`, `f1` ...; every value goes the way it goes in single precision.
 *
 * @throws TallyError `LEARN_IMPORT_FORMAT`, `LEARN_IMPORT_UNSUPPORTED`.
 */
export function importOnnx(bytes: Uint8Array, options: Omit<ImportOptions, 'rounds'> = {}): ImportedModel {
  const ensemble = readOnnx(bytes);
  const found = ensemble.operator === 'TreeEnsembleClassifier' ? classifier(ensemble) : regressor(ensemble);
  const used = ensemble.integers('nodes_featureids').reduce((top, feature) => Math.max(top, feature), 0);
  const width = Math.max(ensemble.columns ?? 0, options.features?.length ?? 0, used + 1);
  if (width > MAX_FEATURES) throw badFile(`it has ${width} features`);
  const features = { names: numberedNames(width), codes: new Map(), texts: new Map() };
  const labels = [...ensemble.integers('classlabels_int64s'), ...ensemble.texts('classlabels_strings')];
  const parameters = { operator: ensemble.operator, ...(labels.length > 0 ? { labels } : {}) };
  return importedModel({ program: 'onnx', features, parameters, ...found }, options);
}

interface Found extends Meaning {
  readonly trees: readonly ForeignTree[];
  readonly start: Float64Array;
  readonly notes: readonly string[];
}

function startOf(ensemble: OnnxEnsemble, outputs: number): Float64Array {
  checkOutputs(outputs);
  const base = ensemble.numbers('base_values');
  if (base.length === 0 || base.length === outputs)
    return Float64Array.from({ length: outputs }, (_, k) => base[k] ?? 0);
  throw notImported(`${base.length} base values for ${outputs} outputs`);
}

function regressor(ensemble: OnnxEnsemble): Found {
  const outputs = ensemble.integer('n_targets') ?? 1;
  const trees = readOnnxTrees(ensemble, 'target');
  const aggregate = ensemble.text('aggregate_function') ?? 'SUM';
  if (aggregate !== 'SUM' && aggregate !== 'AVERAGE') throw notImported(`the ${aggregate} of its trees`);
  const count = new Set(ensemble.integers('nodes_treeids')).size;
  const scaled = aggregate === 'AVERAGE' ? trees.map((tree) => scaleTree(tree, 1 / count)) : trees;
  const transform = ensemble.text('post_transform') ?? 'NONE';
  if (transform !== 'NONE' && transform !== 'LOGISTIC') throw notImported(`the transformation ${transform}`);
  const link = transform === 'NONE' ? 'identity' : 'logistic';
  return { target: 'real', link, trees: scaled, start: startOf(ensemble, outputs), notes: [] };
}

const CLASS_LINKS: Readonly<Record<string, Meaning['link']>> = {
  NONE: 'identity',
  LOGISTIC: 'logistic',
  SOFTMAX: 'softmax',
};

function classifier(ensemble: OnnxEnsemble): Found {
  const labels = ensemble.integers('classlabels_int64s').length + ensemble.texts('classlabels_strings').length;
  const transform = ensemble.text('post_transform') ?? 'NONE';
  const link = Object.hasOwn(CLASS_LINKS, transform) ? CLASS_LINKS[transform] : undefined;
  if (link === undefined) throw notImported(`the transformation ${transform}`);
  const trees = readOnnxTrees(ensemble, 'class');
  const used = new Set(ensemble.integers('class_ids'));
  if (labels !== 2) return { target: 'multiclass', link, trees, start: startOf(ensemble, labels), notes: [] };
  if (used.size > 1) return ofTwoScores(ensemble, { trees, link });
  return ofOneScore(ensemble, { trees, link });
}

/** One score for two classes: a probability when no weight is negative, else a margin (as ONNX Runtime does). */
function ofOneScore(
  ensemble: OnnxEnsemble,
  { trees, link }: { trees: readonly ForeignTree[]; link: Meaning['link'] },
): Found {
  const isChance = ensemble.numbers('class_weights').every((weight) => weight >= 0);
  if (link === 'softmax') throw notImported('a softmax over one score');
  return {
    ...{ target: 'binary', link: isChance ? 'identity' : link, start: startOf(ensemble, 1) },
    trees: trees.map((tree) => ({ ...tree, output: 0 })),
    notes: isChance ? ['the leaves hold probabilities'] : [],
  };
}

/** A score for each of two classes: that of the second is the prediction. */
function ofTwoScores(
  ensemble: OnnxEnsemble,
  { trees, link }: { trees: readonly ForeignTree[]; link: Meaning['link'] },
): Found {
  const start = startOf(ensemble, 2);
  if (link === 'softmax') return { target: 'multiclass', link, trees, start, notes: [] };
  const second = trees.filter(({ output }) => output === 1).map((tree) => ({ ...tree, output: 0 }));
  return { target: 'binary', link, trees: second, start: start.subarray(1), notes: [] };
}
