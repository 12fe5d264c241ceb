/** Rows of mostly zeros: row r holds `values[i]` in column `indices[i]` for i from `starts[r]` to `starts[r + 1]`. */
export interface SparseMatrix {
  readonly rows: number;
  readonly columns: number;
  readonly starts: Int32Array;
  readonly indices: Int32Array;
  readonly values: Float64Array;
}

/** Full columns of equal length as rows. */
export function matrixOfColumns(columns: readonly Float64Array[], rows: number): SparseMatrix {
  const width = columns.length;
  const indices = new Int32Array(rows * width);
  const values = new Float64Array(rows * width);
  columns.forEach((column, j) => {
    for (let row = 0; row < rows; row++) {
      indices[row * width + j] = j;
      values[row * width + j] = column[row] as number;
    }
  });
  return {
    rows,
    columns: width,
    starts: Int32Array.from({ length: rows + 1 }, (_, row) => row * width),
    indices,
    values,
  };
}

/** weights . row + the last weight, which is the intercept. */
export function rowScore(matrix: SparseMatrix, row: number, weights: Float64Array): number {
  const { starts, indices, values } = matrix;
  const to = starts[row + 1] as number;
  let sum = weights[matrix.columns] as number;
  for (let i = starts[row] as number; i < to; i++)
    sum += (weights[indices[i] as number] as number) * (values[i] as number);
  return sum;
}
