import { logit, sigmoid, TallyError, z } from '#base';
import { float64Column, type Column, type Frame } from '#table';
import { calibrationSchema, loadCalibration, type Calibration } from '../calibrate/calibrator.ts';
import { checkRow, predictBatch, scoreRow, type RowKernel } from '../batch.ts';
import { parseModelPart, type ModelDocument, type TrainingRecord } from '../document.ts';
import { encodeFrame } from '../encode.ts';
import type { Model } from '../estimator.ts';
import type { Feature, IgnoredColumn } from '../feature.ts';
import { kernelModel, sharesOf } from '../kernel-model.ts';
import { within, type MemberInput } from './preparation.ts';

/** One model of a blend. */
export interface BlendMember {
  /** The candidate's name in the race. */
  readonly name: string;
  /** Factor of its log-odds, not negative. */
  readonly weight: number;
  readonly inputs: readonly MemberInput[];
  readonly model: Model;
}

export interface BlendParts {
  readonly features: readonly Feature[];
  readonly ignored: readonly IgnoredColumn[];
  readonly training: TrainingRecord;
  readonly intercept: number;
  readonly members: readonly BlendMember[];
  /** From the sigmoid of the sum to the probability; the sum itself explains. */
  readonly calibration?: Calibration | undefined;
}

/**
 * A weighted sum of the log-odds of its members. A straight calibration is part of weights and intercept; with another one
 * contributions add up to the log-odds before `calibration`, which never falls.
 */
export interface BlendModel extends Model {
  readonly kind: 'blend';
  readonly intercept: number;
  readonly members: readonly BlendMember[];
  readonly calibration: Calibration | undefined;
}

/** Members this sure are taken as this sure: a log-odds of 28. */
const EDGE = 1e-12;

/** Makes the model of fitted or loaded members. */
export function blendModel(parts: BlendParts): BlendModel {
  const { features, ignored, training, intercept, members } = parts;
  const kernel = blendKernel(parts);
  const shared = kernelModel({
    kind: 'blend',
    kernel,
    ignored,
    training,
    importance: importanceOf(parts),
    body: () => bodyOf(parts),
  });
  return {
    ...shared,
    kind: 'blend',
    intercept,
    members,
    calibration: parts.calibration,
    predict: (frame, options = {}) =>
      options.baseMargin === undefined ? predictMembers(parts, frame) : predictBatch(kernel, frame, options),
    score: (row) => scoreRow(kernel, row),
    explainRow: (row, out) => {
      checkRow(features, row);
      return kernel.explainRow(row, out);
    },
  };
}

/** The log-odds that a member's probability stands for. */
export function memberMargin(probability: number): number {
  return logit(Math.min(Math.max(probability, EDGE), 1 - EDGE));
}

function blendKernel({ features, intercept, members, calibration }: BlendParts): RowKernel {
  const rows = members.map(({ inputs }) => new Float64Array(inputs.length));
  const outs = members.map(({ inputs }) => new Float64Array(inputs.length));
  const fill = (m: number, row: Float64Array): Float64Array => {
    const { inputs } = members[m] as BlendMember;
    const own = rows[m] as Float64Array;
    for (let k = 0; k < own.length; k++) {
      const input = inputs[k] as MemberInput;
      own[k] = within(row[input.feature] as number, input);
    }
    return own;
  };
  return {
    features,
    margin: (row, start = intercept) => {
      let margin = start;
      for (let m = 0; m < members.length; m++) {
        const { weight, model } = members[m] as BlendMember;
        margin += weight * memberMargin(model.score(fill(m, row)));
      }
      return margin;
    },
    transform: linkOf(calibration),
    explainRow: (row, out) => {
      out.fill(0);
      let base = intercept;
      for (let m = 0; m < members.length; m++) {
        const { weight, model, inputs } = members[m] as BlendMember;
        const own = outs[m] as Float64Array;
        base += weight * model.explainRow(fill(m, row), own);
        for (let k = 0; k < own.length; k++) {
          const { feature } = inputs[k] as MemberInput;
          out[feature] = (out[feature] as number) + weight * (own[k] as number);
        }
      }
      return base;
    },
  };
}

function linkOf(calibration: Calibration | undefined): (margin: number) => number {
  return calibration === undefined ? sigmoid : (margin) => calibration.one(sigmoid(margin));
}

/** By member, so that each can take its fastest way; the sums run in the order of `margin`. */
function predictMembers({ features, intercept, members, calibration }: BlendParts, frame: Frame): Float64Array {
  const columns = encodeFrame(frame, features);
  const margins = new Float64Array(frame.rows).fill(intercept);
  for (const { weight, model, inputs } of members) {
    const own = inputs.map((input, k): Column => {
      const source = features[input.feature] as Feature;
      if (model.features[k]?.kind === 'category') return frame.columns[frame.names.indexOf(source.name)] as Column;
      const values = columns[input.feature] as Float64Array;
      const isLimited = input.low !== undefined || input.high !== undefined;
      return float64Column(isLimited ? values.map((value) => within(value, input)) : values);
    });
    const names = model.features.map(({ name }) => name);
    const scores = model.predict({ rows: frame.rows, names, columns: own });
    for (let row = 0; row < margins.length; row++) {
      margins[row] = (margins[row] as number) + weight * memberMargin(scores[row] as number);
    }
  }
  return margins.map(linkOf(calibration));
}

/** The members' shares by weight. */
function importanceOf({ features, members }: BlendParts): Float64Array {
  const sums = new Float64Array(features.length);
  for (const { weight, inputs, model } of members) {
    inputs.forEach(({ feature }, k) => {
      sums[feature] = (sums[feature] as number) + weight * (model.importance[k] as number);
    });
  }
  return sharesOf(sums);
}

const bodySchema = z.object({
  intercept: z.number(),
  calibration: calibrationSchema.optional(),
  members: z
    .array(
      z.object({
        name: z.string(),
        weight: z.number().min(0),
        inputs: z.array(
          z.object({ feature: z.number().int().min(0), low: z.number().optional(), high: z.number().optional() }),
        ),
        model: z.unknown(),
      }),
    )
    .min(1),
});

function bodyOf({ intercept, members, calibration }: BlendParts): z.infer<typeof bodySchema> {
  const saved = members.map(({ name, weight, inputs, model }) => ({
    name,
    weight,
    inputs: inputs.map((input) => ({ ...input })),
    model: model.save(),
  }));
  return { intercept, ...(calibration === undefined ? {} : { calibration: calibration.save() }), members: saved };
}

/** Restores a saved blend; `load` restores its members. Throws `LEARN_MODEL_INVALID` when they do not fit together. */
export function loadBlend(document: ModelDocument, load: (input: unknown) => Model): BlendModel {
  const body = parseModelPart(bodySchema, document.body, 'members');
  const { features, ignored, training } = document;
  const members = body.members.map((member) => ({ ...member, model: load(member.model) }));
  const fits = members.every(
    ({ inputs, model }) =>
      model.target === 'binary' &&
      inputs.length === model.features.length &&
      inputs.every(({ feature }) => feature < features.length),
  );
  const calibration = body.calibration === undefined ? undefined : loadCalibration(body.calibration);
  if (fits) return blendModel({ features, ignored, training, intercept: body.intercept, members, calibration });
  throw new TallyError('LEARN_MODEL_INVALID', 'the members of the blend do not fit its features', {
    hint: 'the file was changed or cut short: save the model again',
  });
}
