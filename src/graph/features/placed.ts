/** Rows of a file and the nodes they speak of. */
export interface Place {
  readonly rows: Int32Array;
  readonly nodes: number;
  readonly isLater: (row: number) => boolean;
}

/** Values by node; of several rows of a node the first that says something counts. */
export function placed({ rows, nodes, isLater }: Place, values: Float64Array | undefined): Float64Array {
  const byNode = new Float64Array(nodes).fill(NaN);
  rows.forEach((v, row) => {
    if (v >= 0 && !isLater(row) && Number.isNaN(byNode[v])) byNode[v] = values?.[row] ?? NaN;
  });
  return byNode;
}

/** The same for words. */
export function placedCodes({ rows, nodes, isLater }: Place, codes: Int32Array): Int32Array {
  const byNode = new Int32Array(nodes).fill(-1);
  rows.forEach((v, row) => {
    if (v >= 0 && !isLater(row) && byNode[v] === -1) byNode[v] = codes[row] as number;
  });
  return byNode;
}
