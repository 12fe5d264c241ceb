import { z } from '#base';
import type { ModelDocument } from '../document.ts';
import { parseModelPart } from '../document.ts';
import type { Model } from '../estimator.ts';
import { forestSchema } from '../tree/forest-body.ts';
import { loadGbdt } from '../tree/gbdt-model.ts';

const bodySchema = forestSchema.extend({ start: z.array(z.number()), link: z.literal('logistic') });

/** One task of boosted trees with several as a binary model of its own: the same trees, the leaf values of that task. */
export function oneTask(model: Model, task: number, targetMean: number): Model {
  const document: ModelDocument = model.save();
  const { outputs = 1, values = [], ...body } = parseModelPart(bodySchema, document.body, 'tasks');
  const threshold = body.threshold.map((limit, node) =>
    (body.feature[node] as number) < 0 ? (values[(limit as number) * outputs + task] as number) : limit,
  );
  return loadGbdt({
    ...document,
    target: 'binary',
    training: { ...document.training, targetMean },
    body: { ...body, threshold, start: [body.start[task] as number] },
  });
}
