import type { ForeignTree } from './foreign-tree.ts';
import { leafNode } from './foreign-tree.ts';
import { badFile, notImported } from './import-error.ts';
import { listedCodes, type LightgbmFile } from './lightgbm-file.ts';
import { expandZeros, splitNode, type LightgbmNode, type MissingType } from './lightgbm-split.ts';

type Fields = ReadonlyMap<string, string>;

/** Reads the text in which LightGBM saves models (versions v2 to v4), or trees of it alone. */
export function readLightgbmText(text: string): LightgbmFile {
  const [head = '', ...rest] = text.split(/^Tree=/m);
  if (rest.length === 0 && !head.startsWith('tree')) throw badFile('it is no LightGBM text');
  const last = rest.at(-1);
  const isWhole = head.trim() !== '';
  if (isWhole && last !== undefined) checkEnd(head, rest);
  const fields = fieldsOf(head);
  const version = fields.get('version') ?? 'v2';
  if (!['v2', 'v3', 'v4'].includes(version)) throw notImported(`the version "${version}" of the LightGBM format`);
  const outputs = isWhole ? whole(fields, 'num_tree_per_iteration') : 1;
  const byWeight = fields.get('cover') === 'leaf_weight';
  const trees = rest.map((part, t) => {
    return readTree(fieldsOf(part.split(/^end of trees/m)[0] ?? ''), { output: t % outputs, byWeight });
  });
  const names = isWhole ? wordsOf(fields, 'feature_names') : namesFor(trees);
  if (isWhole && names.length !== whole(fields, 'max_feature_idx') + 1) {
    throw badFile(`it names ${names.length} features, not as many as it has`);
  }
  return {
    ...{ version, outputs, names, trees },
    objective: fields.get('objective'),
    isMean: /^average_output/m.test(head),
    codes: listedCodes(wordsOf(fields, 'feature_infos')),
    pandas: pandasOf(last ?? ''),
  };
}

/** Refuses a file that was cut short. */
function checkEnd(head: string, trees: readonly string[]): void {
  const sizes = wordsOf(fieldsOf(head), 'tree_sizes');
  if (sizes.length > 0 && sizes.length !== trees.length) {
    throw badFile(`it holds ${trees.length} of ${sizes.length} trees`);
  }
  if (!/^end of trees/m.test(trees.at(-1) ?? '')) throw badFile('it ends before "end of trees"');
}

function fieldsOf(text: string): Fields {
  const fields = new Map<string, string>();
  for (const line of text.split('\n')) {
    const at = line.indexOf('=');
    if (at > 0) fields.set(line.slice(0, at), line.slice(at + 1).trim());
  }
  return fields;
}

function wordsOf(fields: Fields, name: string): string[] {
  return (fields.get(name) ?? '').split(' ').filter((word) => word !== '');
}

function whole(fields: Fields, name: string): number {
  const value = Number(fields.get(name) ?? NaN);
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw badFile(`"${name}" is "${fields.get(name) ?? ''}", not a whole number`);
}

/** `count` numbers of this name, or an empty list where `isOptional` and there are none. */
function numbers(fields: Fields, name: string, count: number): number[] {
  const values = wordsOf(fields, name).map(readNumber);
  if (values.length === count && !values.some(Number.isNaN)) return values;
  throw badFile(`"${name}" of a tree holds ${values.length} numbers in place of ${count}, or something else`);
}

function readNumber(word: string): number {
  if (/^[+]?inf$/i.test(word)) return Infinity;
  return /^-inf$/i.test(word) ? -Infinity : Number(word);
}

function optional(fields: Fields, name: string, count: number): number[] {
  const isThere = wordsOf(fields, name).length > 0;
  return isThere ? numbers(fields, name, count) : Array.from({ length: count }, () => 0);
}

const MISSING: readonly MissingType[] = ['none', 'zero', 'nan'];

