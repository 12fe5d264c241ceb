import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importLightgbm, type LightgbmOptions, type Model } from '#learn';
import type { Frame } from '#table';
import type { ProofRow } from '../row.ts';
import { frameOf, importedFile, largestGap, predictions, withoutLink, type Rows } from './model-rows.ts';

interface FileCase {
  readonly id: string;
  readonly model: string;
  readonly format: string;
  readonly data: string;
  readonly data_format: string;
  readonly expected: string;
  readonly output: string;
  readonly tolerance: number;
  readonly trees_used?: number;
}

interface InlineCase {
  readonly id: string;
  readonly model: string;
  readonly rows?: Rows;
  readonly expected?: readonly number[];
  readonly expected_first_tree?: readonly number[];
  readonly expected_constant?: number;
  readonly tolerance: number;
}

interface Cases {
  readonly file_cases: readonly FileCase[];
  readonly inline_cases: readonly InlineCase[];
}

interface Outcome {
  readonly id: string;
  readonly gap: number;
  readonly tolerance: number;
}

/** Models that others published with their predictions, read by us: a row for each program, and one for single trees. */
export function publishedRows(data: string | undefined): ProofRow[] {
  const folder = folderOf(data);
  const target = 'all within their tolerance';
  if (folder === undefined) {
    const value = 'the reference data folder is absent (set TALLY_DATA)';
    return [{ metric: 'published models with their predictions', value, target, pass: undefined }];
  }
  const cases = casesOf(folder);
  const groups = {
    'LightGBM files': cases.file_cases
      .filter(({ format }) => format.startsWith('lightgbm'))
      .map((c) => judge(folder, c)),
    'XGBoost binary files': cases.file_cases
      .filter(({ format }) => format.startsWith('xgb'))
      .map((c) => judge(folder, c)),
    'single LightGBM trees': cases.inline_cases.map((c) => judgeInline(folder, c)),
  };
  return Object.entries(groups).map(([name, outcomes]) => {
    const missed = outcomes.filter(({ gap, tolerance }) => !(gap <= tolerance));
    const worst = outcomes.reduce((most, { gap }) => Math.max(most, gap), 0);
    const misses = missed.map(({ id, gap }) => `${id} (${gap.toExponential(1)})`).join(', ');
    return {
      metric: `published ${name}: cases within tolerance`,
      value: `${outcomes.length - missed.length} of ${outcomes.length}, largest difference ${worst.toExponential(1)}${misses && `; missed: ${misses}`}`,
      target,
      pass: missed.length === 0,
    };
  });
}

/** The published models with the rows that belong to them. */
export function publishedModels(data: string | undefined): { model: Model; frame: Frame }[] {
  const folder = folderOf(data);
  if (folder === undefined) return [];
  return casesOf(folder).file_cases.map((own) => {
    const { model } = readCase(folder, own, {});
    return { model, frame: frameOf(model, readRows(folder, own), absentOf(own)) };
  });
}

function folderOf(data: string | undefined): string | undefined {
  const folder = join(data ?? '', 'models/leaves');
  return data !== undefined && existsSync(folder) ? folder : undefined;
}

function casesOf(folder: string): Cases {
  return JSON.parse(readFileSync(join(folder, 'cases.json'), 'utf8')) as Cases;
}

function readCase(folder: string, { model, format }: FileCase, options: LightgbmOptions): { model: Model } {
  return importedFile(format.startsWith('xgb') ? 'xgboost' : 'lightgbm', readFileSync(join(folder, model)), options);
}

/** An absent value of a sparse row is missing for XGBoost and 0 for LightGBM. */
function absentOf({ format }: FileCase): number {
  return format.startsWith('xgb') ? NaN : 0;
}

