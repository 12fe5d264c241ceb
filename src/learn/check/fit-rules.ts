import { canonicalJson } from '#base';
import { createFrame, float64Column, take, withColumn } from '#table';
import { auc } from '../metric/auc.ts';
import { demand, demandRefusal, demandSameBits, type CheckContext, type Rule } from './check.ts';
import { sampleData } from './sample-data.ts';

function fitted({ estimator, data, seed }: CheckContext) {
  return estimator.fit(data.frame, { kind: 'binary', label: data.label }, { seed });
}

async function isDeterministic(context: CheckContext): Promise<void> {
  const [first, second] = [await fitted(context), await fitted(context)];
  demandSameBits(first.predict(context.data.frame), second.predict(context.data.frame), 'two fits with one seed');
  demand(canonicalJson(first.save()) === canonicalJson(second.save()), 'two fits with one seed save differently');
}

async function leavesInputsAlone(context: CheckContext): Promise<void> {
  const fresh = sampleData(600, context.seed);
  const model = await fitted(context);
  model.predict(context.data.frame);
  model.explain(context.data.frame);
  fresh.frame.columns.forEach((column, index) => {
    const values = Float64Array.from(context.data.frame.columns[index]?.values ?? []);
    demandSameBits(values, Float64Array.from(column.values), `column ${index} after the fit`);
  });
  demandSameBits(context.data.label, fresh.label, 'labels after the fit');
}

async function findsTheSignal(context: CheckContext): Promise<void> {
  const model = await fitted(context);
  const unseen = sampleData(2000, context.seed + 1);
  const scores = model.predict(unseen.frame);
  demand(
    scores.every((score) => score >= 0 && score <= 1),
    'a probability is outside 0 to 1',
  );
  demand(auc(unseen.label, scores) > 0.75, `AUC on unseen rows is ${auc(unseen.label, scores)}, not above 0.75`);
}

async function namesEmptyColumns({ estimator, data, seed }: CheckContext): Promise<void> {
  const rows = data.frame.rows;
  const constant = withColumn(data.frame, 'always', float64Column(new Float64Array(rows).fill(7)));
  const frame = withColumn(constant, 'never', float64Column(new Float64Array(rows).fill(NaN)));
  const model = await estimator.fit(frame, { kind: 'binary', label: data.label }, { seed });
  const reasons = model.ignored.map(({ name, reason }) => `${name} ${reason}`).join(', ');
  demand(reasons === 'always constant, never all missing', `ignored columns are: ${reasons}`);
  model.predict(data.frame);
}

async function refusesBadTargets({ estimator, data }: CheckContext): Promise<void> {
  const rows = data.frame.rows;
  const fit = (label: Float64Array) => () => estimator.fit(data.frame, { kind: 'binary', label });
  await demandRefusal('LEARN_ONE_CLASS', fit(new Float64Array(rows)));
  await demandRefusal('LEARN_ONE_CLASS', fit(new Float64Array(rows).fill(1)));
  await demandRefusal('LEARN_LABEL_VALUE', fit(data.label.map((label, row) => (row === 5 ? NaN : label))));
  await demandRefusal('LEARN_LABEL_VALUE', fit(data.label.map((label) => label * 2)));
  await demandRefusal('LEARN_SHAPE', fit(data.label.slice(1)));
  const relevance = new Float64Array(rows);
  // What fits survival targets too has no event to learn from.
  await demandRefusal(['LEARN_TARGET_UNSUPPORTED', 'LEARN_NO_EVENTS'], () =>
    estimator.fit(data.frame, { kind: 'survival', entry: relevance, time: relevance, cause: new Int32Array(rows) }),
  );
}

async function refusesBadData({ estimator, data }: CheckContext): Promise<void> {
  const target = { kind: 'binary', label: data.label } as const;
  const rows = data.frame.rows;
  const wild = withColumn(data.frame, 'debt', float64Column(new Float64Array(rows).fill(Infinity)));
  await demandRefusal('LEARN_INFINITE', () => estimator.fit(wild, target));
  const flat = createFrame({ flat: float64Column(new Float64Array(rows).fill(1)) });
  await demandRefusal('LEARN_NO_FEATURES', () => estimator.fit(flat, target));
  const none = take(data.frame, new Int32Array(0));
  await demandRefusal('LEARN_SHAPE', () => estimator.fit(none, { kind: 'binary', label: new Float64Array(0) }));
}

async function refusesBadWeights({ estimator, data }: CheckContext): Promise<void> {
  const rows = data.frame.rows;
  const fit = (weights: Float64Array) => () =>
    estimator.fit(data.frame, { kind: 'binary', label: data.label }, { weights });
  await demandRefusal('LEARN_WEIGHT', fit(new Float64Array(rows)));
  await demandRefusal('LEARN_WEIGHT', fit(new Float64Array(rows).fill(1).fill(-1, 3, 4)));
  await demandRefusal('LEARN_WEIGHT', fit(new Float64Array(rows).fill(1).fill(NaN, 3, 4)));
  await demandRefusal('LEARN_SHAPE', fit(new Float64Array(rows - 1).fill(1)));
}

async function stopsWhenAsked({ estimator, data }: CheckContext): Promise<void> {
  const control = new AbortController();
  const options = { cancel: control.signal, progress: () => control.abort() };
  await demandRefusal('LEARN_CANCELLED', () =>
    estimator.fit(data.frame, { kind: 'binary', label: data.label }, options),
  );
}

async function reportsProgress({ estimator, data }: CheckContext): Promise<void> {
  const steps: number[] = [];
  await estimator.fit(data.frame, { kind: 'binary', label: data.label }, { progress: ({ step }) => steps.push(step) });
  demand(steps.length > 0 && steps.every((step, index) => step === index + 1), `progress came as ${steps.join(' ')}`);
}

async function startsFromBaseMargin(context: CheckContext): Promise<void> {
  const { estimator, data, seed } = context;
  const baseMargin = data.label.map((label) => (label === 1 ? 3 : -3));
  const target = { kind: 'binary', label: data.label } as const;
  const model = await estimator.fit(data.frame, target, { baseMargin, seed });
  const scores = model.predict(data.frame, { baseMargin });
  demand(auc(data.label, scores) > 0.95, 'a base margin that knows the answer is not used');
  await demandRefusal('LEARN_SHAPE', () => model.predict(data.frame, { baseMargin: baseMargin.slice(1) }));
}

/** Rules about fitting. */
export const fitRules: readonly Rule[] = [
  { name: 'gives the same model for the same seed', run: isDeterministic },
  { name: 'leaves frame and labels unchanged', run: leavesInputsAlone },
  { name: 'finds a signal through missing values, as probabilities', run: findsTheSignal },
  { name: 'ignores constant and empty columns and names them', run: namesEmptyColumns },
  { name: 'refuses labels of one class, wrong labels and unsupported targets', run: refusesBadTargets },
  { name: 'refuses infinite values, no rows and no information', run: refusesBadData },
  { name: 'refuses negative, missing or zero weights', run: refusesBadWeights },
  { name: 'stops when it is cancelled', run: stopsWhenAsked },
  { name: 'reports its steps in order', run: reportsProgress },
  { name: 'starts from a base margin', run: startsFromBaseMargin },
];
