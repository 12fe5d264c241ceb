import { TallyError } from '#base';
import type { Model } from '../estimator.ts';
import type { Forest } from '../tree/forest.ts';
import { gbdtParts, type GbdtParts } from '../tree/gbdt-model.ts';
import { leafNode, type ForeignNode, type ForeignTree } from './foreign-tree.ts';

/** The error for a model that a format cannot express. */
export function notExported(what: string, hint = 'keep it in the format of this program'): TallyError {
  return new TallyError('LEARN_EXPORT_UNSUPPORTED', `${what} cannot be exported in this format`, { hint });
}

/** The trees of a model. Throws `LEARN_EXPORT_UNSUPPORTED` when it is of another kind. */
export function leavingParts(model: Model): GbdtParts {
  if (model.kind === 'gbdt') return gbdtParts(model.save());
  throw notExported(`a ${model.kind} model`, 'this format takes models of boosted trees and random forests (gbdt)');
}

/**
 * The trees of a forest as rounds of one tree for each output. The start comes first as constants; each output keeps the order of
 * what is added to it, and where one output has more trees the others add zeros. Weights of inner nodes are their cover.
 */
export function leavingTrees({ forest, start }: Pick<GbdtParts, 'forest' | 'start'>): ForeignTree[] {
  const { outputs, roots } = forest;
  const queues = Array.from(start, (value, output): ForeignTree[] =>
    start.some((other) => other !== 0) ? [{ output, nodes: [leafNode(value, 1)] }] : [],
  );
  for (const root of roots) {
    const tree = treeAt(forest, root);
    queues.forEach((queue, output) => {
      const own = outputs === 1 ? tree : ofOutput(forest, tree, output);
      if (own.some(({ feature, threshold }) => feature >= 0 || threshold !== 0)) queue.push({ output, nodes: own });
    });
  }
  const rounds = Math.max(...queues.map(({ length }) => length));
  const zero = (output: number): ForeignTree => ({ output, nodes: [leafNode(0, 1)] });
  return Array.from({ length: rounds }, (_, round) => queues.map((queue, k) => queue[round] ?? zero(k))).flat();
}

/** The nodes of one tree, the root first. */
function treeAt(forest: Forest, root: number): ForeignNode[] {
  const order = [root];
  const nodes: ForeignNode[] = [];
  for (let at = 0; at < order.length; at++) {
    const node = order[at] as number;
    const feature = forest.feature[node] as number;
    const left = forest.left[node] as number;
    const [threshold, weight] = [forest.threshold[node] as number, forest.cover[node] as number];
    if (feature < 0) nodes.push(leafNode(threshold, weight));
    else {
      const [missingLeft, gain] = [forest.missingLeft[node] === 1, forest.gain[node] as number];
      const place = order.push(left, left + 1) - 2;
      const children = { left: place, right: place + 1 };
      nodes.push({
        feature,
        threshold,
        ...children,
        missingLeft,
        weight,
        gain,
        categories: categoriesAt(forest, node),
      });
    }
  }
  return nodes;
}

function categoriesAt(forest: Forest, node: number): ForeignNode['categories'] {
  const start = forest.bitStart[node] as number;
  if (start < 0) return undefined;
  const count = forest.categoryCounts[forest.feature[node] as number] as number;
  const codes = Array.from({ length: count }, (_, code) => code);
  const isLeft = (code: number): boolean => (((forest.bits[start + (code >> 5)] as number) >>> (code & 31)) & 1) === 1;
  return { values: codes.filter(isLeft), goLeft: true };
}

/** The tree with its values for one output; a tree that adds nothing to it is one leaf. */
function ofOutput({ values, outputs }: Forest, tree: readonly ForeignNode[], output: number): ForeignNode[] {
  const own = tree.map((node) =>
    node.feature >= 0 ? node : { ...node, threshold: values[node.threshold * outputs + output] as number },
  );
  return own.every(({ feature, threshold }) => feature >= 0 || threshold === 0) ? [leafNode(0, 1)] : own;
}