function readRows(folder: string, own: FileCase): Rows {
  const lines = readFileSync(join(folder, own.data), 'utf8').trim().split('\n');
  if (!own.data_format.startsWith('libsvm')) {
    const skip = /column 0 is the label/.test(own.data_format) ? 1 : 0;
    return lines.map((line) => line.trim().split(/\s+/).slice(skip).map(Number));
  }
  return lines.map((line) => {
    const pairs = line.trim().split(/\s+/).slice(1);
    const row: number[] = [];
    for (const pair of pairs) {
      const [column, value] = pair.split(':').map(Number);
      while (row.length < (column ?? 0)) row.push(absentOf(own));
      row[column ?? 0] = value ?? NaN;
    }
    return row;
  });
}

function judge(folder: string, own: FileCase): Outcome {
  const expected = readFileSync(join(folder, own.expected), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const rows = readRows(folder, own);
  const { id, tolerance } = own;
  if (own.output.startsWith('leaf index'))
    return { id, tolerance, gap: largestGap(leafIndexes(folder, own, rows), expected) };
  const { model: read } = readCase(folder, own, {
    ...(own.trees_used === undefined ? {} : { rounds: own.trees_used }),
    ...(own.format === 'lightgbm-json' ? { objective: 'binary sigmoid:1' } : {}),
  });
  const isMargin = /^(raw|margin)/.test(own.output);
  const frame = frameOf(read, rows, absentOf(own));
  const ours =
    isMargin && read.kind === 'logit'
      ? marginsOf(read, frame)
      : predictions(isMargin ? withoutLink(read) : read, frame);
  return { id, tolerance, gap: largestGap(ours, expected) };
}

function marginsOf(model: Model, frame: Frame): number[][] {
  const { base, values } = model.explain(frame);
  return Array.from({ length: frame.rows }, (_, row) => {
    return [model.features.reduce((sum, _feature, f) => sum + (values[f * frame.rows + row] as number), base)];
  });
}

/** Each tree alone, with the numbers of its leaves in place of their values. */
function leafIndexes(folder: string, own: FileCase, rows: Rows): number[][] {
  const [head = '', ...trees] = readFileSync(join(folder, own.model), 'utf8').split(/^Tree=/m);
  const width = Number(/^max_feature_idx=(\d+)/m.exec(head)?.[1]) + 1;
  const features = Array.from({ length: width }, (_, f) => `Column_${f}`);
  const indexes = trees.map((tree) => {
    const block = `Tree=${tree.split(/^end of trees/m)[0] ?? ''}`;
    const text = block.replace(/^leaf_value=(.*)$/m, (_, values: string) => {
      return `leaf_value=${values
        .trim()
        .split(' ')
        .map((_value, leaf) => leaf)
        .join(' ')}`;
    });
    const whole = `tree\nversion=v3\nnum_class=1\nnum_tree_per_iteration=1\nmax_feature_idx=${width - 1}\nfeature_names=${features.join(' ')}\n\n${text}\nend of trees\n`;
    const { model } = importLightgbm(whole);
    return predictions(model, frameOf(model, rows));
  });
  return rows.map((_, row) => indexes.map((tree) => tree[row]?.[0] ?? NaN));
}

function judgeInline(folder: string, own: InlineCase): Outcome {
  const text = readFileSync(join(folder, own.model), 'utf8');
  const { id, tolerance } = own;
  const gapOf = (expected: readonly number[], rows: Rows, options: LightgbmOptions): number => {
    const model = withoutLink(importLightgbm(text, options).model);
    return largestGap(
      predictions(model, frameOf(model, rows)),
      expected.map((value) => [value]),
    );
  };
  if (own.expected_constant !== undefined) return { id, tolerance, gap: gapOf([own.expected_constant], [[3]], {}) };
  const rows = own.rows ?? [];
  const first = own.expected_first_tree;
  const gaps = [gapOf(own.expected ?? [], rows, {}), first === undefined ? 0 : gapOf(first, rows, { rounds: 1 })];
  return { id, tolerance, gap: Math.max(...gaps) };
}
