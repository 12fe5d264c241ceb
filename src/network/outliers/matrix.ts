/** Numbers of nodes, row by row: `values[v * columns + d]`. */
export interface NodeMatrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float64Array;
}

/** Columns with mean 0 and variance 1; what is missing is the mean, a column without variance is left out. */
export function standardised(columns: readonly Float64Array[], rows: number): NodeMatrix {
  const kept = columns.map((column) => scaled(column)).filter((column) => column !== undefined);
  const values = new Float64Array(rows * kept.length);
  kept.forEach((column, d) => {
    for (let v = 0; v < rows; v++) values[v * kept.length + d] = column[v] as number;
  });
  return { rows, columns: kept.length, values };
}

function scaled(column: Float64Array): Float64Array | undefined {
  let [many, sum, squares] = [0, 0, 0];
  for (const value of column) {
    if (Number.isNaN(value)) continue;
    many++;
    sum += value;
  }
  const mean = sum / many;
  for (const value of column) if (!Number.isNaN(value)) squares += (value - mean) ** 2;
  const deviation = Math.sqrt(squares / many);
  if (!(deviation > 1e-12 * Math.abs(mean)) || !Number.isFinite(deviation)) return undefined;
  return column.map((value) => (Number.isNaN(value) ? 0 : (value - mean) / deviation));
}

/** Left times right: `left` is rows x inner, `right` inner x columns. */
export function product(left: NodeMatrix, right: NodeMatrix): NodeMatrix {
  const values = new Float64Array(left.rows * right.columns);
  for (let v = 0; v < left.rows; v++) {
    for (let i = 0; i < left.columns; i++) {
      const factor = left.values[v * left.columns + i] as number;
      if (factor === 0) continue;
      const [from, to] = [i * right.columns, v * right.columns];
      for (let d = 0; d < right.columns; d++) {
        values[to + d] = (values[to + d] as number) + factor * (right.values[from + d] as number);
      }
    }
  }
  return { rows: left.rows, columns: right.columns, values };
}

/** The transpose of left times right; both have the same rows. */
export function crossProduct(left: NodeMatrix, right: NodeMatrix): NodeMatrix {
  const values = new Float64Array(left.columns * right.columns);
  for (let v = 0; v < left.rows; v++) {
    for (let i = 0; i < left.columns; i++) {
      const factor = left.values[v * left.columns + i] as number;
      if (factor === 0) continue;
      const [from, to] = [v * right.columns, i * right.columns];
      for (let d = 0; d < right.columns; d++) {
        values[to + d] = (values[to + d] as number) + factor * (right.values[from + d] as number);
      }
    }
  }
  return { rows: left.columns, columns: right.columns, values };
}

/** Columns side by side. */
export function besides(left: NodeMatrix, right: NodeMatrix): NodeMatrix {
  const columns = left.columns + right.columns;
  const values = new Float64Array(left.rows * columns);
  for (let v = 0; v < left.rows; v++) {
    values.set(left.values.subarray(v * left.columns, (v + 1) * left.columns), v * columns);
    values.set(right.values.subarray(v * right.columns, (v + 1) * right.columns), v * columns + left.columns);
  }
  return { rows: left.rows, columns, values };
}

/** Some rows of a matrix. */
export function rowsOf({ columns, values }: NodeMatrix, rows: Uint32Array): NodeMatrix {
  const found = new Float64Array(rows.length * columns);
  rows.forEach((v, i) => found.set(values.subarray(v * columns, (v + 1) * columns), i * columns));
  return { rows: rows.length, columns, values: found };
}

export function column({ rows, columns, values }: NodeMatrix, d: number): Float64Array {
  const found = new Float64Array(rows);
  for (let v = 0; v < rows; v++) found[v] = values[v * columns + d] as number;
  return found;
}
