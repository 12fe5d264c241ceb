import { createRng, shuffle } from '#base';
import { concat, take, type Frame } from '#table';
import { calibrationLine } from '../calibrate/calibration-line.ts';
import type { Estimator, FitOptions, Model } from '../estimator.ts';
import { auc } from '../metric/auc.ts';
import { logLoss } from '../metric/log-loss.ts';
import { foldRows, stratifiedFolds } from '../split/folds.ts';
import { pickRows } from '../target-rows.ts';
import { gbdt } from '../tree/gbdt.ts';
import { acceptanceOf } from './acceptance.ts';
import {
  fitTasksWithRejects,
  fitWithRejects,
  REJECT_METHODS,
  type AllApplicants,
  type RejectMethod,
} from './fit-with-rejects.ts';
import { inversePropensity } from './inverse-propensity.ts';
import { swapSet, type SwapSet } from './swap-set.ts';

/** What one way to take rejected applicants in would do. */
export interface RejectLine {
  readonly method: RejectMethod | 'accepted only';
  /** Of fuzzy augmentation and parcelling. */
  readonly factor: number | null;
  /** On accepted applicants that the fit has not seen. */
  readonly auc: number;
  readonly logLoss: number;
  /** Slope and shift of the calibration line there: 1 and 0 are right. */
  readonly calibrationSlope: number;
  readonly calibrationShift: number;
  /** Mean score of the rejected applicants: the event rate that the method expects of them. */
  readonly rejectRate: number;
  readonly swap: SwapSet;
}

/** Ways to infer the outcomes of rejected applicants side by side. Which is right, no data here can tell. */
export interface RejectComparison {
  readonly accepted: number;
  readonly rejected: number;
  readonly acceptedRate: number;
  /** How well the columns tell accepted from rejected applicants. */
  readonly acceptanceAuc: number;
  /** What the accepted rows are worth with inverse propensity weights. */
  readonly effectiveRows: number;
  readonly lines: readonly RejectLine[];
  /** The method that the model was fitted with, when one was asked for. */
  readonly used: { readonly method: RejectMethod; readonly factor: number } | null;
  readonly warnings: readonly string[];
}

export interface RejectInput {
  /** Accepted applicants and their outcomes. */
  readonly frame: Frame;
  readonly label: Float64Array;
  /** Rejected applicants: the same columns. */
  readonly rejects: Frame;
}

const FOLDS = 3;
/** Applicants of each side that are compared, drawn by the seed. */
const MOST = 20_000;

/** The learner by which methods are compared. */
export function comparisonLearner(): Estimator {
  return gbdt({ trees: 60, maxDepth: 3, learningRate: 0.15, minChildWeight: 5, l2: 5 });
}

/** Compares all methods by boosted trees; fuzzy augmentation and parcelling with factor 1 and with `factor`. */
export async function compareRejectInference(
  input: RejectInput,
  { factor, used, ...options }: FitOptions & { readonly factor: number; readonly used: RejectMethod | undefined },
): Promise<RejectComparison> {
  const seed = options.seed ?? 42;
  const applicants = sampled(input, seed);
  const { label } = applicants;
  const acceptance = await acceptanceOf(applicants, comparisonLearner(), options);
  const all = { ...applicants, chances: acceptance.chances };
  const plans = plansOf(factor);
  const scores = plans.map(() => new Float64Array(all.outcome.length));
  const folds = stratifiedFolds(label, FOLDS, seed);
  const rejected = Int32Array.from({ length: all.outcome.length - label.length }, (_, i) => label.length + i);
  for (let fold = 0; fold <= FOLDS; fold++) {
    // The last round learns from all accepted applicants and scores the rejected ones.
    const isLast = fold === FOLDS;
    const { train, test } = isLast ? { train: Int32Array.from(label.keys()), test: rejected } : foldRows(folds, fold);
    const models = await fitPlans(plans, partOf(all, Int32Array.from([...train, ...rejected])), { seed, options });
    const judged = take(all.frame, test);
    models.forEach((model, p) => {
      const own = model.predict(judged);
      test.forEach((row, i) => ((scores[p] as Float64Array)[row] = own[i] as number));
    });
  }
  const { effectiveRows } = inversePropensity({ acceptance: acceptance.chances, outcome: all.outcome });
  const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const found = {
    accepted: input.frame.rows,
    rejected: input.rejects.rows,
    acceptedRate: mean(input.label),
    acceptanceAuc: acceptance.auc,
    effectiveRows: (effectiveRows * input.frame.rows) / label.length,
  };
  return {
    ...found,
    lines: plans.map((plan, p) => lineOf(plan, scores[p] as Float64Array, label)),
    used: used === undefined ? null : { method: used, factor },
    warnings: warningsOf(found),
  };
}

