import { createRng, exp, log, log1p, sigmoid, type Rng } from '#base';
import type { Frame } from '#table';
import { recordTraining } from '../document.ts';
import { encodeFrame } from '../encode.ts';
import { fitEpochs, type EpochLearner } from '../early-stopping.ts';
import type { Estimator, FitOptions, Model } from '../estimator.ts';
import type { Feature } from '../feature.ts';
import { fitInput } from '../fit-input.ts';
import { fitSteps } from '../fit-steps.ts';
import { scalarTarget, type Target } from '../target.ts';
import { factorModel } from './factor-model.ts';
import type { FactorTable } from './factor-table.ts';
import { codeRows, layFields, type CodedRows, type Field } from './fields.ts';
import { ffmSettings, fmSettings, ftrlSettings } from './settings.ts';
import type { FactorSettings, FfmParameters, FmParameters, FtrlParameters } from './settings.ts';
import { marginFrom, rowLearner, type RowLearner } from './step.ts';

/**
 * Factorisation machine (Rendle, ICDM 2010): a weight per value and, for every pair of columns, the product of the
 * vectors of their values. Exact Shapley explanations.
 *
 * @example
 * const model = await fm({ factors: 8 }).fit(frame, { kind: 'binary', label });
 */
export function fm(parameters: Partial<FmParameters> = {}): Estimator {
  return factorEstimator(fmSettings(parameters));
}

/** Field-aware factorisation machine (Juan et al., RecSys 2016): a value has a vector towards each other column. */
export function ffm(parameters: Partial<FfmParameters> = {}): Estimator {
  return factorEstimator(ffmSettings(parameters));
}

/** Sparse logistic regression by FTRL-proximal steps (McMahan et al., KDD 2013) over values of columns. */
export function ftrl(parameters: Partial<FtrlParameters> = {}): Estimator {
  return factorEstimator(ftrlSettings(parameters));
}

function factorEstimator(settings: FactorSettings): Estimator {
  return {
    kind: settings.kind,
    fit: (frame, target, options = {}) => fitFactors(settings, { frame, target, options }),
  };
}

/** Coded rows with everything that a step needs. */
export interface LearningRows {
  readonly coded: CodedRows;
  readonly label: Float64Array;
  readonly weights: Float64Array;
  readonly offset: Float64Array | undefined;
}

/** Fewer rows than this per interval teach noise. */
export const ROWS_PER_BIN = 100;

async function fitFactors(
  settings: FactorSettings,
  call: { frame: Frame; target: Target; options: FitOptions },
): Promise<Model> {
  const { options } = call;
  const input = fitInput(call.frame, call.target, { options, supported: ['binary'] });
  const { encoded, target, seed } = input;
  const weights = input.weights ?? new Float64Array(encoded.rows).fill(1);
  const fields = layFields(encoded, weights, Math.min(settings.bins, Math.ceil(encoded.rows / ROWS_PER_BIN)));
  const coded = codeRows(fields, encoded.columns, encoded.rows);
  const data = { coded, label: target.values, weights, offset: input.baseMargin };
  const valid = options.valid && validRows(options.valid, encoded.features, fields);
  const { table, epochs } = await learnFactors(settings, { data, valid, fields, seed }, options);
  const { kind, ...parameters } = settings;
  return factorModel({
    kind,
    features: encoded.features,
    ignored: encoded.ignored,
    training: recordTraining(encoded, target.values, { fit: options, seed, parameters }),
    fields,
    table,
    presence: presenceOf(coded, weights, fields),
    epochs,
  });
}

function validRows(
  valid: NonNullable<FitOptions['valid']>,
  features: readonly Feature[],
  fields: readonly Field[],
): LearningRows {
  const { frame } = valid;
  const coded = codeRows(fields, encodeFrame(frame, features), frame.rows);
  const label = scalarTarget(valid.target, frame.rows, ['binary']).values;
  return { coded, label, weights: valid.weights ?? new Float64Array(frame.rows).fill(1), offset: valid.baseMargin };
}

