import { TallyError } from '#base';
import { parseDocument } from './document.ts';
import type { Model } from './estimator.ts';
import { loadGbdt } from './tree/gbdt-model.ts';
import { loadLogit } from './linear/logit-model.ts';

/**
 * Restores a model from what `save()` returned (or its parsed JSON): same predictions, bit for bit.
 *
 * @throws TallyError `LEARN_MODEL_INVALID` when the document is damaged or of another version.
 */
export function loadModel(input: unknown): Model {
  const document = parseDocument(input);
  if (document.kind === 'gbdt') return loadGbdt(document);
  if (document.kind === 'logit') return loadLogit(document);
  throw new TallyError('LEARN_MODEL_INVALID', `models of kind "${document.kind}" are unknown`, {
    hint: 'this version knows gbdt and logit',
  });
}