function readTree(fields: Fields, { output, byWeight }: { output: number; byWeight: boolean }): ForeignTree {
  if ((fields.get('is_linear') ?? '0') !== '0') throw notImported('linear models in leaves');
  const leaves = whole(fields, 'num_leaves');
  const values = numbers(fields, 'leaf_value', leaves);
  const weights = leafWeights(fields, leaves, byWeight);
  const ends = values.map((value, k) => leafNode(value, weights[k]));
  if (leaves <= 1) return { output, nodes: ends };
  const splits = leaves - 1;
  const [features, thresholds] = [numbers(fields, 'split_feature', splits), numbers(fields, 'threshold', splits)];
  const [lefts, rights] = [numbers(fields, 'left_child', splits), numbers(fields, 'right_child', splits)];
  const types = numbers(fields, 'decision_type', splits);
  const gains = optional(fields, 'split_gain', splits);
  const sets = categorySets(fields);
  const place = (child: number): number => (child >= 0 ? child : splits + ~child);
  const nodes = features.map((feature, i): LightgbmNode => {
    const type = types[i] as number;
    const missing = MISSING[(type >> 2) & 3];
    const isCategory = (type & 1) === 1;
    const categories = isCategory ? sets[thresholds[i] as number] : undefined;
    if (missing === undefined || type > 15 || feature < 0 || (isCategory && categories === undefined)) {
      throw badFile(`a split has the decision type ${type} on feature ${feature}`);
    }
    return splitNode({
      ...{ feature, missing, categories, defaultLeft: (type & 2) === 2, gain: gains[i] as number },
      ...{ threshold: thresholds[i] as number, left: place(lefts[i] as number), right: place(rights[i] as number) },
    });
  });
  return expandZeros({ output, nodes: [...nodes, ...ends] });
}

/** Counts of rows, with which LightGBM explains, or sums of Hessians. */
function leafWeights(fields: Fields, leaves: number, byWeight: boolean): number[] {
  if (byWeight) return optional(fields, 'leaf_weight', leaves);
  const counts = optional(fields, 'leaf_count', leaves);
  return counts.every((count) => count > 0) ? counts : optional(fields, 'leaf_weight', leaves);
}

function categorySets(fields: Fields): number[][] {
  const count = whole(fields, 'num_cat');
  if (count === 0) return [];
  const bounds = numbers(fields, 'cat_boundaries', count + 1);
  const words = wordsOf(fields, 'cat_threshold').map(Number);
  if (bounds[0] !== 0 || bounds[count] !== words.length) throw badFile('the categories of a tree do not fit together');
  return Array.from({ length: count }, (_, k) => {
    const [from, to] = [bounds[k] as number, bounds[k + 1] as number];
    if (!(from <= to && to <= words.length)) throw badFile('the categories of a tree do not fit together');
    return words.slice(from, to).flatMap((word, w) => bitsOf(word).map((bit) => 32 * w + bit));
  });
}

function bitsOf(word: number): number[] {
  if (!(Number.isInteger(word) && word >= 0 && word < 2 ** 32)) throw badFile(`${word} is no word of category bits`);
  return Array.from({ length: 32 }, (_, bit) => bit).filter((bit) => ((word >>> bit) & 1) === 1);
}

function namesFor(trees: readonly ForeignTree[]): string[] {
  const top = trees.reduce((most, { nodes }) => nodes.reduce((max, { feature }) => Math.max(max, feature), most), 0);
  if (top > 1e6) throw badFile(`a split names feature ${top}`);
  return Array.from({ length: top + 1 }, (_, f) => `Column_${f}`);
}

function pandasOf(text: string): unknown[][] {
  const line = /^pandas_categorical:(.*)$/m.exec(text)?.[1];
  if (line === undefined || line.trim() === 'null') return [];
  try {
    return JSON.parse(line) as unknown[][];
  } catch (cause) {
    throw badFile('the line "pandas_categorical" is not JSON', cause);
  }
}
