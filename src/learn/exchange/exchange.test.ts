import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFrame, float64Column, stringColumn } from '#table';
import { createRng, type Rng } from '#base';
import type { Feature } from '../feature.ts';
import { loadModel } from '../load.ts';
import { gbdt } from '../tree/gbdt.ts';
import { gbdtModel } from '../tree/gbdt-model.ts';
import type { LinkName } from '../tree/link.ts';
import { lightgbmText } from './export-lightgbm.ts';
import { xgboostJson } from './export-xgboost.ts';
import { floatAbove, limitBelow, limitUpTo } from './float-threshold.ts';
import { foreignForest } from './foreign-forest.ts';
import { leafNode, type ForeignNode, type ForeignTree } from './foreign-tree.ts';
import { importLightgbm } from './import-lightgbm.ts';
import { importOnnx } from './import-onnx.ts';
import { importXgboost } from './import-xgboost.ts';
import { importedTraining } from './imported-model.ts';
import type { Model } from '../estimator.ts';

const features: readonly Feature[] = [
  { name: 'age', kind: 'number' },
  { name: 'home', kind: 'category', categories: Array.from({ length: 40 }, (_, k) => `home ${k}`) },
  { name: 'debt', kind: 'number' },
];
const indexes = features.map((f) =>
  f.kind === 'category' ? new Map(f.categories.map((_, code) => [code, code])) : undefined,
);

/** Grows a random tree: numbers and categories, missing to either side. */
function randomTree(rng: Rng, output: number, depth = 4): ForeignTree {
  const nodes: ForeignNode[] = [];
  const grow = (left: number): number => {
    const at = nodes.push(leafNode(rng.uniform() - 0.5, 1 + rng.below(50))) - 1;
    if (left === 0 || rng.chance(0.2)) return at;
    const feature = rng.below(3);
    const values = Array.from({ length: 40 }, (_, k) => k).filter(() => rng.chance(0.4));
    const children = { left: grow(left - 1), right: grow(left - 1) };
    const threshold = feature === 1 ? NaN : 4 * rng.uniform() - 2;
    const categories = feature === 1 ? { values, goLeft: rng.chance(0.5) } : undefined;
    nodes[at] = { feature, threshold, ...children, missingLeft: rng.chance(0.5), categories, weight: 0, gain: 1 };
    return at;
  };
  grow(depth);
  return { nodes, output };
}

function randomModel(seed: number, { outputs, link }: { outputs: number; link: LinkName }): Model {
  const rng = createRng(seed);
  const trees = Array.from({ length: 9 }, (_, t) => randomTree(rng, t % outputs));
  const from = Float64Array.from({ length: outputs }, () => rng.uniform() - 0.5);
  const { forest, start } = foreignForest(trees, { features, indexes }, from);
  const target = outputs > 1 ? 'multiclass' : 'binary';
  return gbdtModel({ target, link, features, ignored: [], start, forest, training: importedTraining('test', {}) });
}

function randomRows(seed: number, rows = 50) {
  const rng = createRng(seed);
  const number = (): number => (rng.chance(0.1) ? NaN : Math.fround(4 * rng.uniform() - 2));
  const text = (): string | null => (rng.chance(0.1) ? null : `home ${rng.below(42)}`);
  return createFrame([
    ['age', float64Column(Float64Array.from({ length: rows }, number))],
    ['home', stringColumn(Array.from({ length: rows }, text))],
    ['debt', float64Column(Float64Array.from({ length: rows }, number))],
  ]);
}

const cases = [
  { outputs: 1, link: 'logistic' },
  { outputs: 3, link: 'softmax' },
] as const;

