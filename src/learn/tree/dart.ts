import type { Rng } from '#base';
import type { GbdtParameters } from './parameters.ts';
import type { GrownTree } from './tree-builder.ts';

/** Trees that a round leaves out, and how weights change after it. */
export interface Dropped {
  readonly indexes: readonly number[];
  /** A dropped tree with its new weight. */
  scaled(tree: GrownTree): GrownTree;
  /** The new tree with its weight. */
  settle(tree: GrownTree, learningRate: number): GrownTree;
}

/**
 * Chooses the trees of a round to drop (Vinayak and Gilad-Bachrach, "DART", AISTATS 2015). The new tree and the k dropped
 * ones share the step: with learning rate r the new tree counts 1 / (k + r), the dropped ones k / (k + r) of before.
 */
export function dropTrees(
  trees: readonly GrownTree[],
  { dropRate, skipDrop, learningRate }: GbdtParameters,
  rng: Rng,
): Dropped {
  const isSkipped = rng.chance(skipDrop);
  const indexes = isSkipped ? [] : [...trees.keys()].filter(() => rng.chance(dropRate));
  if (indexes.length === 0 && !isSkipped && trees.length > 0) indexes.push(rng.below(trees.length));
  const k = indexes.length;
  const scale = (tree: GrownTree, factor: number): GrownTree => ({
    ...tree,
    values: tree.values.map((value) => value * factor),
  });
  return {
    indexes,
    scaled: (tree) => scale(tree, k / (k + learningRate)),
    settle: (tree) => (k === 0 ? tree : scale(tree, 1 / (k + learningRate))),
  };
}
