import { createRng, parse, z, type Rng } from '#base';
import type { Frame } from '#table';
import { recordTraining } from '../document.ts';
import type { Estimator, FitOptions, Model } from '../estimator.ts';
import { fitInput } from '../fit-input.ts';
import { fitSteps } from '../fit-steps.ts';
import { buildDesign } from '../linear/terms.ts';
import type { Target } from '../target.ts';
import { solveMargin, type MarginFit, type MarginProblem } from './dual-coordinate-descent.ts';
import { plattScale } from './platt.ts';
import { matrixOfColumns, rowScore } from './sparse-matrix.ts';
import { svmModel } from './svm-model.ts';

const parametersSchema = z.strictObject({
  /** Cost of a row on the wrong side, against the squared length of the weights. */
  c: z.number().gt(0).default(1),
  loss: z.enum(['hinge', 'squaredHinge']).default('squaredHinge'),
  tolerance: z.number().gt(0).default(1e-3),
  maxSweeps: z.number().int().min(1).default(1000),
  /** Parts of the cross-validation that turns distances into probabilities. */
  calibrationFolds: z.number().int().min(2).max(20).default(3),
});

/** Settings of the linear support vector machine. */
export type SvmParameters = z.infer<typeof parametersSchema>;

/**
 * Linear support vector machine on standardised columns (median imputation with missing flags, one term per category),
 * solved in the dual; probabilities by Platt's sigmoid on distances of rows that the fit had not seen. A base margin
 * enters the sigmoid, not the plane.
 *
 * @example
 * const model = await svm({ c: 0.1 }).fit(frame, { kind: 'binary', label });
 */
export function svm(parameters: Partial<SvmParameters> = {}): Estimator {
  const settings = parse(parametersSchema, parameters, { what: 'svm settings', code: 'LEARN_SETTINGS' });
  return { kind: 'svm', fit: (frame, target, options = {}) => fitSvm(settings, { frame, target, options }) };
}

async function fitSvm(
  settings: SvmParameters,
  call: { frame: Frame; target: Target; options: FitOptions },
): Promise<Model> {
  const { options } = call;
  const { encoded, target, seed, baseMargin, ...input } = fitInput(call.frame, call.target, {
    options,
    supported: ['binary'],
  });
  const weights = input.weights ?? new Float64Array(encoded.rows).fill(1);
  const design = buildDesign(encoded, weights);
  const step = fitSteps(options, settings.calibrationFolds + 1);
  const problem: MarginProblem = {
    ...settings,
    matrix: matrixOfColumns(design.columns, encoded.rows),
    sign: target.values.map((y) => 2 * y - 1),
    cost: weights.map((weight) => settings.c * weight),
  };
  const rng = createRng(seed).fork('svm');
  const scores = await unseenScores(problem, { folds: settings.calibrationFolds, rng, step });
  const { slope, intercept } = plattScale({ scores, label: target.values, weights, offset: baseMargin });
  const fit = solveMargin(problem, rng.fork('sweeps'));
  await step();
  const training = recordTraining(encoded, target.values, { fit: options, seed, parameters: settings });
  const body = {
    intercept: intercept + slope * (fit.weights[design.columns.length] as number),
    terms: design.terms.map((term, j) => ({
      ...term,
      codes: [...term.codes],
      coefficient: slope * (fit.weights[j] as number) + 0,
    })),
    slope,
    ...outcome(fit),
  };
  return svmModel({ features: encoded.features, ignored: encoded.ignored, training, body });
}

function outcome({ sweeps, isConverged }: MarginFit): { sweeps: number; isConverged: boolean } {
  return { sweeps, isConverged };
}

/** The distance of every row from a plane that was fitted without it. */
async function unseenScores(
  problem: MarginProblem,
  plan: { folds: number; rng: Rng; step: () => Promise<void> },
): Promise<Float64Array> {
  const { rows } = problem.matrix;
  const foldOf = dealFolds(problem.sign, plan.folds, plan.rng.fork('folds'));
  const scores = new Float64Array(rows);
  for (let fold = 0; fold < plan.folds; fold++) {
    const cost = problem.cost.map((value, row) => (foldOf[row] === fold ? 0 : value));
    const { weights } = solveMargin({ ...problem, cost }, plan.rng.fork('sweeps', fold));
    for (let row = 0; row < rows; row++) if (foldOf[row] === fold) scores[row] = rowScore(problem.matrix, row, weights);
    await plan.step();
  }
  return scores;
}

/** Folds that share out both classes evenly. */
function dealFolds(sign: Float64Array, folds: number, rng: Rng): Uint8Array {
  const dealt = [rng.below(folds), rng.below(folds)];
  const order = rng.fork('order');
  const keys = new Float64Array(sign.length).map(() => order.uniform());
  const sorted = Int32Array.from(keys.keys()).sort((a, b) => (keys[a] as number) - (keys[b] as number) || a - b);
  const foldOf = new Uint8Array(sign.length);
  for (const row of sorted) {
    const side = sign[row] === 1 ? 1 : 0;
    foldOf[row] = dealt[side] as number;
    dealt[side] = ((dealt[side] as number) + 1) % folds;
  }
  return foldOf;
}
