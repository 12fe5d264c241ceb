import { exp, TallyError, z } from '#base';
import type { Frame } from '#table';
import { explainBatch, predictBatch, scoreRow, type RowKernel } from '../batch.ts';
import { documentHead, parseModelPart, type ModelDocument, type TrainingRecord } from '../document.ts';
import { encodeFrame } from '../encode.ts';
import type { Model } from '../estimator.ts';
import type { Feature, IgnoredColumn } from '../feature.ts';
import { leafOf, marginOf, type Forest } from '../tree/forest.ts';
import { forestBody, forestFromBody, forestSchema } from '../tree/forest-body.ts';
import { gainImportance, rowExplainer } from '../tree/gbdt-model.ts';

/** The cumulative hazard of every leaf as its steps, divided by the number of trees. */
export interface LeafHazards {
  /** Distinct event times of the training rows. */
  readonly times: Float64Array;
  /** Steps of leaf k (leaves in the order of their nodes) are `from[k]` up to `from[k + 1]`. */
  readonly from: Int32Array;
  /** Index into `times` of each step. */
  readonly time: Int32Array;
  readonly step: Float64Array;
}

/**
 * A fitted random survival forest: `predict` gives the mortality, the events expected among the training event times
 * if every row were like this one; higher is riskier.
 */
export interface SurvivalForestModel extends Model {
  readonly kind: 'survival-forest';
  readonly hazards: LeafHazards;
  /** Times x rows, time by time: the chance to be without event after the time, exp(-mean cumulative hazard). */
  survival(frame: Frame, times: Float64Array): Float64Array;
}

interface SurvivalForestParts {
  readonly features: readonly Feature[];
  readonly ignored: readonly IgnoredColumn[];
  readonly training: TrainingRecord;
  readonly forest: Forest;
  readonly hazards: LeafHazards;
}

/** Makes the model of grown or loaded trees. */
export function survivalForestModel(parts: SurvivalForestParts): SurvivalForestModel {
  const { features, ignored, forest, hazards } = parts;
  const kernel: RowKernel = {
    features,
    margin: (row, from = 0) => marginOf(forest, row, from),
    transform: (margin) => margin,
    explainRow: rowExplainer(forest, Float64Array.of(0)),
  };
  return {
    kind: 'survival-forest',
    target: 'survival',
    outputs: 1,
    features,
    ignored,
    importance: gainImportance(forest, features.length),
    hazards,
    predict: (frame, options) => predictBatch(kernel, frame, options),
    survival: (frame, times) => survivalOf(parts, frame, times),
    explain: (frame) => explainBatch(kernel, frame),
    score: (row) => scoreRow(kernel, row),
    scoreAll: (row, out) => {
      out[0] = scoreRow(kernel, row);
    },
    explainRow: kernel.explainRow,
    save: () => ({
      ...documentHead({ kind: 'survival-forest', target: 'survival', ...parts }),
      body: {
        ...forestBody(forest),
        hazards: {
          times: [...hazards.times],
          from: [...hazards.from],
          time: [...hazards.time],
          step: [...hazards.step],
        },
      },
    }),
  };
}

function survivalOf({ features, forest, hazards }: SurvivalForestParts, frame: Frame, at: Float64Array): Float64Array {
  const columns = encodeFrame(frame, features);
  const leafNumber = numberLeaves(forest);
  const row = new Float64Array(features.length);
  const steps = new Float64Array(hazards.times.length);
  const out = new Float64Array(at.length * frame.rows);
  for (let r = 0; r < frame.rows; r++) {
    for (let f = 0; f < row.length; f++) row[f] = (columns[f] as Float64Array)[r] as number;
    steps.fill(0);
    for (const root of forest.roots) addLeaf(hazards, leafNumber[leafOf(forest, root, row)] as number, steps);
    let [hazard, next] = [0, 0];
    for (let k = 0; k < at.length; k++) {
      const time = at[k] as number;
      if (k > 0 && time < (at[k - 1] as number)) [hazard, next] = [0, 0];
      for (; next < steps.length && (hazards.times[next] as number) <= time; next++) hazard += steps[next] as number;
      out[k * frame.rows + r] = exp(-hazard);
    }
  }
  return out;
}

function numberLeaves({ feature }: Forest): Int32Array {
  let count = 0;
  return feature.map((f) => (f < 0 ? count++ : -1));
}

function addLeaf({ from, time, step }: LeafHazards, leaf: number, steps: Float64Array): void {
  for (let i = from[leaf] as number; i < (from[leaf + 1] as number); i++) {
    const at = time[i] as number;
    steps[at] = (steps[at] as number) + (step[i] as number);
  }
}

const numbers = z.array(z.number());
const integers = z.array(z.number().int().min(0));
const bodySchema = forestSchema.extend({
  hazards: z.object({ times: numbers, from: integers, time: integers, step: numbers }),
});

/** Restores a saved random survival forest. */
export function loadSurvivalForest(document: ModelDocument): SurvivalForestModel {
  const body = parseModelPart(bodySchema, document.body, 'survival forest');
  const { features, ignored, training } = document;
  const forest = forestFromBody(body, features);
  const hazards = {
    times: Float64Array.from(body.hazards.times),
    from: Int32Array.from(body.hazards.from),
    time: Int32Array.from(body.hazards.time),
    step: Float64Array.from(body.hazards.step),
  };
  if (fits(hazards, forest)) return survivalForestModel({ features, ignored, training, forest, hazards });
  throw new TallyError('LEARN_MODEL_INVALID', "the model's leaf hazards do not fit its trees", {
    hint: 'the file was changed or cut short: save the model again',
  });
}

function fits({ times, from, time, step }: LeafHazards, forest: Forest): boolean {
  const leaves = forest.feature.reduce((sum, f) => sum + (f < 0 ? 1 : 0), 0);
  const isAscending = from.every((value, k) => k === 0 || value >= (from[k - 1] as number));
  const isInside = time.every((value) => value < times.length);
  return (
    from.length === leaves + 1 && from.at(-1) === step.length && time.length === step.length && isAscending && isInside
  );
}
