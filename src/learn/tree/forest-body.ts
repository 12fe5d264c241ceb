import { TallyError, z } from '#base';
import type { Feature } from '../feature.ts';
import type { Forest } from './forest.ts';

const integers = z.array(z.number().int());

/** A forest as plain JSON. */
export const forestSchema = z.object({
  /** Values per leaf; 1 when left out. */
  outputs: z.number().int().min(1).optional(),
  roots: integers,
  feature: integers,
  /** Null for categorical nodes, as JSON has no NaN. */
  threshold: z.array(z.number().nullable()),
  left: integers,
  missingLeft: integers,
  bitStart: integers,
  bits: integers,
  cover: z.array(z.number()),
  gain: z.array(z.number()),
  values: z.array(z.number()).optional(),
});

export type ForestBody = z.infer<typeof forestSchema>;

export function forestBody(forest: Forest): ForestBody {
  return {
    ...(forest.outputs === 1 ? {} : { outputs: forest.outputs, values: [...forest.values] }),
    roots: [...forest.roots],
    feature: [...forest.feature],
    threshold: [...forest.threshold].map((limit) => (limit === limit ? limit : null)),
    left: [...forest.left],
    missingLeft: [...forest.missingLeft],
    bitStart: [...forest.bitStart],
    bits: [...forest.bits],
    cover: [...forest.cover],
    gain: [...forest.gain],
  };
}

/** Restores a forest. Throws `LEARN_MODEL_INVALID` when its arrays do not fit together. */
export function forestFromBody(body: ForestBody, features: readonly Feature[]): Forest {
  const forest: Forest = {
    outputs: body.outputs ?? 1,
    roots: Int32Array.from(body.roots),
    feature: Int32Array.from(body.feature),
    threshold: Float64Array.from(body.threshold, (limit) => limit ?? NaN),
    left: Int32Array.from(body.left),
    missingLeft: Uint8Array.from(body.missingLeft),
    bitStart: Int32Array.from(body.bitStart),
    bits: Uint32Array.from(body.bits),
    cover: Float64Array.from(body.cover),
    gain: Float64Array.from(body.gain),
    values: Float64Array.from(body.values ?? []),
    categoryCounts: Int32Array.from(features, (f) => (f.kind === 'category' ? f.categories.length : 0)),
  };
  if (isSound(forest, features.length)) return forest;
  throw new TallyError('LEARN_MODEL_INVALID', "the model's trees do not fit together", {
    hint: 'the file was changed or cut short: save the model again',
  });
}

/** Every walk must end and stay inside the arrays: children follow their parents. */
function isSound(forest: Forest, features: number): boolean {
  const nodes = forest.feature.length;
  const lengths = [forest.threshold, forest.left, forest.missingLeft, forest.bitStart, forest.cover, forest.gain];
  return (
    lengths.every(({ length }) => length === nodes) &&
    forest.roots.every((root) => root >= 0 && root < nodes) &&
    forest.feature.every((_, node) => isSoundNode(forest, node, features))
  );
}

function isSoundNode(forest: Forest, node: number, features: number): boolean {
  const feature = forest.feature[node] as number;
  const left = forest.left[node] as number;
  const { outputs } = forest;
  if (feature < 0) {
    const value = forest.threshold[node] as number;
    if (outputs === 1) return Number.isFinite(value);
    return Number.isInteger(value) && value >= 0 && (value + 1) * outputs <= forest.values.length;
  }
  const words = ((forest.categoryCounts[feature] ?? 0) + 31) >> 5;
  const start = forest.bitStart[node] as number;
  return (
    feature < features &&
    left > node &&
    left + 1 < forest.feature.length &&
    start + (start < 0 ? 0 : words) <= forest.bits.length
  );
}
