import { TallyError, z } from '#base';
import type { Frame } from '#table';
import { checkRow, explainBatch, predictWide, type WideKernel } from '../batch.ts';
import { documentHead, parseModelPart, type ModelDocument, type TrainingRecord } from '../document.ts';
import type { Model } from '../estimator.ts';
import type { Feature, IgnoredColumn } from '../feature.ts';
import { addMargins, type Forest } from '../tree/forest.ts';
import { forestBody, forestFromBody, forestSchema } from '../tree/forest-body.ts';
import { gainImportance, rowExplainer } from '../tree/gbdt-model.ts';
import { causeShares } from '../tree/objectives/hazard.ts';

/** A model of when something happens: its outputs are PD(t) for each cause and window end. */
export interface SurvivalModel extends Model {
  /** Window j is [edges[j], edges[j + 1]). */
  readonly edges: Float64Array;
  /** Kinds of events; output `cause * windows + j` is the chance of that cause by edges[j + 1]. */
  readonly causes: number;
  readonly trees: number;
  /** outputs x rows: the chance of each cause within a window for those who reach it. */
  hazards(frame: Frame): Float64Array;
}

export interface SurvivalParts {
  readonly features: readonly Feature[];
  readonly ignored: readonly IgnoredColumn[];
  /** Margin of each cause and window before the first tree. */
  readonly start: Float64Array;
  readonly edges: Float64Array;
  readonly causes: number;
  readonly forest: Forest;
  readonly training: TrainingRecord;
}

/** Makes the model of a trained or loaded forest. */
export function gbstModel(parts: SurvivalParts): SurvivalModel {
  const { features, ignored, start, edges, causes, forest } = parts;
  const { outputs } = forest;
  const hazards = kernelOf(parts, (margins) => toHazards(margins, causes));
  const curves = kernelOf(parts, (margins) => {
    toHazards(margins, causes);
    toIncidence(margins, causes);
  });
  const explainRow = rowExplainer(forest, start);
  const one = new Float64Array(outputs);
  const scoreAll = (row: Float64Array, out: Float64Array): void => {
    checkRow(features, row);
    curves.predict(row, out);
  };
  return {
    kind: 'gbst',
    target: 'survival',
    outputs,
    features,
    ignored,
    edges,
    causes,
    trees: forest.roots.length,
    importance: gainImportance(forest, features.length),
    predict: (frame, options) => predictWide(curves, frame, options),
    hazards: (frame) => predictWide(hazards, frame),
    explain: (frame, output = 0) => explainBatch({ features, explainRow }, frame, output),
    explainRow,
    scoreAll,
    // The chance of the first cause by the end of the last window.
    score: (row) => {
      scoreAll(row, one);
      return one[edges.length - 2] as number;
    },
    save: () => ({
      ...documentHead({ kind: 'gbst', target: 'survival', ...parts }),
      body: { causes, edges: [...edges], start: [...start], ...forestBody(forest) },
    }),
  };
}

function kernelOf({ features, forest, start }: SurvivalParts, link: (margins: Float64Array) => void): WideKernel {
  return {
    features,
    outputs: forest.outputs,
    predict: (row, out, from = start) => {
      out.set(from);
      addMargins(forest, row, out);
      link(out);
    },
  };
}

/** Margins to the chances of each cause in each window, in place. */
function toHazards(margins: Float64Array, causes: number): void {
  const windows = margins.length / causes;
  const shares = new Float64Array(causes);
  for (let j = 0; j < windows; j++) {
    causeShares(margins, { from: j, windows }, shares);
    for (let c = 0; c < causes; c++) margins[c * windows + j] = shares[c] as number;
  }
}

/** Hazards to cumulative incidences, in place: what happened before plus the hazard of those who are left. */
function toIncidence(hazards: Float64Array, causes: number): void {
  const windows = hazards.length / causes;
  let survival = 1;
  for (let j = 0; j < windows; j++) {
    let gone = 0;
    for (let c = 0; c < causes; c++) {
      const at = c * windows + j;
      const part = survival * (hazards[at] as number);
      hazards[at] = (j === 0 ? 0 : (hazards[at - 1] as number)) + part;
      gone += part;
    }
    survival -= gone;
  }
}

const bodySchema = forestSchema.extend({
  causes: z.number().int().min(1),
  edges: z.array(z.number()).min(2),
  start: z.array(z.number()).min(1),
});

/** Restores a saved survival model. Throws `LEARN_MODEL_INVALID` when its parts do not fit together. */
export function loadGbst(document: ModelDocument): SurvivalModel {
  const body = parseModelPart(bodySchema, document.body, 'survival forest');
  const forest = forestFromBody(body, document.features);
  const [start, edges] = [Float64Array.from(body.start), Float64Array.from(body.edges)];
  const outputs = (edges.length - 1) * body.causes;
  if (forest.outputs !== outputs || start.length !== outputs) {
    throw new TallyError('LEARN_MODEL_INVALID', `the model has ${forest.outputs} outputs instead of ${outputs}`, {
      hint: 'the file was changed or cut short: save the model again',
    });
  }
  const { features, ignored, training } = document;
  return gbstModel({ features, ignored, start, edges, causes: body.causes, forest, training });
}
