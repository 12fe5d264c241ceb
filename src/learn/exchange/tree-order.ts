import type { ForeignTree } from './foreign-tree.ts';
import { badFile } from './import-error.ts';

/** A tree's nodes from the root down, children side by side. */
export interface TreeOrder {
  /** Node of the tree at each place. */
  readonly nodes: Int32Array;
  /** Place of the left child; -1 for a leaf. The right one follows. */
  readonly left: Int32Array;
  /** Training weight that reached each place. */
  readonly cover: Float64Array;
  readonly leaves: number;
  /** Whether the file tells the weight of every leaf. */
  readonly hasCover: boolean;
}

/** Puts a tree into the order of our forests. Throws `LEARN_IMPORT_FORMAT` when it is no tree. */
export function orderTree({ nodes }: ForeignTree): TreeOrder {
  const order: number[] = [0];
  const left: number[] = [];
  const isSeen = new Uint8Array(nodes.length);
  for (let place = 0; place < order.length; place++) {
    const index = order[place] as number;
    const node = nodes[index];
    if (node === undefined) throw badFile(`a tree has ${nodes.length} nodes, but names node ${index}`);
    if (isSeen[index] === 1) throw badFile(`node ${index} of a tree has two parents`);
    isSeen[index] = 1;
    if (!Number.isFinite(node.threshold) && node.categories === undefined) {
      throw badFile(`node ${index} of a tree holds ${node.threshold} in place of a number`);
    }
    left.push(node.feature < 0 ? -1 : order.length);
    if (node.feature >= 0) order.push(node.left, node.right);
  }
  return { nodes: Int32Array.from(order), left: Int32Array.from(left), ...coversOf({ nodes }, order, left) };
}

function coversOf(
  { nodes }: Pick<ForeignTree, 'nodes'>,
  order: readonly number[],
  left: readonly number[],
): Pick<TreeOrder, 'cover' | 'hasCover' | 'leaves'> {
  const leaves = order.filter((_, place) => (left[place] as number) < 0);
  const hasCover = leaves.every((index) => {
    const weight = nodes[index]?.weight ?? 0;
    return weight > 0 && weight < Infinity;
  });
  const cover = new Float64Array(order.length);
  for (let place = order.length - 1; place >= 0; place--) {
    const child = left[place] as number;
    const own = hasCover ? (nodes[order[place] as number]?.weight ?? 0) : 1;
    cover[place] = child < 0 ? own : (cover[child] as number) + (cover[child + 1] as number);
  }
  return { cover, hasCover, leaves: leaves.length };
}
