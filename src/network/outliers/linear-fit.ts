import type { Rng } from '#base';
import { halvesOf } from './halves.ts';
import { column, crossProduct, product, rowsOf, type NodeMatrix } from './matrix.ts';

/** Share of the mean of the predictors' squares that is added to each: keeps the solve sound. */
const RIDGE = 1e-3;

/**
 * How far every row is from what its predictors say of it, by least squares over the other half of the rows with a small ridge: root
 * of the mean of squared residuals, each in units of its column's deviation.
 */
export function surpriseOf(target: NodeMatrix, predictors: NodeMatrix, rng: Rng): Float64Array {
  const residuals = { ...target, values: target.values.slice() };
  for (const { own, others } of halvesOf(target.rows, rng)) {
    const known = rowsOf(predictors, others);
    const weights = solved(crossProduct(known, known), crossProduct(known, rowsOf(target, others)));
    const fitted = product(rowsOf(predictors, own), weights);
    own.forEach((v, i) => {
      for (let d = 0; d < target.columns; d++) {
        const at = v * target.columns + d;
        residuals.values[at] = (target.values[at] as number) - (fitted.values[i * target.columns + d] as number);
      }
    });
  }
  return lengthsOf(residuals);
}

function lengthsOf(residuals: NodeMatrix): Float64Array {
  const { rows, columns, values } = residuals;
  const spread = Array.from({ length: columns }, (_, d) => {
    const own = column(residuals, d);
    return Math.sqrt(own.reduce((sum, value) => sum + value * value, 0) / Math.max(1, rows)) || Infinity;
  });
  return Float64Array.from({ length: rows }, (_, v) => {
    let sum = 0;
    for (let d = 0; d < columns; d++) sum += ((values[v * columns + d] as number) / (spread[d] as number)) ** 2;
    return Math.sqrt(sum / Math.max(1, columns));
  });
}

/** Solves a symmetric system for several right-hand sides by elimination; the ridge keeps every pivot above zero. */
function solved(system: NodeMatrix, right: NodeMatrix): NodeMatrix {
  const n = system.rows;
  const trace = Array.from({ length: n }, (_, i) => system.values[i * n + i] as number).reduce((a, b) => a + b, 0);
  const rows = Array.from({ length: n }, (_, i) => {
    const row = Float64Array.from([
      ...system.values.subarray(i * n, (i + 1) * n),
      ...right.values.subarray(i * right.columns, (i + 1) * right.columns),
    ]);
    row[i] = (row[i] as number) + RIDGE * (trace / n) + 1e-12;
    return row;
  });
  for (let i = 0; i < n; i++) {
    const pivot = rows[i] as Float64Array;
    const scale = 1 / (pivot[i] as number);
    for (let d = i; d < pivot.length; d++) pivot[d] = (pivot[d] as number) * scale;
    for (let k = 0; k < n; k++) {
      const row = rows[k] as Float64Array;
      const factor = row[i] as number;
      if (k === i || factor === 0) continue;
      for (let d = i; d < row.length; d++) row[d] = (row[d] as number) - factor * (pivot[d] as number);
    }
  }
  const values = Float64Array.from(rows.flatMap((row) => [...row.subarray(n)]));
  return { rows: n, columns: right.columns, values };
}
