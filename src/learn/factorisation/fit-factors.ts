import { createRng, exp, log, log1p, shuffle, sigmoid, type Rng } from '#base';
import type { Frame } from '#table';
import { recordTraining } from '../document.ts';
import { encodeFrame } from '../encode.ts';
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
interface LearningRows {
  readonly coded: CodedRows;
  readonly label: Float64Array;
  readonly weights: Float64Array;
  readonly offset: Float64Array | undefined;
}

/** Fewer rows than this per interval teach noise. */
const ROWS_PER_BIN = 100;

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
  const { table, epochs } = await learn(settings, {
    data,
    valid,
    fields,
    rng: createRng(seed).fork(settings.kind),
    options,
  });
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

interface Plan {
  readonly data: LearningRows;
  readonly valid: LearningRows | undefined;
  readonly fields: readonly Field[];
  readonly rng: Rng;
  readonly options: FitOptions;
}

interface Learnt {
  readonly table: FactorTable;
  readonly epochs: number;
}

/** Validation rows keep the best epoch's weights; held-out rows only tell how many epochs to take on all rows. */
async function learn(settings: FactorSettings, plan: Plan): Promise<Learnt> {
  const { data, valid, rng } = plan;
  const { rows } = data.coded;
  const all = Int32Array.from({ length: rows }, (_, row) => row);
  const step = fitSteps(plan.options, settings.epochs);
  const held = valid === undefined ? Math.floor(rows * settings.holdout) : 0;
  if (valid !== undefined)
    return run(settings, plan, { order: all, epochs: settings.epochs, step, watch: watchOf(valid) });
  if (held < 20) return run(settings, plan, { order: all, epochs: settings.epochs, step, watch: undefined });
  const dealt = shuffle(all.slice(), rng.fork('holdout'));
  const watch = { data, order: dealt.subarray(0, held) };
  const trial = await run(settings, plan, { order: dealt.slice(held), epochs: settings.epochs, step, watch });
  return run(settings, plan, { order: all, epochs: trial.epochs, step, watch: undefined });
}

interface Watch {
  readonly data: LearningRows;
  readonly order: Int32Array;
}

function watchOf(data: LearningRows): Watch {
  return { data, order: Int32Array.from({ length: data.coded.rows }, (_, row) => row) };
}

interface Run {
  readonly order: Int32Array;
  readonly epochs: number;
  readonly step: (validLoss?: number) => Promise<void>;
  readonly watch: Watch | undefined;
}

async function run(settings: FactorSettings, plan: Plan, { order, epochs, step, watch }: Run): Promise<Learnt> {
  const learner = startLearner(settings, plan);
  const sequence = order.slice();
  let best = { loss: Infinity, epochs, table: learner.table };
  for (let epoch = 1; epoch <= epochs; epoch++) {
    shuffle(sequence, plan.rng.fork('order', epoch));
    learnRows(learner, plan.data, sequence);
    const loss = watch === undefined ? undefined : meanLoss(learner.table, watch);
    await step(loss);
    if (loss === undefined) continue;
    if (loss < best.loss) best = { loss, epochs: epoch, table: copyOf(learner.table) };
    else if (epoch - best.epochs >= settings.patience) break;
  }
  return best;
}

function startLearner(settings: FactorSettings, { data, fields, rng }: Plan): RowLearner {
  const slots = fields.reduce((sum, { size }) => sum + size, 0);
  const bias = data.offset === undefined ? logOdds(data) : 0;
  const shape = { fields: fields.length, slots, learnsBias: data.offset === undefined, bias };
  return rowLearner(settings, shape, rng.fork('start'));
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

function meanLoss(table: FactorTable, { data, order }: Watch): number {
  let [sum, total] = [0, 0];
  for (const row of order) {
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

function presenceOf({ slots, values }: CodedRows, weights: Float64Array, fields: readonly Field[]): Float64Array {
  const sums = new Float64Array(fields.reduce((sum, { size }) => sum + size, 0));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  for (let i = 0; i < slots.length; i++) {
    const weight = weights[Math.floor(i / fields.length)] as number;
    sums[slots[i] as number] = (sums[slots[i] as number] as number) + weight * (values[i] as number);
  }
  return sums.map((sum) => sum / total);
}
