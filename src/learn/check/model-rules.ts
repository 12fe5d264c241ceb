import { logit } from '#base';
import { createFrame, drop, float64Column, select, stringColumn, take, withColumn, type Frame } from '#table';
import { encodeFrame } from '../encode.ts';
import type { Model } from '../estimator.ts';
import { loadModel } from '../load.ts';
import { demand, demandRefusal, demandSameBits, type CheckContext, type Rule } from './check.ts';

function fitted({ estimator, data, seed }: CheckContext): Promise<Model> {
  return estimator.fit(data.frame, { kind: 'binary', label: data.label }, { seed });
}

function scoreAll(model: Model, frame: Frame): Float64Array {
  const columns = encodeFrame(frame, model.features);
  const row = new Float64Array(columns.length);
  return new Float64Array(frame.rows).map((_, r) => {
    columns.forEach((values, f) => (row[f] = values[r] as number));
    return model.score(row);
  });
}

async function scoresRowsLikeBatches(context: CheckContext): Promise<void> {
  const model = await fitted(context);
  demandSameBits(model.predict(context.data.frame), scoreAll(model, context.data.frame), 'predict and score');
}

async function survivesSaving(context: CheckContext): Promise<void> {
  const { frame } = context.data;
  const model = await fitted(context);
  const text = JSON.stringify(model.save());
  const again = loadModel(JSON.parse(text));
  demandSameBits(model.predict(frame), again.predict(frame), 'predictions after loading');
  demandSameBits(model.explain(frame).values, again.explain(frame).values, 'explanations after loading');
  demandSameBits(model.importance, again.importance, 'importance after loading');
  demand(JSON.stringify(again.save()) === text, 'saving the loaded model gives another document');
  await demandRefusal('LEARN_MODEL_INVALID', () => loadModel({ ...model.save(), body: {} }));
  await demandRefusal('LEARN_MODEL_INVALID', () => loadModel({ format: 'other' }));
}

async function predictsSubsetsAlike(context: CheckContext): Promise<void> {
  const { frame } = context.data;
  const model = await fitted(context);
  const rows = Int32Array.of(17, 3, 3, 599, 0);
  const all = model.predict(frame);
  demandSameBits(
    model.predict(take(frame, rows)),
    Float64Array.from(rows, (row) => all[row] as number),
    'a subset',
  );
  demandSameBits(model.predict(take(frame, Int32Array.of(9))), all.slice(9, 10), 'one row');
  demand(model.predict(take(frame, new Int32Array(0))).length === 0, 'no rows give no predictions');
}

async function readsColumnsByName(context: CheckContext): Promise<void> {
  const { frame } = context.data;
  const model = await fitted(context);
  const turned = select(frame, [...frame.names].reverse());
  const wider = withColumn(turned, 'unrelated', float64Column(new Float64Array(frame.rows)));
  demandSameBits(model.predict(wider), model.predict(frame), 'columns in another order');
  await demandRefusal('LEARN_FEATURE_MISSING', () => model.predict(drop(frame, ['debt'])));
  const texts = stringColumn(Array.from({ length: frame.rows }, () => 'much'));
  await demandRefusal('LEARN_FEATURE_KIND', () => model.predict(withColumn(frame, 'debt', texts)));
}

async function treatsUnknownAsMissing(context: CheckContext): Promise<void> {
  const { frame } = context.data;
  const model = await fitted(context);
  const [unknown, missing] = ['astronaut', null].map((job) =>
    stringColumn(Array.from({ length: frame.rows }, () => job)),
  );
  const predict = (job: typeof unknown): Float64Array => model.predict(withColumn(frame, 'job', job as never));
  demandSameBits(predict(unknown), predict(missing), 'an unknown category and a missing one');
}

async function refusesInfinity(context: CheckContext): Promise<void> {
  const { frame } = context.data;
  const model = await fitted(context);
  const wild = withColumn(frame, 'debt', float64Column(new Float64Array(frame.rows).fill(-Infinity)));
  await demandRefusal('LEARN_INFINITE', () => model.predict(wild));
  await demandRefusal('LEARN_INFINITE', () => model.score(new Float64Array(model.features.length).fill(Infinity)));
  const blank = model.score(new Float64Array(model.features.length).fill(NaN));
  demand(blank > 0 && blank < 1, 'a row without any value must still get a score');
}

async function explainsItsMargins(context: CheckContext): Promise<void> {
  const { frame } = context.data;
  const model = await fitted(context);
  const { base, values, features } = model.explain(frame);
  demand(features.length === model.features.length, 'one explanation per feature');
  model.predict(frame).forEach((score, row) => {
    let margin = base;
    for (let f = 0; f < features.length; f++) margin += values[f * frame.rows + row] as number;
    demand(Math.abs(margin - logit(score)) < 1e-6, `row ${row}: contributions give ${margin}, not ${logit(score)}`);
  });
}

async function weightsAreDuplicates({ estimator, data, seed }: CheckContext): Promise<void> {
  const weights = data.label.map((_, row) => row % 3);
  const rows = Int32Array.from([...weights].flatMap((weight, row) => Array.from({ length: weight }, () => row)));
  const label = Float64Array.from(rows, (row) => data.label[row] as number);
  const weighted = await estimator.fit(data.frame, { kind: 'binary', label: data.label }, { weights, seed });
  const repeated = await estimator.fit(take(data.frame, rows), { kind: 'binary', label }, { seed });
  const other = repeated.predict(data.frame);
  const gap = Math.max(...weighted.predict(data.frame).map((score, row) => Math.abs(score - (other[row] as number))));
  demand(gap < 1e-6, `weights and repeated rows differ by ${gap}`);
}

async function namesCategoriesFromNumbers({ estimator, data, seed }: CheckContext): Promise<void> {
  const code = float64Column(data.label.map((label, row) => (row % 5) * 10 + label));
  const frame = createFrame({ code, noise: data.frame.columns[3] ?? code });
  const model = await estimator.fit(frame, { kind: 'binary', label: data.label }, { categorical: ['code'], seed });
  const feature = model.features[0];
  demand(
    feature?.kind === 'category' && feature.categories.length === 10,
    'a categorical column of numbers has categories',
  );
  demandSameBits(model.predict(frame), scoreAll(model, frame), 'predict and score');
}

/** Rules about fitted models. */
export const modelRules: readonly Rule[] = [
  { name: 'scores single rows with the bits of a batch', run: scoresRowsLikeBatches },
  { name: 'keeps every bit through save and load', run: survivesSaving },
  { name: 'predicts a row alike in any company', run: predictsSubsetsAlike },
  { name: 'reads columns by name and misses none silently', run: readsColumnsByName },
  { name: 'treats an unknown category as missing', run: treatsUnknownAsMissing },
  { name: 'refuses infinite values at prediction', run: refusesInfinity },
  { name: 'explains every margin as a sum over features', run: explainsItsMargins },
  { name: 'takes numbers as categories when told', run: namesCategoriesFromNumbers },
];

/** The rule for estimators without random sampling. */
export const weightRules: readonly Rule[] = [{ name: 'takes a weight as so many rows', run: weightsAreDuplicates }];
