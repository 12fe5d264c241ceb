import { take, type Frame } from '#table';
import type { Estimator, FitOptions } from '../estimator.ts';
import { auc } from '../metric/auc.ts';
import { foldRows, stratifiedFolds } from '../split/folds.ts';
import { pickRows } from '../target-rows.ts';

/** How past decisions follow from the columns. */
export interface Acceptance {
  /** Chance of acceptance of every applicant, by a model that has not seen it. */
  readonly chances: Float64Array;
  /** How well the columns tell accepted from rejected applicants. Near 1, nobody stands for the rejected ones. */
  readonly auc: number;
}

const FOLDS = 3;

/** Estimates the chance of acceptance of every applicant; `outcome` is NaN for rejected ones. */
export async function acceptanceOf(
  { frame, outcome }: { readonly frame: Frame; readonly outcome: Float64Array },
  estimator: Estimator,
  options: FitOptions,
): Promise<Acceptance> {
  const label = outcome.map((value) => (value === value ? 1 : 0));
  const folds = stratifiedFolds(label, FOLDS, options.seed ?? 42);
  const chances = new Float64Array(label.length);
  for (let fold = 0; fold < FOLDS; fold++) {
    const { train, test } = foldRows(folds, fold);
    const target = { kind: 'binary', label: pickRows(label, train) } as const;
    const model = await estimator.fit(take(frame, train), target, options);
    const own = model.predict(take(frame, test));
    test.forEach((row, i) => (chances[row] = own[i] as number));
  }
  return { chances, auc: auc(label, chances) };
}
