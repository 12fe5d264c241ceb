/** Solves a small system of linear equations by elimination with pivots; undefined when it has no single solution. */
export function solve(matrix: readonly Float64Array[], right: Float64Array): Float64Array | undefined {
  const rows: Float64Array[] = matrix.map((row, k) => Float64Array.from([...row, right[k] as number]));
  const n = rows.length;
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(at(rows, i, k)) > Math.abs(at(rows, pivot, k))) pivot = i;
    if (!(Math.abs(at(rows, pivot, k)) > 1e-300)) return undefined;
    [rows[k], rows[pivot]] = [rows[pivot] as Float64Array, rows[k] as Float64Array];
    for (let i = 0; i < n; i++) {
      if (i === k) continue;
      const factor = at(rows, i, k) / at(rows, k, k);
      for (let j = k; j <= n; j++) (rows[i] as Float64Array)[j] = at(rows, i, j) - factor * at(rows, k, j);
    }
  }
  return Float64Array.from(rows, (row, k) => (row[n] as number) / (row[k] as number));
}

function at(rows: readonly Float64Array[], i: number, j: number): number {
  return rows[i]?.[j] as number;
}