interface Plan {
  readonly method: RejectLine['method'];
  readonly factor: number | null;
}

function plansOf(factor: number): Plan[] {
  const factors = [...new Set([1, factor])];
  return [
    { method: 'accepted only', factor: null },
    ...REJECT_METHODS.flatMap((method): Plan[] =>
      method === 'fuzzy' || method === 'parcelling'
        ? factors.map((own) => ({ method, factor: own }))
        : [{ method, factor: null }],
    ),
  ];
}

async function fitPlans(
  plans: readonly Plan[],
  applicants: AllApplicants,
  { seed, options }: { readonly seed: number; readonly options: FitOptions },
): Promise<Model[]> {
  const estimator = comparisonLearner();
  const { frame, outcome } = applicants;
  const accepted = Int32Array.from(outcome.keys()).filter((row) => outcome[row] === outcome[row]);
  const target = { kind: 'binary', label: pickRows(outcome, accepted) } as const;
  const base = await estimator.fit(take(frame, accepted), target, options);
  const models: Model[] = [];
  for (const { method, factor } of plans) {
    if (method === 'accepted only') models.push(base);
    else if (method === 'multi-task') models.push(await fitTasksWithRejects(applicants, estimator, options));
    else models.push(await fitWithRejects(method, applicants, { base, estimator, options, seed, factor: factor ?? 1 }));
  }
  return models;
}

function lineOf({ method, factor }: Plan, scores: Float64Array, label: Float64Array): RejectLine {
  const [own, others] = [scores.subarray(0, label.length), scores.subarray(label.length)];
  const { slope, shift } = calibrationLine(label, own.slice());
  return {
    method,
    factor,
    auc: auc(label, own),
    logLoss: logLoss(label, own),
    calibrationSlope: slope.value,
    calibrationShift: shift.value,
    rejectRate: others.reduce((sum, score) => sum + score, 0) / others.length,
    swap: swapSet(scores, label),
  };
}

type Sampled = Omit<AllApplicants, 'chances'> & { readonly label: Float64Array };

/** Accepted applicants, then rejected ones, at most {@link MOST} of each. */
function sampled({ frame, label, rejects }: RejectInput, seed: number): Sampled {
  const draw = (rows: number, name: string): Int32Array => {
    const all = new Uint32Array(rows).map((_, row) => row);
    if (rows > MOST) shuffle(all, createRng(seed).fork(name));
    return Int32Array.from(all.subarray(0, MOST)).sort();
  };
  const [kept, others] = [draw(frame.rows, 'accepted'), draw(rejects.rows, 'rejected')];
  const labels = pickRows(label, kept);
  const outcome = new Float64Array(kept.length + others.length).fill(NaN);
  outcome.set(labels);
  return { frame: concat([take(frame, kept), take(rejects, others)]), outcome, label: labels };
}

function partOf(all: AllApplicants, rows: Int32Array): AllApplicants {
  return { frame: take(all.frame, rows), outcome: pickRows(all.outcome, rows), chances: pickRows(all.chances, rows) };
}

/** From here on, past decisions follow the columns so closely that nobody stands for the rejected applicants. */
const NO_OVERLAP = 0.97;

function warningsOf(found: Pick<RejectComparison, 'acceptanceAuc' | 'effectiveRows' | 'accepted'>): string[] {
  const { acceptanceAuc, effectiveRows, accepted } = found;
  const list: string[] = [];
  if (acceptanceAuc >= NO_OVERLAP) {
    list.push(
      `past decisions follow the columns closely (AUC ${acceptanceAuc.toFixed(3)}): hardly any accepted applicant resembles the rejected ones`,
    );
  }
  if (effectiveRows < accepted / 4) {
    list.push(`inverse propensity weights make ${accepted} accepted applicants worth ${effectiveRows.toFixed(0)}`);
  }
  return list;
}
