import type { LogitBody } from '../linear/logit-model.ts';
import { logitModel } from '../linear/logit-model.ts';
import { badFile, notImported } from './import-error.ts';
import {
  checkOutputs,
  importedModel,
  importedTraining,
  renamed,
  type ImportedModel,
  type ImportOptions,
  type Meaning,
} from './imported-model.ts';
import { parseUbjson } from './ubjson.ts';
import { readXgboostBinary } from './xgboost-binary.ts';
import type { XgboostFile } from './xgboost-file.ts';
import { readXgboostJson } from './xgboost-json.ts';
import { startMargins, xgboostMeaning } from './xgboost-meaning.ts';

/**
 * Reads an XGBoost model: JSON, UBJSON, or the binary format of versions 0 to 2. Every value goes the way it goes there, where
 * values are rounded to single precision first; sums are in double precision here. A linear booster becomes a `logit` model.
 *
 * @throws TallyError `LEARN_IMPORT_FORMAT`, `LEARN_IMPORT_UNSUPPORTED`.
 */
export function importXgboost(bytes: Uint8Array, options: ImportOptions = {}): ImportedModel {
  const file = readFile(bytes);
  const meaning = xgboostMeaning(file.objective);
  checkOutputs(file.outputs);
  const start = startMargins(file, meaning);
  const parameters = { version: file.version, objective: file.objective };
  const features = {
    names: file.names,
    codes: new Map(file.categorical.map((f) => [f, [] as number[]])),
    texts: new Map(),
  };
  const { booster } = file;
  if (booster.kind === 'linear') {
    const { names } = renamed(features, options.features);
    return linearModel({ file, names, weights: booster.weights, start, meaning, parameters });
  }
  const rounds = options.rounds ?? Infinity;
  const trees = booster.trees.slice(0, rounds * booster.treesPerRound);
  const codes = codesUpTo(trees, features.codes);
  const found = { program: 'xgboost', ...meaning, trees, start, parameters, features: { ...features, codes } };
  return importedModel({ ...found, notes: codes.size > 0 ? [UNKNOWN_CATEGORIES] : [] }, options);
}

const UNKNOWN_CATEGORIES =
  'categories beyond the highest that the splits name count as missing; XGBoost sends them to the left';

function readFile(bytes: Uint8Array): XgboostFile {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 16));
  if (head.startsWith('bs64')) {
    const text = new TextDecoder('latin1').decode(bytes.subarray(4)).trim();
    return readFile(bytesOf(text));
  }
  if (head.startsWith('binf')) return readXgboostBinary(bytes.subarray(4));
  if (/^\s*\{\s*["}]/.test(head)) return readXgboostJson(parseJson(bytes));
  return head.startsWith('{') ? readXgboostJson(parseUbjson(bytes)) : readXgboostBinary(bytes);
}

function bytesOf(text: string): Uint8Array {
  try {
    return Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  } catch (cause) {
    throw badFile('it is not base64', cause);
  }
}

/** XGBoost writes NaN and Infinity into its JSON. */
const NO_JSON = /"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/g;

function parseJson(bytes: Uint8Array): unknown {
  const text = new TextDecoder().decode(bytes);
  try {
    if (!text.includes('NaN') && !text.includes('Infinity')) return JSON.parse(text) as unknown;
    const numbers: Readonly<Record<string, string>> = { NaN: 'null', Infinity: '1e999', '-Infinity': '-1e999' };
    return JSON.parse(text.replace(NO_JSON, (word) => numbers[word] ?? word)) as unknown;
  } catch (cause) {
    throw badFile('it is not JSON', cause);
  }
}

/** All categories up to the highest that a split names: those in no set go left everywhere. */
function codesUpTo(
  trees: NonNullable<Extract<XgboostFile['booster'], { kind: 'trees' }>['trees']>,
  listed: ReadonlyMap<number, readonly number[]>,
): Map<number, number[]> {
  const tops = new Map([...listed.keys()].map((f) => [f, 0]));
  for (const { nodes } of trees) {
    for (const { feature, categories } of nodes) {
      for (const code of categories?.values ?? []) tops.set(feature, Math.max(tops.get(feature) ?? 0, code));
    }
  }
  return new Map(
    [...tops].map(([f, top]) => {
      if (top >= 100_000) throw notImported(`the category ${top}`);
      return [f, Array.from({ length: top + 1 }, (_, code) => code)];
    }),
  );
}

interface LinearParts {
  readonly file: XgboostFile;
  readonly names: readonly string[];
  readonly weights: readonly number[];
  readonly start: Float64Array;
  readonly meaning: Meaning;
  readonly parameters: object;
}

/** A linear booster as a logistic regression in which a missing value is 0. */
function linearModel({ file, names, weights, start, meaning, parameters }: LinearParts): ImportedModel {
  if (meaning.target !== 'binary' || meaning.link !== 'logistic' || file.outputs !== 1) {
    throw notImported(
      `a linear booster with the objective "${file.objective}"`,
      'only binary:logistic can be imported',
    );
  }
  if (weights.length !== names.length + 1 || !weights.every(Number.isFinite)) {
    throw badFile(`${weights.length} weights for ${names.length} features and an intercept`);
  }
  const terms = weights.slice(0, -1).map((coefficient, feature): LogitBody['terms'][number] => ({
    ...{ feature, kind: 'value', codes: [], impute: 0, mean: 0, sd: 1 },
    ...{ coefficient: Math.fround(coefficient), standardError: 0 },
  }));
  const intercept = (start[0] as number) + Math.fround(weights.at(-1) as number);
  const model = logitModel({
    features: names.map((name) => ({ name, kind: 'number' })),
    ignored: [],
    training: importedTraining('xgboost', parameters),
    body: { intercept, interceptError: 0, terms, iterations: 0, isConverged: true },
  });
  return { model, notes: ['a linear booster: missing values count as 0; the file holds no standard errors'] };
}