describe('LightGBM text', () => {
  it.each(cases)('leaves and comes back with the same bits ($link)', (shape) => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const model = randomModel(seed, shape);
        const { model: back } = importLightgbm(lightgbmText(model));
        const frame = randomRows(seed + 1);
        expect(back.predict(frame)).toEqual(model.predict(frame));
        expect(loadModel(JSON.parse(JSON.stringify(back.save()))).predict(frame)).toEqual(model.predict(frame));
      }),
      { numRuns: 40 },
    );
  });

  it('keeps trees with several outputs, and explanations, of a trained model', async () => {
    const frame = randomRows(5, 300);
    const rng = createRng(6);
    const label = Int32Array.from({ length: 300 }, () => rng.below(3));
    const settings = { trees: 12, maxDepth: 3 };
    const model = await gbdt(settings).fit(frame, { kind: 'multiclass', label, classes: 3 });
    const { model: back } = importLightgbm(lightgbmText(model));
    expect(back.predict(frame)).toEqual(model.predict(frame));
    const [ours, theirs] = [model.explain(frame, 2), back.explain(frame, 2)];
    theirs.values.forEach((value, k) => expect(value).toBeCloseTo(ours.values[k] as number, 12));
  });

  it('sends what LightGBM takes as zero where LightGBM does', () => {
    const file = (type: number, threshold: string): string =>
      [
        'tree\nversion=v4\nnum_class=1\nnum_tree_per_iteration=1\nmax_feature_idx=0\nobjective=regression',
        'feature_names=x\nfeature_infos=[-9:9]\n\nTree=0\nnum_leaves=2\nnum_cat=0\nsplit_feature=0',
        `split_gain=1\nthreshold=${threshold}\ndecision_type=${type}\nleft_child=-1\nright_child=-2`,
        'leaf_value=-1 1\nleaf_count=3 4\nshrinkage=1\n\n\nend of trees\n',
      ].join('\n');
    const values = [NaN, 0, 1e-36, -1e-36, -1e-34, 1e-34, -3, 3, 5];
    const sides = (text: string): number[] => {
      const { model } = importLightgbm(text);
      return values.map((value) => model.score(Float64Array.of(value)));
    };
    // Missing none, zero (default right, left), NaN (default right, left).
    expect(sides(file(2, '2'))).toEqual([-1, -1, -1, -1, -1, -1, -1, 1, 1]);
    expect(sides(file(4, '2'))).toEqual([1, 1, 1, 1, -1, -1, -1, 1, 1]);
    expect(sides(file(6, '2'))).toEqual([-1, -1, -1, -1, -1, -1, -1, 1, 1]);
    expect(sides(file(6, '-2'))).toEqual([-1, -1, -1, -1, 1, 1, -1, 1, 1]);
    expect(sides(file(4, '-2'))).toEqual([1, 1, 1, 1, 1, 1, -1, 1, 1]);
    expect(sides(file(6, '1e-35'))).toEqual([-1, -1, -1, -1, -1, 1, -1, 1, 1]);
    expect(sides(file(4, '-1.0000000180025095e-35'))).toEqual([1, 1, 1, 1, -1, 1, -1, 1, 1]);
    expect(sides(file(8, '2'))).toEqual([1, -1, -1, -1, -1, -1, -1, 1, 1]);
    expect(sides(file(10, '-2'))).toEqual([-1, 1, 1, 1, 1, 1, -1, 1, 1]);
  });

  it('scales by sigmoid, takes means, and refuses what it does not know', () => {
    const text = lightgbmText(randomModel(3, cases[0]));
    const frame = randomRows(4);
    const margin = (source: string, row = 1): number => {
      const { base, values } = importLightgbm(source).model.explain(frame);
      return values.reduce((sum, value, k) => sum + (k % frame.rows === row ? value : 0), base);
    };
    expect(margin(text.replace('sigmoid:1', 'sigmoid:2'))).toBeCloseTo(2 * margin(text), 12);
    const rounds = text.match(/^Tree=/gm)?.length ?? 0;
    expect(margin(text.replace('label_index=0', 'average_output'))).toBeCloseTo(margin(text) / rounds, 12);
    const code = (change: (source: string) => string) => (): unknown => importLightgbm(change(text));
    const unsupported = expect.objectContaining({ code: 'LEARN_IMPORT_UNSUPPORTED' });
    expect(code((s) => s.replace('binary sigmoid:1', 'cross_entropy_lambda'))).toThrow(unsupported);
    expect(code((s) => s.replace('is_linear=0', 'is_linear=1'))).toThrow(unsupported);
    expect(code((s) => s.replace('version=v4', 'version=v9'))).toThrow(unsupported);
  });
});

