import { createRng, shuffle } from '#base';

/** What sampled Shapley values need of a model. */
export interface ShapleySampler {
  /** The margin of an encoded row. */
  readonly margin: (row: Float64Array) => number;
  /** The row against which contributions are told. */
  readonly reference: Float64Array;
  /** Orders in which features take the row's values. */
  readonly orders: readonly Int32Array[];
}

/** `pairs` random orders of the features, each followed by its reverse (antithetic), from a seed. */
export function featureOrders(features: number, pairs: number, seed: number): Int32Array[] {
  const rng = createRng(seed).fork('shapley');
  return Array.from({ length: pairs }, (_, pair) => {
    const order = shuffle(
      Int32Array.from({ length: features }, (__, f) => f),
      rng.fork('order', pair),
    );
    return [order, order.slice().reverse()];
  }).flat();
}

/**
 * Shapley values of an encoded row against a reference row, by sampled orders (Castro, Gomez, Tejada, Computers &
 * Operations Research 36, 2009; antithetic pairs as in Mitchell et al., JMLR 23, 2022), into `out`; returns the margin of
 * the reference. Each order tells the whole difference of margins, so base + contributions = margin for any number of
 * orders; a single contribution is an estimate, the same for every call.
 */
export function sampledShapley(sampler: ShapleySampler, row: Float64Array, out: Float64Array): number {
  const { margin, reference, orders } = sampler;
  const at = new Float64Array(row.length);
  const base = margin(reference);
  out.fill(0);
  for (const order of orders) {
    at.set(reference);
    let before = base;
    for (let i = 0; i < order.length; i++) {
      const f = order[i] as number;
      if (!Object.is(at[f], row[f])) {
        at[f] = row[f] as number;
        const after = margin(at);
        out[f] = (out[f] as number) + (after - before) / orders.length;
        before = after;
      }
    }
  }
  return base;
}

/** Rows behind the importance of features. */
const IMPORTANCE_ROWS = 64;

/** Mean absolute contribution of each feature over some rows of the training data, evenly picked. */
export function meanContributions(
  explainRow: (row: Float64Array, out: Float64Array) => number,
  { columns, rows }: { readonly columns: readonly Float64Array[]; readonly rows: number },
): number[] {
  const sums = columns.map(() => 0);
  const [row, out] = [new Float64Array(sums.length), new Float64Array(sums.length)];
  const count = Math.min(rows, IMPORTANCE_ROWS);
  for (let i = 0; i < count; i++) {
    const at = Math.floor((i * rows) / count);
    columns.forEach((column, f) => (row[f] = column[at] as number));
    explainRow(row, out);
    out.forEach((value, f) => (sums[f] = (sums[f] ?? 0) + Math.abs(value) / count));
  }
  return sums;
}
