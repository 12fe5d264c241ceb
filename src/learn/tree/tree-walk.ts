import type { TreeWork } from './kernels.ts';
import type { GrownTree } from './tree-builder.ts';

/** Adds a tree's values, or takes them away, at rows found by their bins. */
export function addTreeTo(
  { matrix, margins, outputs }: TreeWork,
  tree: GrownTree,
  { rows, sign }: { readonly rows: Uint32Array; readonly sign: 1 | -1 },
): void {
  const { columns, rows: total } = matrix;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    let node = 0;
    for (let feature = tree.feature[0] as number; feature >= 0; feature = tree.feature[node] as number) {
      const isLeft = (tree.goesLeft[node] as Uint8Array)[columns[feature * total + row] as number] as number;
      node = (tree.left[node] as number) + 1 - isLeft;
    }
    const from = (tree.threshold[node] as number) * outputs;
    for (let k = 0; k < outputs; k++) {
      margins[row * outputs + k] = (margins[row * outputs + k] as number) + sign * (tree.values[from + k] as number);
    }
  }
}
