import type { Feature } from '../feature.ts';
import type { ForeignTree } from './foreign-tree.ts';
import { badFile, notImported } from './import-error.ts';

/** Categories that one feature may have. */
const MAX_CATEGORIES = 100_000;

/** What a file tells about its features. */
export interface ForeignFeatures {
  readonly names: readonly string[];
  /** Whole numbers that stand for categories, by feature: those that the file lists besides its splits. */
  readonly codes: ReadonlyMap<number, readonly number[]>;
  /** Texts of the categories 0, 1, 2 ... by feature. */
  readonly texts: ReadonlyMap<number, readonly string[]>;
}

/** Features as our models have them, and the index of each category code. */
export interface ReadFeatures {
  readonly features: readonly Feature[];
  /** By feature; undefined for numbers. */
  readonly indexes: readonly (ReadonlyMap<number, number> | undefined)[];
}

/** Features of imported trees: categories by their text where the file tells it, else by their number. */
export function readFeatures(file: ForeignFeatures, trees: readonly ForeignTree[]): ReadFeatures {
  const { names } = file;
  if (names.length === 0) throw badFile('it has no features');
  if (new Set(names).size < names.length) throw badFile('two features have the same name');
  const codes = codesOf(file, trees);
  const indexes = names.map((_, f) => {
    const own = codes.get(f);
    const texts = file.texts.get(f);
    if (own === undefined && texts === undefined) return undefined;
    const known = texts === undefined ? [...(own ?? [])].sort((a, b) => a - b) : texts.map((_text, code) => code);
    if (known.length > MAX_CATEGORIES) throw notImported(`${known.length} categories of "${names[f]}"`);
    const index = new Map(known.map((code, k) => [code, k]));
    const stray = [...(own ?? [])].find((code) => !index.has(code));
    if (stray === undefined) return index;
    throw badFile(`category ${stray} of "${names[f]}" is none of ${known.length}`);
  });
  const features = names.map((name, f): Feature => {
    const index = indexes[f];
    if (index === undefined) return { name, kind: 'number' };
    return { name, kind: 'category', categories: (file.texts.get(f) ?? [...index.keys()]).map(String) };
  });
  return { features, indexes };
}

function codesOf(file: ForeignFeatures, trees: readonly ForeignTree[]): Map<number, Set<number>> {
  const codes = new Map([...file.codes].map(([f, values]) => [f, new Set(values)] as const));
  const isNumber = new Set<number>();
  for (const { nodes } of trees) {
    for (const { feature, categories } of nodes) {
      if (!(feature < file.names.length) || !Number.isInteger(feature))
        throw badFile(`a split names feature ${feature} of ${file.names.length}`);
      if (feature < 0) continue;
      if (categories === undefined) isNumber.add(feature);
      else {
        const own = codes.get(feature) ?? new Set();
        for (const value of categories.values) own.add(value);
        codes.set(feature, own);
      }
    }
  }
  for (const f of codes.keys()) {
    if (isNumber.has(f)) throw notImported(`"${file.names[f]}" both as a number and as a category`);
  }
  return codes;
}
