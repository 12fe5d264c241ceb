import type { Rng } from '#base';
import { halvesOf } from './halves.ts';
import { crossProduct, product, rowsOf, type NodeMatrix } from './matrix.ts';

/** Rows in a few directions of most variance. */
export interface LowRank {
  /** Place of every row in the directions of all rows. */
  readonly scores: NodeMatrix;
  /** Squared distance of every row to what the directions of the other half of the rows tell of it. */
  readonly residuals: Float64Array;
}

/** Rounds of the iteration. */
const ROUNDS = 8;

/**
 * The `rank` directions of most variance by subspace iteration (Halko, Martinsson and Tropp, 2011), and what other rows' directions
 * leave unexplained of each. Cost: cells times rank a round.
 */
export function lowRank(matrix: NodeMatrix, { rank, rng }: { readonly rank: number; readonly rng: Rng }): LowRank {
  const scores = product(matrix, directionsOf(matrix, rank, rng));
  const residuals = new Float64Array(matrix.rows);
  for (const { own, others } of halvesOf(matrix.rows, rng.fork('halves'))) {
    const rows = rowsOf(matrix, own);
    const told = product(rows, directionsOf(rowsOf(matrix, others), rank, rng));
    own.forEach((v, i) => (residuals[v] = Math.max(0, squaresOf(rows, i) - squaresOf(told, i))));
  }
  return { scores, residuals };
}

function directionsOf(matrix: NodeMatrix, rank: number, rng: Rng): NodeMatrix {
  const most = Math.min(rank, matrix.columns, matrix.rows);
  let basis: NodeMatrix = {
    rows: matrix.columns,
    columns: most,
    values: Float64Array.from({ length: matrix.columns * most }, () => rng.normal()),
  };
  for (let round = 0; round < ROUNDS; round++) {
    basis = crossProduct(matrix, product(matrix, orthonormal(basis)));
  }
  return orthonormal(basis);
}

function squaresOf({ columns, values }: NodeMatrix, row: number): number {
  let sum = 0;
  for (let i = row * columns; i < (row + 1) * columns; i++) sum += (values[i] as number) ** 2;
  return sum;
}

/** Columns made orthogonal and of length 1 one after the other; a column that the others explain becomes 0. */
function orthonormal({ rows, columns, values }: NodeMatrix): NodeMatrix {
  const next = values.slice();
  const dot = (a: number, b: number): number => {
    let sum = 0;
    for (let v = 0; v < rows; v++) sum += (next[v * columns + a] as number) * (next[v * columns + b] as number);
    return sum;
  };
  for (let d = 0; d < columns; d++) {
    const before = Math.sqrt(dot(d, d));
    for (let pass = 0; pass < 2; pass++) {
      for (let c = 0; c < d; c++) {
        const share = dot(c, d);
        for (let v = 0; v < rows; v++) {
          next[v * columns + d] = (next[v * columns + d] as number) - share * (next[v * columns + c] as number);
        }
      }
    }
    const length = Math.sqrt(dot(d, d));
    const scale = length > 1e-10 * before ? 1 / length : 0;
    for (let v = 0; v < rows; v++) next[v * columns + d] = (next[v * columns + d] as number) * scale;
  }
  return { rows, columns, values: next };
}
