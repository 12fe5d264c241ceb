import { TallyError } from '#base';
import { parseDocument } from './document.ts';
import type { Model } from './estimator.ts';
import { loadBlend } from './auto/blend-model.ts';
import { loadGbst } from './gbst/gbst-model.ts';
import { loadGbdt } from './tree/gbdt-model.ts';
import { loadSvm } from './margin/svm-model.ts';
import { loadCox } from './survival/cox-model.ts';
import { loadSurvivalForest } from './survival/survival-forest-model.ts';
import { loadFactors } from './factorisation/factor-model.ts';
import { loadKnn } from './neighbours/knn-model.ts';
import { loadNn } from './network/nn-model.ts';
import { loadGbdtFm } from './factorisation/gbdt-fm-model.ts';
import { loadLogit } from './linear/logit-model.ts';
import { loadScorecard } from './scorecard/scorecard-model.ts';

/**
 * Restores a model from what `save()` returned (or its parsed JSON): same predictions, bit for bit.
 *
 * @throws TallyError `LEARN_MODEL_INVALID` when the document is damaged or of another version.
 */
export function loadModel(input: unknown): Model {
  const document = parseDocument(input);
  if (document.kind === 'blend') return loadBlend(document, loadModel);
  if (document.kind === 'cox') return loadCox(document);
  if (document.kind === 'gbdt') return loadGbdt(document);
  if (document.kind === 'gbst') return loadGbst(document);
  if (document.kind === 'logit') return loadLogit(document);
  if (document.kind === 'scorecard') return loadScorecard(document);
  if (document.kind === 'svm') return loadSvm(document);
  if (document.kind === 'survival-forest') return loadSurvivalForest(document);
  if (['ffm', 'fm', 'ftrl'].includes(document.kind)) return loadFactors(document);
  if (document.kind === 'knn') return loadKnn(document);
  if (document.kind === 'nn') return loadNn(document);
  if (document.kind === 'gbdt-fm') return loadGbdtFm(document);
  throw new TallyError('LEARN_MODEL_INVALID', `models of kind "${document.kind}" are unknown`, {
    hint: 'this version knows cox, ffm, fm, ftrl, gbdt, gbdt-fm, gbst, knn, logit, nn, scorecard, survival-forest and svm',
  });
}