/** What a machine learns from. */
export interface FactorPlan {
  readonly data: LearningRows;
  readonly valid: LearningRows | undefined;
  readonly fields: readonly Field[];
  readonly seed: number;
  /** Sets the weights from which the machine starts. */
  readonly prepare?: (table: FactorTable) => void;
}

/** Learns the weights of a machine on coded rows, with early stopping. */
export async function learnFactors(
  settings: FactorSettings,
  plan: FactorPlan,
  options: FitOptions,
): Promise<{ table: FactorTable; epochs: number }> {
  const rng = createRng(plan.seed).fork(settings.kind);
  const { result: table, epochs } = await fitEpochs({
    rows: plan.data.coded.rows,
    hasValid: plan.valid !== undefined,
    settings,
    rng,
    step: fitSteps(options, settings.epochs),
    start: () => startLearner(settings, { ...plan, rng }),
  });
  return { table, epochs };
}

/** Fresh weights that learn the rows of a plan. */
function startLearner(
  settings: FactorSettings,
  { data, valid, fields, prepare, rng }: FactorPlan & { rng: Rng },
): EpochLearner<FactorTable> {
  const slots = fields.reduce((sum, { size }) => sum + size, 0);
  const bias = data.offset === undefined ? logOdds(data) : 0;
  const shape = { fields: fields.length, slots, learnsBias: data.offset === undefined, bias };
  const learner = rowLearner(settings, shape, rng.fork('start'));
  prepare?.(learner.table);
  return {
    learn: (order) => learnRows(learner, data, order),
    loss: (rows) => meanLoss(learner.table, rows === undefined ? (valid ?? data) : data, rows),
    result: () => copyOf(learner.table),
  };
}

function logOdds({ label, weights }: LearningRows): number {
  let [events, total] = [0, 0];
  for (let row = 0; row < label.length; row++) {
    total += weights[row] as number;
    events += (weights[row] as number) * (label[row] as number);
  }
  return log((events + 0.5) / (total - events + 0.5));
}

function learnRows({ table, step }: RowLearner, data: LearningRows, order: Int32Array): void {
  const { coded, label, weights, offset } = data;
  for (let i = 0; i < order.length; i++) {
    const row = order[i] as number;
    const weight = weights[row] as number;
    if (weight === 0) continue;
    const p = sigmoid(marginFrom(table, { coded, row }, offset?.[row]));
    step(coded, row, weight * (p - (label[row] as number)));
  }
}

/** Mean loss of these rows, of all rows when none are named. */
function meanLoss(table: FactorTable, data: LearningRows, rows: Int32Array | undefined): number {
  let [sum, total] = [0, 0];
  for (let i = 0; i < (rows ?? data.label).length; i++) {
    const row = rows === undefined ? i : (rows[i] as number);
    const margin = marginFrom(table, { coded: data.coded, row }, data.offset?.[row]);
    const against = data.label[row] === 1 ? -margin : margin;
    const weight = data.weights[row] as number;
    sum += weight * (against > 0 ? against + log1p(exp(-against)) : log1p(exp(against)));
    total += weight;
  }
  return total > 0 ? sum / total : 0;
}

function copyOf(table: FactorTable): FactorTable {
  return { ...table, bias: table.bias.slice(), linear: table.linear.slice(), vectors: table.vectors.slice() };
}

/** Weighted mean of the value in each slot. */
export function presenceOf(
  { slots, values }: CodedRows,
  weights: Float64Array,
  fields: readonly Field[],
): Float64Array {
  const sums = new Float64Array(fields.reduce((sum, { size }) => sum + size, 0));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  for (let i = 0; i < slots.length; i++) {
    const weight = weights[Math.floor(i / fields.length)] as number;
    sums[slots[i] as number] = (sums[slots[i] as number] as number) + weight * (values[i] as number);
  }
  return sums.map((sum) => sum / total);
}
