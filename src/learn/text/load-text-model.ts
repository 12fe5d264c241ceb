import { TallyError } from '#base';
import { parseModelPart } from '../document.ts';
import { loadFastText } from './fast-text-model.ts';
import { textDocumentSchema, type TextClassifier } from './text-classifier.ts';
import { loadTextSvm } from './text-svm.ts';

/**
 * Restores a text classifier from what `save()` returned (or its parsed JSON): same scores, bit for bit.
 *
 * @throws TallyError `LEARN_MODEL_INVALID` when the document is damaged or of another version.
 */
export function loadTextModel(input: unknown): TextClassifier {
  const document = parseModelPart(textDocumentSchema, input, 'document');
  if (document.kind === 'text-svm') return loadTextSvm(document);
  if (document.kind === 'fast-text') return loadFastText(document);
  throw new TallyError('LEARN_MODEL_INVALID', `text models of kind "${document.kind}" are unknown`, {
    hint: 'this version knows fast-text and text-svm',
  });
}
