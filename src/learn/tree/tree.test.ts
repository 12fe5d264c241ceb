import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng, logit, sigmoid } from '#base';
import { createFrame, float64Column, stringColumn, take, withColumn, type Frame } from '#table';
import { sampleData } from '../check/sample-data.ts';
import { auc, gbdt, loadModel, logLoss } from '../index.ts';
import { cutPoints } from './cut-points.ts';
import { nextNode, type Forest } from './forest.ts';
import { shapExplainer } from './shap.ts';

const seed = 5;

describe('cutPoints', () => {
  const numbers = fc.array(
    fc.oneof(fc.integer({ min: -20, max: 20 }), fc.double({ noNaN: true, noDefaultInfinity: true })),
    { minLength: 1, maxLength: 300 },
  );

  it('ascend, never exceed the bins, and separate every value while there are few', () => {
    fc.assert(
      fc.property(numbers, fc.integer({ min: 2, max: 255 }), (list, bins) => {
        const values = Float64Array.from(list, (value) => value + 0);
        const cuts = cutPoints(values, undefined, bins);
        const distinct = [...new Set(values)].sort((a, b) => a - b);
        expect(cuts.length).toBeLessThan(Math.max(1, bins));
        cuts.forEach((cut, i) => i > 0 && expect(cut).toBeGreaterThan(cuts[i - 1] ?? NaN));
        if (distinct.length > bins) return;
        expect(cuts.length).toBe(distinct.length - 1);
        cuts.forEach((cut, i) => expect(cut >= (distinct[i] ?? NaN) && cut < (distinct[i + 1] ?? NaN)).toBe(true));
      }),
      { seed },
    );
  });

  it('hold about equal weight, whether rows are weighted or repeated', () => {
    const rng = createRng(seed);
    const values = new Float64Array(2000).map(() => rng.normal());
    const weights = values.map((_, row) => row % 3);
    const repeated = Float64Array.from(
      [...values].flatMap((value, row) => Array.from({ length: row % 3 }, () => value)),
    );
    expect([...cutPoints(values, weights, 16)]).toEqual([...cutPoints(repeated, undefined, 16)]);
    const cuts = cutPoints(values, undefined, 10);
    cuts.forEach((cut, i) => expect(values.filter((value) => value <= cut).length / 2000).toBeCloseTo((i + 1) / 10, 1));
  });
});

/** Shapley values by their definition: the mean over all orders of what a feature adds. */
function shapleyByDefinition(forest: Forest, row: Float64Array): number[] {
  const features = row.length;
  const expected = (known: Set<number>): number =>
    forest.roots.reduce((sum, root) => sum + valueOf(forest, { node: root, row, known }), 0);
  const orders = permutations([...Array(features).keys()]);
  const sums = Array.from({ length: features }, () => 0);
  for (const order of orders) {
    const known = new Set<number>();
    for (const feature of order) {
      const before = expected(known);
      known.add(feature);
      sums[feature] = (sums[feature] ?? 0) + expected(known) - before;
    }
  }
  return sums.map((sum) => sum / orders.length);
}

function valueOf(forest: Forest, at: { node: number; row: Float64Array; known: Set<number> }): number {
  const { node, row, known } = at;
  const feature = forest.feature[node] ?? -1;
  if (feature < 0) return forest.threshold[node] ?? NaN;
  if (known.has(feature)) return valueOf(forest, { ...at, node: nextNode(forest, node, row) });
  const left = forest.left[node] ?? -1;
  const share = (forest.cover[left] ?? NaN) / (forest.cover[node] ?? NaN);
  return share * valueOf(forest, { ...at, node: left }) + (1 - share) * valueOf(forest, { ...at, node: left + 1 });
}

function permutations(items: number[]): number[][] {
  if (items.length <= 1) return [items];
  return items.flatMap((item) => permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]));
}

interface ForestBody {
  readonly [name: string]: (number | null)[];
}

function forestOf(body: unknown, categoryCounts: Int32Array): Forest {
  const arrays = body as ForestBody;
  const ints = (name: string): Int32Array => Int32Array.from(arrays[name] ?? [], Number);
  const reals = (name: string): Float64Array => Float64Array.from(arrays[name] ?? [], (value) => value ?? NaN);
  return {
    roots: ints('roots'),
    feature: ints('feature'),
    threshold: reals('threshold'),
    left: ints('left'),
    missingLeft: Uint8Array.from(ints('missingLeft')),
    bitStart: ints('bitStart'),
    bits: Uint32Array.from(reals('bits')),
    cover: reals('cover'),
    gain: reals('gain'),
    outputs: 1,
    values: new Float64Array(),
    categoryCounts,
  };
}

