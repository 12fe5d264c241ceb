import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createRng } from '#base';
import { gbdt, importLightgbm, importOnnx, lightgbmText, onnxNetwork, xgboostJson } from '#learn';
import type { Model, OnnxRuntime, Target } from '#learn';
import { createFrame, float64Column, stringColumn, type Frame } from '#table';
import type { ProofPart, ProofRow } from '../row.ts';
import { frameOf, importedFile, largestGap, predictions, type Rows } from './model-rows.ts';
import { publishedModels, publishedRows } from './published-models.ts';
import { askPython } from './python-peer.ts';

const ABSENT = 'the peer is absent (tools/peers.sh installs it)';

interface Trained {
  readonly name: string;
  readonly format: 'lightgbm' | 'xgboost';
  readonly form: string;
  readonly file: string;
  readonly expected: Rows;
}

interface Answer {
  readonly rows: Rows;
  readonly trained: readonly Trained[];
  readonly predicted: readonly Rows[];
}

interface OnnxFile {
  readonly name: string;
  readonly problem?: string;
  readonly file: string;
  readonly rows: Rows;
  readonly expected: Rows;
}

interface OnnxAnswer {
  readonly models: readonly OnnxFile[];
  readonly networks: readonly OnnxFile[];
}

/** Models of LightGBM, XGBoost and ONNX in and out, against those programs in the same run. */
export const modelFilesProof: ProofPart = {
  name: 'model-files',
  run: async ({ seed, data, note }) => {
    note('model files of other programs');
    const own = await ownModels(seed);
    const asked = own.flatMap(({ model, frame }) => leavingFiles(model, frame));
    const peer = askPython('boosting', 'model_files_peer.py', { models: asked }) as Answer | undefined;
    const onnx = askPython('onnx', 'onnx_peer.py', {}) as OnnxAnswer | undefined;
    return [
      ...publishedRows(data),
      bitsRow(own, data),
      ...leavingRows(asked, peer),
      ...comingRows(peer),
      onnxRow(onnx),
      await networkRow(onnx),
    ];
  },
};

interface OwnModel {
  readonly name: string;
  readonly model: Model;
  readonly frame: Frame;
}

const HOMES = ['own', 'rent', 'parents', "friend's", 'company'];

/** Models of our own on made-up applicants with missing values and categories, one for each kind of target. */
async function ownModels(seed: number): Promise<OwnModel[]> {
  const rng = createRng(seed).fork('model-files');
  const rows = 2000;
  const number = (): number => (rng.chance(0.1) ? NaN : Math.fround(rng.normal()));
  const [age, debt] = [Float64Array.from({ length: rows }, number), Float64Array.from({ length: rows }, number)];
  const homes = Array.from({ length: rows }, () => (rng.chance(0.1) ? null : (HOMES[rng.below(5)] ?? null)));
  const frame = createFrame([
    ['age', float64Column(age)],
    ['home', stringColumn(homes)],
    ['debt', float64Column(debt)],
  ]);
  const signal = age.map((value, row) => {
    const home = homes[row] === 'rent' ? 1 : homes[row] === null ? 0.5 : 0;
    return (value === value ? value : 1) + home - (debt[row] || 0) + rng.normal();
  });
  const targets: readonly [string, Target, object][] = [
    ['binary', { kind: 'binary', label: signal.map((value) => (value > 0 ? 1 : 0)) }, {}],
    ['real', { kind: 'real', value: signal }, {}],
    ['Poisson', { kind: 'real', value: signal.map((value) => Math.max(0, Math.round(value))) }, { loss: 'poisson' }],
    [
      'classes',
      {
        kind: 'multiclass',
        label: Int32Array.from(signal, (value) => Number(value > 0) + Number(value > 1)),
        classes: 3,
      },
      {},
    ],
  ];
  const models: OwnModel[] = [];
  for (const [name, target, settings] of targets) {
    models.push({ name, frame, model: await gbdt({ trees: 60, ...settings }).fit(frame, target, { seed }) });
  }
  return models;
}

interface LeavingFile {
  readonly format: 'lightgbm' | 'xgboost';
  readonly text: string;
  /** Encoded rows. */
  readonly rows: Rows;
  readonly expected: Rows;
}

function leavingFiles(model: Model, frame: Frame): LeavingFile[] {
  const expected = predictions(model, frame);
  const columns = model.features.map(({ name }) => frame.columns[frame.names.indexOf(name)]);
  const rows = Array.from({ length: frame.rows }, (_, row) =>
    model.features.map((feature, f) => {
      const column = columns[f];
      if (column?.kind === 'string' && feature.kind === 'category') {
        const code = column.values[row] as number;
        return code < 0 ? null : feature.categories.indexOf(column.dictionary[code] ?? '');
      }
      const value = column?.values[row] as number;
      return value === value ? value : null;
    }),
  );
  return [
    { format: 'lightgbm', text: lightgbmText(model), rows, expected },
    { format: 'xgboost', text: xgboostJson(model), rows, expected },
  ];
}

