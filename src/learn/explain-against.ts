import { TallyError, z } from '#base';
import type { Frame } from '#table';
import { encodeFrame } from './encode.ts';
import type { Explanation, Model } from './estimator.ts';
import { parseModelPart } from './document.ts';
import { forestFromBody, forestSchema } from './tree/forest-body.ts';
import { interventionalExplainer } from './tree/shap-interventional.ts';

const bodySchema = forestSchema.extend({ start: z.union([z.number(), z.array(z.number()).min(1)]) });

/**
 * Contributions of every row against background rows (a sample of the training data, say): what each feature adds when it
 * takes the row's value in place of a background row's, averaged over orders and background. They sum to the row's margin
 * less the background's mean margin.
 *
 * @throws TallyError `LEARN_EXPLAIN_KIND` when the model is no forest, `LEARN_SHAPE` without background rows.
 */
export function explainAgainst(
  model: Model,
  frame: Frame,
  { background, output = 0 }: { readonly background: Frame; readonly output?: number },
): Explanation {
  if (background.rows === 0) {
    throw new TallyError('LEARN_SHAPE', 'there are no background rows', { hint: 'give a sample of the training rows' });
  }
  const document = model.save();
  if (document.kind !== 'gbdt' && document.kind !== 'gbst') {
    throw new TallyError('LEARN_EXPLAIN_KIND', `a ${document.kind} model has no trees to explain`, {
      hint: 'use model.explain',
    });
  }
  const body = parseModelPart(bodySchema, document.body, 'forest');
  const forest = forestFromBody(body, model.features);
  const start = typeof body.start === 'number' ? body.start : (body.start[output] as number);
  const explain = interventionalExplainer(forest, start, { background: rowsOf(background, model), output });
  const features = model.features.length;
  const values = new Float64Array(features * frame.rows);
  const one = new Float64Array(features);
  let base = start;
  rowsOf(frame, model).forEach((row, r) => {
    base = explain(row, one);
    for (let f = 0; f < features; f++) values[f * frame.rows + r] = one[f] as number;
  });
  return { base, features: model.features.map(({ name }) => name), values };
}

function rowsOf(frame: Frame, { features }: Model): Float64Array[] {
  const columns = encodeFrame(frame, features);
  return Array.from({ length: frame.rows }, (_, r) => Float64Array.from(columns, (values) => values[r] as number));
}