describe('explain', () => {
  it('gives the Shapley values of their definition', async () => {
    const { frame, label } = sampleData(400, seed);
    const model = await gbdt({ trees: 6, maxDepth: 5, learningRate: 0.5, minChildWeight: 1 }).fit(frame, {
      kind: 'binary',
      label,
    });
    const counts = Int32Array.from(model.features, (feature) =>
      feature.kind === 'category' ? feature.categories.length : 0,
    );
    const forest = forestOf(model.save().body, counts);
    const explain = shapExplainer(forest, 0);
    const rng = createRng(seed);
    for (let i = 0; i < 8; i++) {
      const row = Float64Array.of(
        rng.uniform() * 900,
        rng.chance(0.3) ? NaN : rng.normal(),
        rng.below(6),
        rng.uniform(),
      );
      const out = new Float64Array(4);
      explain(row, out);
      shapleyByDefinition(forest, row).forEach((value, feature) => expect(out[feature]).toBeCloseTo(value, 9));
    }
  });
});

describe('gbdt', () => {
  it('keeps a monotone feature monotone, and others free', async () => {
    const rng = createRng(seed);
    const rows = 3000;
    const x = new Float64Array(rows).map(() => rng.uniform() * 10);
    const z = new Float64Array(rows).map(() => rng.uniform() * 10);
    const label = x.map((value, row) =>
      Number(rng.chance(sigmoid(Math.sin(value) * 2 + 0.3 * value - 2 + ((z[row] ?? 0) > 5 ? 1 : 0)))),
    );
    const frame = createFrame({ x: float64Column(x), z: float64Column(z) });
    const grid = Float64Array.from({ length: 400 }, (_, i) => i / 40);
    const rises = async (monotone: Record<string, 1 | -1>): Promise<boolean> => {
      const model = await gbdt({
        trees: 80,
        learningRate: 0.2,
        monotone,
        growth: 'leaf',
        maxDepth: 8,
        maxLeaves: 20,
      }).fit(frame, { kind: 'binary', label });
      return [1, 9].every((level) => {
        const scores = model.predict(
          createFrame({ x: float64Column(grid), z: float64Column(new Float64Array(400).fill(level)) }),
        );
        return scores.every((score, i) => i === 0 || score >= (scores[i - 1] ?? 0));
      });
    };
    expect(await rises({})).toBe(false);
    expect(await rises({ x: 1 })).toBe(true);
    await expect(gbdt({ monotone: { y: 1 } }).fit(frame, { kind: 'binary', label })).rejects.toMatchObject({
      code: 'LEARN_MONOTONE',
    });
  });

  it('stops early at the best number of trees', async () => {
    const [train, valid] = [sampleData(800, seed), sampleData(800, seed + 1)];
    const losses: number[] = [];
    const target = { kind: 'binary', label: train.label } as const;
    const model = await gbdt({ trees: 500, learningRate: 0.3, stopAfter: 10 }).fit(train.frame, target, {
      valid: { frame: valid.frame, target: { kind: 'binary', label: valid.label } },
      progress: ({ validLoss }) => losses.push(validLoss ?? NaN),
    });
    const best = losses.indexOf(Math.min(...losses)) + 1;
    const { roots } = model.save().body as { roots: number[] };
    expect(losses).toHaveLength(best + 10);
    expect(roots).toHaveLength(best);
    expect(logLoss(valid.label, model.predict(valid.frame))).toBeCloseTo(losses[best - 1] ?? NaN, 12);
  });

  it('fits a real target', async () => {
    const rng = createRng(seed);
    const x = new Float64Array(2000).map(() => rng.uniform() * 6);
    const value = x.map((v) => Math.sin(v) + 0.1 * rng.normal());
    const model = await gbdt({ trees: 200, learningRate: 0.1 }).fit(createFrame({ x: float64Column(x) }), {
      kind: 'real',
      value,
    });
    const predicted = model.predict(createFrame({ x: float64Column(x) }));
    const error = Math.sqrt(predicted.reduce((sum, p, row) => sum + (p - (value[row] ?? 0)) ** 2, 0) / 2000);
    expect(error).toBeLessThan(0.12);
    expect(loadModel(JSON.parse(JSON.stringify(model.save()))).predict(createFrame({ x: float64Column(x) }))).toEqual(
      predicted,
    );
  });

  it('learns which way missing values go', async () => {
    const rng = createRng(seed);
    const x = new Float64Array(2000).map(() => (rng.chance(0.3) ? NaN : rng.uniform()));
    const label = x.map((value) => Number(rng.chance(value !== value || value > 0.8 ? 0.9 : 0.1)));
    const frame = createFrame({ x: float64Column(x) });
    const model = await gbdt({ trees: 50, learningRate: 0.3, maxDepth: 2 }).fit(frame, { kind: 'binary', label });
    expect(model.score(Float64Array.of(NaN))).toBeGreaterThan(0.8);
    expect(model.score(Float64Array.of(0.5))).toBeLessThan(0.2);
  });

  it('splits many categories by sets', async () => {
    const rng = createRng(seed);
    const names = Array.from({ length: 60 }, (_, i) => `shop ${i}`);
    const risk = names.map(() => rng.uniform());
    const picks = Array.from({ length: 6000 }, () => rng.below(60));
    const label = Float64Array.from(picks, (pick) => Number(rng.chance(risk[pick] ?? 0)));
    const frame = createFrame({ shop: stringColumn(picks.map((pick) => names[pick])) });
    const model = await gbdt({ trees: 100, learningRate: 0.1 }).fit(frame, { kind: 'binary', label });
    const ideal = auc(
      label,
      Float64Array.from(picks, (pick) => risk[pick] ?? 0),
    );
    expect(auc(label, model.predict(frame))).toBeGreaterThan(ideal - 0.005);
  });

  it('gives weights the meaning of repeated rows when nothing is sampled', async () => {
    const { frame, label } = sampleData(500, seed);
    const weights = label.map((_, row) => row % 3);
    const rows = Int32Array.from([...weights].flatMap((weight, row) => Array.from({ length: weight }, () => row)));
    const estimator = gbdt({ trees: 30, rowSample: 1, featureSample: 1 });
    const weighted = await estimator.fit(frame, { kind: 'binary', label }, { weights });
    const repeated = await estimator.fit(take(frame, rows), {
      kind: 'binary',
      label: Float64Array.from(rows, (row) => label[row] ?? 0),
    });
    const other = repeated.predict(frame);
    weighted.predict(frame).forEach((score, row) => expect(logit(score)).toBeCloseTo(logit(other[row] ?? NaN), 6));
  });

  it('refuses settings out of range', () => {
    expect(() => gbdt({ learningRate: 0 })).toThrowError(expect.objectContaining({ code: 'LEARN_SETTINGS' }));
    expect(() => gbdt({ depth: 3 } as never)).toThrowError(expect.objectContaining({ code: 'LEARN_SETTINGS' }));
  });

  it('refuses a model file whose trees were tampered with', async () => {
    const { frame, label } = sampleData(300, seed);
    const document = (await gbdt({ trees: 3 }).fit(frame, { kind: 'binary', label })).save();
    const body = document.body as Record<string, number[]>;
    const looped = { ...document, body: { ...body, left: (body['left'] ?? []).map(() => 0) } };
    expect(() => loadModel(looped)).toThrowError(expect.objectContaining({ code: 'LEARN_MODEL_INVALID' }));
    expect(() => loadModel({ ...document, version: 99 })).toThrowError(
      expect.objectContaining({ code: 'LEARN_MODEL_INVALID' }),
    );
    expect(() => loadModel({ ...document, kind: 'oracle' })).toThrowError(
      expect.objectContaining({ code: 'LEARN_MODEL_INVALID' }),
    );
  });
});

describe('a frame that is wider than the model', () => {
  it('predicts alike', async () => {
    const { frame, label } = sampleData(300, seed);
    const model = await gbdt({ trees: 5 }).fit(frame, { kind: 'binary', label });
    const wide: Frame = withColumn(frame, 'extra', float64Column(new Float64Array(300)));
    expect(model.predict(wide)).toEqual(model.predict(frame));
  });
});