function bitsRow(own: readonly OwnModel[], data: string | undefined): ProofRow {
  const published = publishedModels(data).filter(({ model }) => model.kind === 'gbdt');
  const all = [...own, ...published];
  const same = all.filter(({ model, frame }) => {
    const [before, after] = [model.predict(frame), importLightgbm(lightgbmText(model)).model.predict(frame)];
    return before.every((value, k) => Object.is(value, after[k]));
  });
  return {
    metric: 'export as LightGBM text -> import: models with the same bits (ours, and imported ones)',
    value: `${same.length} of ${all.length}`,
    target: 'all',
    pass: same.length === all.length,
  };
}

function leavingRows(asked: readonly LeavingFile[], peer: Answer | undefined): ProofRow[] {
  return (['lightgbm', 'xgboost'] as const).map((format) => {
    const name = format === 'lightgbm' ? 'LightGBM 4.7' : 'XGBoost 1.7';
    const metric = `our models loaded by ${name}: largest difference, relative to predictions over 1`;
    const target = '<= 1e-6';
    if (peer === undefined) return { metric, value: ABSENT, target, pass: undefined };
    const worst = (scale: 'absolute' | 'relative'): number =>
      asked.reduce((most, { expected, format: own }, k) => {
        return own === format ? Math.max(most, largestGap(peer.predicted[k] ?? [], expected, scale)) : most;
      }, 0);
    const [relative, absolute] = [worst('relative'), worst('absolute')];
    const value = `${relative.toExponential(1)} (absolute ${absolute.toExponential(1)}), ${asked.length / 2} models`;
    return { metric, value, target, pass: relative <= 1e-6 };
  });
}

function comingRows(peer: Answer | undefined): ProofRow[] {
  return (['lightgbm', 'xgboost'] as const).map((format) => {
    const metric = `models trained by ${format}, imported: largest relative difference of predictions`;
    // XGBoost adds leaves in single precision.
    const limit = format === 'lightgbm' ? 1e-12 : 1e-5;
    const target = `<= ${limit} for all`;
    if (peer === undefined) return { metric, value: ABSENT, target, pass: undefined };
    const models = peer.trained.filter((trained) => trained.format === format);
    const gaps = models.map(({ name, form, file, expected }) => {
      const { model } = importedFile(format, Buffer.from(file, 'base64'), {});
      const gap = largestGap(predictions(model, frameOf(model, peer.rows)), expected, 'relative');
      return { name: `${name} (${form})`, gap };
    });
    return judged({ metric, target, gaps, limit });
  });
}

function onnxRow(peer: OnnxAnswer | undefined): ProofRow {
  const metric = 'scikit-learn models as ONNX, imported: largest difference from ONNX Runtime';
  const [limit, target] = [1e-5, '<= 1e-5 for all'];
  if (peer === undefined) return { metric, value: ABSENT, target, pass: undefined };
  const gaps = peer.models
    .filter(({ problem }) => problem === undefined)
    .map(({ name, file, rows, expected }) => {
      const { model } = importOnnx(Buffer.from(file, 'base64'));
      return { name, gap: largestGap(predictions(model, frameOf(model, rows)), expected) };
    });
  return judged({ metric, target, gaps, limit });
}

/** Networks on onnxruntime-node, as a user would install it. */
async function networkRow(peer: OnnxAnswer | undefined): Promise<ProofRow> {
  const metric = "scikit-learn networks on onnxruntime-node: largest difference from Python's runtime";
  const [limit, target] = [1e-5, '<= 1e-5 for all'];
  const file = join(import.meta.dirname, '../../../.peers/ort/package.json');
  if (peer === undefined || !existsSync(file)) return { metric, value: ABSENT, target, pass: undefined };
  const runtime = createRequire(file)('onnxruntime-node') as OnnxRuntime;
  const gaps: { name: string; gap: number }[] = [];
  for (const { name, file: bytes, rows, expected } of peer.networks) {
    const features = rows[0]?.map((_, f) => `f${f}`) ?? [];
    const columns = features.map((_, f) => Float64Array.from(rows, (row) => row[f] ?? NaN));
    const frame = createFrame(columns.map((values, f) => [`f${f}`, float64Column(values)] as const));
    const network = await onnxNetwork(Buffer.from(bytes, 'base64'), runtime, { features });
    const { values, outputs } = await network.predict(frame);
    const ours = rows.map((_, row) =>
      Array.from({ length: outputs }, (_none, k) => values[k * rows.length + row] ?? NaN),
    );
    gaps.push({ name, gap: largestGap(ours, expected) });
  }
  return judged({ metric, target, gaps, limit });
}

interface Judged {
  readonly metric: string;
  readonly target: string;
  readonly gaps: readonly { readonly name: string; readonly gap: number }[];
  readonly limit: number;
}

function judged({ metric, target, gaps, limit }: Judged): ProofRow {
  const misses = gaps.filter(({ gap }) => !(gap <= limit));
  const worst = gaps.reduce((most, { gap }) => Math.max(most, gap), 0);
  const missed = misses.map(({ name, gap }) => `${name} ${gap.toExponential(1)}`).join(', ');
  const value = `${worst.toExponential(1)}, ${gaps.length - misses.length} of ${gaps.length} files${missed && `; missed: ${missed}`}`;
  return { metric, value, target, pass: misses.length === 0 };
}
