import { createRng } from '#base';
import { take } from '#table';
import type { FitProgress, ValidationData } from '../estimator.ts';
import { pickRows, takeTarget } from '../target-rows.ts';
import { fitGbst, type SurvivalFit } from './fit-gbst.ts';
import type { GbstSettings } from './gbst-settings.ts';
import { windowEdges } from './windows.ts';

/** Inner folds on which settings are compared. */
const FOLDS = 4;

/** Of more rows than this one inner fold says enough. */
const MANY_ROWS = 40_000;

/** Fewer rows than this in a fold say nothing. */
const LEAST_FOLD = 20;

/**
 * The candidate, and its number of trees, with the least loss over inner folds; the model itself then learns from all rows.
 * The first one, as it is, where there is too little to compare by.
 */
export async function chooseSettings(candidates: readonly GbstSettings[], fit: SurvivalFit): Promise<GbstSettings> {
  const first = candidates[0] as GbstSettings;
  const folds = innerFolds(fit);
  if (folds.length === 0) return first;
  // Windows must be those of all rows.
  const edges = windowEdges(fit.target, first);
  const windowLength = (edges[1] as number) - (edges[0] as number);
  let best = { settings: first, loss: Infinity };
  for (const candidate of candidates) {
    const total = new Float64Array(candidate.settings.trees);
    for (const fold of folds) {
      const losses = await lossByTrees({ ...candidate, windowLength }, fit, fold);
      losses.forEach((loss, step) => (total[step] = (total[step] as number) + loss));
    }
    const trees = total.reduce((least, loss, step) => (loss < (total[least] as number) ? step : least), 0) + 1;
    const loss = total[trees - 1] as number;
    if (loss < best.loss) best = { loss, settings: { ...candidate, settings: { ...candidate.settings, trees } } };
  }
  return best.settings;
}

interface InnerFold {
  readonly learnt: ValidationData & Pick<SurvivalFit, 'target'>;
  readonly valid: ValidationData;
}

function innerFolds(fit: SurvivalFit): InnerFold[] {
  const { rows } = fit.frame;
  if (rows < FOLDS * LEAST_FOLD) return [];
  const rng = createRng(fit.options.seed ?? 42).fork('folds');
  const fold = Uint8Array.from({ length: rows }, () => rng.below(FOLDS));
  const all = Int32Array.from(fold.keys());
  const folds = Array.from({ length: rows > MANY_ROWS ? 1 : FOLDS }, (_, held) => ({
    learnt: part(
      fit,
      all.filter((row) => fold[row] !== held),
    ),
    valid: part(
      fit,
      all.filter((row) => fold[row] === held),
    ),
  }));
  return folds.every(({ learnt }) => learnt.target.cause.some((cause) => cause > 0)) ? folds : [];
}

/** The given rows of a fit, as training or validation data. */
function part({ frame, target, options: { weights } }: SurvivalFit, rows: Int32Array): InnerFold['learnt'] {
  return {
    frame: take(frame, rows),
    target: takeTarget(target, rows),
    ...(weights === undefined ? {} : { weights: pickRows(weights, rows) }),
  };
}

/** Loss of the held rows after each tree; after an early stop the last one. */
async function lossByTrees(
  given: GbstSettings,
  { options }: SurvivalFit,
  { learnt, valid }: InnerFold,
): Promise<Float64Array> {
  const losses = new Float64Array(given.settings.trees);
  const progress = ({ step, validLoss = 0 }: FitProgress): void => void losses.fill(validLoss, step - 1);
  const { weights } = learnt;
  const inner = { ...options, progress, valid, ...(weights === undefined ? {} : { weights }) };
  await fitGbst(given, { frame: learnt.frame, target: learnt.target, options: inner });
  return losses;
}