describe('XGBoost', () => {
  it.each(cases)('JSON leaves and comes back within single precision ($link)', (shape) => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const model = randomModel(seed, shape);
        const codes = model.features.map((f) =>
          f.kind === 'number' ? f : { ...f, categories: f.categories.map((_, k) => String(k)) },
        );
        const coded = loadModel({ ...model.save(), features: codes });
        const bytes = new TextEncoder().encode(xgboostJson(coded));
        const { model: back } = importXgboost(bytes);
        const rng = createRng(seed + 1);
        for (let k = 0; k < 30; k++) {
          const row = Float64Array.of(
            Math.fround(rng.uniform()),
            rng.below(40),
            rng.chance(0.2) ? NaN : Math.fround(rng.uniform()),
          );
          // Categories above the highest that a split names are none of the model's.
          const known = back.features[1]?.kind === 'category' ? back.features[1].categories.length : 0;
          if (known > 0 && (row[1] as number) >= known) row[1] = 0;
          const [ours, theirs] = [new Float64Array(shape.outputs), new Float64Array(shape.outputs)];
          coded.scoreAll(row, ours);
          back.scoreAll(row, theirs);
          ours.forEach((value, output) => expect(theirs[output]).toBeCloseTo(value, 6));
        }
      }),
      { numRuns: 30 },
    );
  });

  it('parts every double as single precision does', () => {
    const near = (value: number): number[] => [
      value,
      value * (1 + 2 ** -25),
      value * (1 - 2 ** -25),
      value * (1 + 2 ** -24),
      value * (1 - 2 ** -52),
    ];
    fc.assert(
      fc.property(fc.float({ noNaN: true, noDefaultInfinity: true }), (limit) => {
        for (const value of [...near(limit), ...near(floatAbove(limit)), limitBelow(limit), limitUpTo(limit)]) {
          if (!Number.isFinite(value)) continue;
          expect(value <= limitBelow(limit)).toBe(Math.fround(value) < limit);
          expect(value <= limitUpTo(limit)).toBe(Math.fround(value) <= limit);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('reads the binary format of a linear booster as a logistic regression', () => {
    const { model } = importXgboost(linearFile());
    expect(model.kind).toBe('logit');
    expect(model.score(Float64Array.of(2, NaN))).toBeCloseTo(1 / (1 + Math.exp(-(0.25 + 2 * 0.5))), 12);
    const wrapped = new TextEncoder().encode(`bs64\t${btoa(String.fromCharCode(...linearFile()))}`);
    expect(importXgboost(wrapped).model.save()).toEqual(model.save());
  });
});

function linearFile(): Uint8Array {
  const bytes = new Uint8Array(136 + 8 + 15 + 8 + 8 + 136 + 8 + 12);
  const view = new DataView(bytes.buffer);
  view.setUint32(4, 2, true);
  view.setBigInt64(136, 15n, true);
  bytes.set(new TextEncoder().encode('binary:logistic'), 144);
  view.setBigInt64(159, 8n, true);
  bytes.set(new TextEncoder().encode('gblinear'), 167);
  view.setBigInt64(311, 3n, true);
  [0.5, -1, 0.25].forEach((weight, k) => view.setFloat32(319 + 4 * k, weight, true));
  return bytes;
}

describe('damaged files', () => {
  const model = randomModel(1, cases[1]);
  const onnx = new Uint8Array([58, 4, 10, 2, 34, 0]);
  const files = [
    { name: 'LightGBM', bytes: new TextEncoder().encode(lightgbmText(model)) },
    { name: 'XGBoost', bytes: new TextEncoder().encode(xgboostJson(model)) },
    { name: 'XGBoost binary', bytes: linearFile() },
    { name: 'ONNX', bytes: onnx },
  ];

  it.each(files)('are refused by their code, never read as another model ($name)', ({ bytes }) => {
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(255), (at, value) => {
        const cut = bytes.slice(0, at);
        const changed = Uint8Array.from(bytes, (byte, k) => (k === at ? value : byte));
        for (const damaged of [cut, changed]) {
          for (const read of [
            (file: Uint8Array) => importLightgbm(new TextDecoder().decode(file)),
            importXgboost,
            importOnnx,
          ]) {
            try {
              read(damaged).model.score(new Float64Array(3));
            } catch (error) {
              expect((error as { code?: string }).code).toMatch(/^LEARN_/);
            }
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('do not come in when they are cut short', () => {
    for (const part of [0.2, 0.5, 0.9]) {
      const [lightgbm, xgboost] = [files[0]?.bytes, files[1]?.bytes].map((b) => b?.slice(0, part * b.length));
      const format = expect.objectContaining({ code: 'LEARN_IMPORT_FORMAT' });
      expect(() => importLightgbm(new TextDecoder().decode(lightgbm))).toThrow(format);
      expect(() => importXgboost(xgboost ?? new Uint8Array())).toThrow(format);
    }
  });
});
