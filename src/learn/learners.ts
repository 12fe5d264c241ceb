import { TallyError } from '#base';
import type { Estimator } from './estimator.ts';
import { auto } from './auto/auto.ts';
import { forest } from './auto/forest.ts';
import { logit } from './linear/logit.ts';
import { gbst } from './gbst/gbst.ts';
import { svm } from './margin/svm.ts';
import { cox } from './survival/cox.ts';
import { survivalForest } from './survival/survival-forest.ts';
import { ffm, fm, ftrl } from './factorisation/fit-factors.ts';
import { scorecard } from './scorecard/scorecard.ts';
import { knn } from './neighbours/knn.ts';
import { nn } from './network/nn.ts';
import { gbdtFm } from './factorisation/gbdt-fm.ts';
import { gbdt } from './tree/gbdt.ts';

const makers: Readonly<Record<string, (settings: object) => Estimator>> = {
  'survival-forest': survivalForest,
  auto,
  cox,
  ffm,
  fm,
  forest,
  ftrl,
  gbdt,
  'gbdt-fm': gbdtFm,
  gbst,
  knn,
  logit,
  nn,
  scorecard,
  svm,
};

/** The names that {@link estimatorOf} knows. */
export const estimatorKinds: readonly string[] = Object.keys(makers);

/**
 * The estimator of this name: such as `gbdt` or `logit`.
 *
 * @throws TallyError `LEARN_MODEL_UNKNOWN`, or `LEARN_SETTINGS` when a setting is wrong.
 */
export function estimatorOf(kind: string, settings: object = {}): Estimator {
  const make = Object.hasOwn(makers, kind) ? makers[kind] : undefined;
  if (make !== undefined) return make(settings);
  throw new TallyError('LEARN_MODEL_UNKNOWN', `there is no learner "${kind}"`, {
    hint: `use one of: ${estimatorKinds.join(', ')}`,
    data: { kind },
  });
}
