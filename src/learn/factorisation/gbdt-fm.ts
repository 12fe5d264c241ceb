import { createRng, parse, z } from '#base';
import type { Frame } from '#table';
import { parseModelPart, recordTraining } from '../document.ts';
import { encodeFrame } from '../encode.ts';
import type { Estimator, FitOptions, Model, ValidationData } from '../estimator.ts';
import type { EncodedFrame } from '../feature.ts';
import { fitInput } from '../fit-input.ts';
import { referenceRow } from '../linear/reference-row.ts';
import { meanContributions } from '../sampled-shapley.ts';
import { scalarTarget, type Target } from '../target.ts';
import { forestFromBody, forestSchema } from '../tree/forest-body.ts';
import type { Forest } from '../tree/forest.ts';
import { gbdt } from '../tree/gbdt.ts';
import type { FactorTable } from './factor-table.ts';
import { codeRows, layFields, type CodedRows, type Field } from './fields.ts';
import { learnFactors, presenceOf, ROWS_PER_BIN, type LearningRows } from './fit-factors.ts';
import { gbdtFmKernel, gbdtFmModel } from './gbdt-fm-model.ts';
import { leafCoder, type LeafCoder } from './leaf-coder.ts';
import { fmSchema } from './settings.ts';

const parametersSchema = z.strictObject({
  ...fmSchema.shape,
  trees: z.number().int().min(1).max(1000).default(30),
  maxDepth: z.number().int().min(1).max(10).default(3),
  treeRate: z.number().gt(0).default(0.1),
  /** Share of rows that the trees learn from; the machine learns from the others, to which the leaves are news. */
  treeShare: z.number().gt(0).lt(1).default(0.7),
  /** Random orders of features, and their reverses, behind an explanation. */
  explainPairs: z.number().int().min(1).max(1000).default(8),
});

/** Settings of boosted trees under a factorisation machine. */
export type GbdtFmParameters = z.infer<typeof parametersSchema>;

/**
 * A factorisation machine over columns and over the leaves that a row reaches in boosted trees (leaves as features: He et
 * al., "Practical lessons from predicting clicks on ads at Facebook", ADKDD 2014). Explanations are sampled Shapley values
 * against the usual row.
 *
 * @example
 * const model = await gbdtFm({ trees: 30 }).fit(frame, { kind: 'binary', label });
 */
export function gbdtFm(parameters: Partial<GbdtFmParameters> = {}): Estimator {
  const settings = parse(parametersSchema, parameters, { what: 'gbdt-fm settings', code: 'LEARN_SETTINGS' });
  return { kind: 'gbdt-fm', fit: (frame, target, options = {}) => fitGbdtFm(settings, { frame, target, options }) };
}

interface FitCall {
  readonly frame: Frame;
  readonly target: Target;
  readonly options: FitOptions;
}

async function fitGbdtFm(settings: GbdtFmParameters, call: FitCall): Promise<Model> {
  const { options } = call;
  const { encoded, target, seed, ...input } = fitInput(call.frame, call.target, { options, supported: ['binary'] });
  const weights = input.weights ?? new Float64Array(encoded.rows).fill(1);
  const rng = createRng(seed).fork('gbdt-fm');
  const isForTrees = new Uint8Array(encoded.rows).map(() => Number(rng.chance(settings.treeShare)));
  const forest = await fitTrees(settings, call, shareOf(weights, isForTrees, 1));
  const plain = layFields(encoded, weights, Math.min(settings.bins, Math.ceil(encoded.rows / ROWS_PER_BIN)));
  const last = plain[plain.length - 1];
  const coder = leafCoder(forest, last === undefined ? 0 : last.offset + last.size);
  const fields = [...plain, ...coder.fields];
  const coded = codeAll(plain, coder, encoded);
  const own = shareOf(weights, isForTrees, 0);
  const data = { coded, label: target.values, weights: own, offset: input.baseMargin };
  const valid = options.valid && validRows(options.valid, encoded, { plain, coder });
  const prepare = ({ linear }: FactorTable): void => coder.begin(linear);
  const plan = { data, valid, fields, seed, prepare };
  const { table, epochs } = await learnFactors({ kind: 'fm', ...settings }, plan, options);
  const parts = {
    features: encoded.features,
    ignored: encoded.ignored,
    training: recordTraining(encoded, target.values, { fit: options, seed, parameters: settings }),
    forest,
    machine: { fields, table, presence: presenceOf(coded, weights, fields), epochs },
    reference: referenceRow(encoded, weights),
    explainPairs: settings.explainPairs,
  };
  return gbdtFmModel({ ...parts, importance: meanContributions(gbdtFmKernel(parts).explainRow, encoded) });
}

/** The weights of the rows of one side; all rows when that side would have no weight. */
function shareOf(weights: Float64Array, isForTrees: Uint8Array, side: 0 | 1): Float64Array {
  const own = weights.map((weight, row) => (isForTrees[row] === side ? weight : 0));
  return own.some((weight) => weight > 0) ? own : weights;
}

/** Trees on all rows, so that they know the same columns and categories; rows of the other side weigh nothing. */
async function fitTrees(settings: GbdtFmParameters, call: FitCall, weights: Float64Array): Promise<Forest> {
  const { valid: _, progress: __, ...options } = call.options;
  const { trees, maxDepth, treeRate } = settings;
  const model = await gbdt({ trees, maxDepth, learningRate: treeRate }).fit(call.frame, call.target, {
    ...options,
    weights,
  });
  return forestFromBody(parseModelPart(forestSchema, model.save().body, 'forest'), model.features);
}

function codeAll(
  plain: readonly Field[],
  coder: LeafCoder,
  { columns, rows }: Pick<EncodedFrame, 'columns' | 'rows'>,
): CodedRows {
  const narrow = codeRows(plain, columns, rows);
  const [from, width] = [plain.length, plain.length + coder.fields.length];
  const coded = { rows, slots: new Int32Array(rows * width), values: new Float64Array(rows * width) };
  const row = new Float64Array(columns.length);
  for (let at = 0; at < rows; at++) {
    for (let f = 0; f < from; f++) {
      row[f] = (columns[f] as Float64Array)[at] as number;
      coded.slots[at * width + f] = narrow.slots[at * from + f] as number;
      coded.values[at * width + f] = narrow.values[at * from + f] as number;
    }
    coder.code(row, coded, at * width + from);
  }
  return coded;
}

function validRows(
  { frame, target, weights, baseMargin }: ValidationData,
  { features }: EncodedFrame,
  { plain, coder }: { plain: readonly Field[]; coder: LeafCoder },
): LearningRows {
  const coded = codeAll(plain, coder, { columns: encodeFrame(frame, features), rows: frame.rows });
  const label = scalarTarget(target, frame.rows, ['binary']).values;
  return { coded, label, weights: weights ?? new Float64Array(frame.rows).fill(1), offset: baseMargin };
}
