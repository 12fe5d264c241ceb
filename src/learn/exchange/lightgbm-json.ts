import { parse, z } from '#base';
import { leafNode, type ForeignNode, type ForeignTree } from './foreign-tree.ts';
import { badFile, notImported } from './import-error.ts';
import { listedCodes, type LightgbmFile } from './lightgbm-file.ts';
import { expandZeros, splitNode, type LightgbmNode, type MissingType } from './lightgbm-split.ts';

const schema = z.object({
  version: z.string().default('v2'),
  num_tree_per_iteration: z.number().int().min(1),
  max_feature_idx: z.number().int().min(0),
  objective: z.string().optional(),
  average_output: z.boolean().default(false),
  feature_names: z.array(z.string()).min(1),
  feature_infos: z.record(z.string(), z.object({ values: z.array(z.number()).optional() })).optional(),
  pandas_categorical: z.array(z.array(z.unknown())).nullish(),
  tree_info: z.array(z.object({ tree_structure: z.unknown() })),
});

/** Reads the JSON that `dump_model` of LightGBM gives. */
export function readLightgbmJson(input: unknown): LightgbmFile {
  const found = parse(schema, input, { what: 'the LightGBM dump', code: 'LEARN_IMPORT_FORMAT' });
  const { num_tree_per_iteration: outputs, feature_names: names, version } = found;
  const infos = names.map((name) => found.feature_infos?.[name]?.values?.join(':') ?? 'none');
  return {
    ...{ version, outputs, names, objective: found.objective, isMean: found.average_output },
    codes: listedCodes(infos),
    pandas: found.pandas_categorical ?? [],
    trees: found.tree_info.map(({ tree_structure: root }, t) => readTree(root, t % outputs)),
  };
}

const leafSchema = z.object({
  leaf_value: z.number(),
  leaf_count: z.number().default(0),
  leaf_weight: z.number().default(0),
});

const splitSchema = z.object({
  split_feature: z.number().int().min(0),
  split_gain: z.number().nullish(),
  threshold: z.union([z.number(), z.string()]),
  decision_type: z.string(),
  default_left: z.boolean(),
  missing_type: z.enum(['None', 'Zero', 'NaN']),
  left_child: z.unknown(),
  right_child: z.unknown(),
});

function readTree(root: unknown, output: number): ForeignTree {
  const nodes: LightgbmNode[] = [leafNode(0)];
  const open = [{ source: root, to: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { source, to } = next;
    const isSplit = typeof source === 'object' && source !== null && 'split_feature' in source;
    if (!isSplit) nodes[to] = readLeaf(source);
    else {
      const [left, right] = [nodes.push(leafNode(0)) - 1, nodes.push(leafNode(0)) - 1];
      const split = parse(splitSchema, source, { what: 'a split of the dump', code: 'LEARN_IMPORT_FORMAT' });
      nodes[to] = readSplit(split, left, right);
      open.push({ source: split.left_child, to: left }, { source: split.right_child, to: right });
    }
  }
  return expandZeros({ output, nodes });
}

function readLeaf(source: unknown): ForeignNode {
  if (typeof source === 'object' && source !== null && 'leaf_coeff' in source) {
    throw notImported('linear models in leaves');
  }
  const leaf = parse(leafSchema, source, { what: 'a leaf of the dump', code: 'LEARN_IMPORT_FORMAT' });
  return leafNode(leaf.leaf_value, leaf.leaf_count > 0 ? leaf.leaf_count : leaf.leaf_weight);
}

function readSplit(split: z.infer<typeof splitSchema>, left: number, right: number): LightgbmNode {
  const shared = { feature: split.split_feature, left, right, gain: split.split_gain ?? 0 };
  const missing = split.missing_type.toLowerCase() as MissingType;
  const { default_left: defaultLeft, decision_type: type, threshold } = split;
  if (type === '==') {
    const categories = String(threshold).split('||').map(Number);
    if (!categories.every((code) => Number.isInteger(code) && code >= 0)) throw badFile(`categories "${threshold}"`);
    return splitNode({ ...shared, missing, defaultLeft, threshold: 0, categories });
  }
  const limit = Number(threshold);
  if (type !== '<=' || Number.isNaN(limit)) throw notImported(`the comparison "${type}" with "${threshold}"`);
  return splitNode({ ...shared, missing, defaultLeft, threshold: limit, categories: undefined });
}
