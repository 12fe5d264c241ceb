import { exp, log1p, sigmoid } from '#base';
import type { NormalEquations } from '../linear/normal-equations.ts';
import type { Likelihood } from './bounded-fit.ts';

/** Rows by bin of every feature, and the outcome. */
export interface BinnedRows {
  /** Per feature, the bin of each row. */
  readonly bins: readonly Uint8Array[];
  /** Number of bins of each feature. */
  readonly sizes: readonly number[];
  readonly label: Float64Array;
  readonly weights: Float64Array;
  readonly offset: Float64Array | undefined;
}

/** A term is 1 in some bins of one feature. */
export interface BinTerm {
  readonly feature: number;
  readonly bins: readonly number[];
}

/**
 * The logistic likelihood of terms that are sets of bins. Derivatives come from one histogram per feature and one per pair
 * of features, so their cost does not depend on the number of bins.
 */
export function binnedLikelihood(rows: BinnedRows, terms: readonly BinTerm[]): Likelihood {
  const starts = [0];
  for (const size of rows.sizes) starts.push((starts.at(-1) as number) + size);
  // The intercept is the term of every bin of the first feature.
  const everything = Array.from({ length: rows.sizes[0] ?? 0 }, (_, bin) => bin);
  const cells = [{ feature: 0, bins: everything }, ...terms].map(({ feature, bins }) =>
    bins.map((bin) => (starts[feature] as number) + bin),
  );
  return {
    margins: (coefficients) => marginsOf(rows, terms, coefficients),
    loss: (margins) => lossOf(rows, margins),
    equations: (margins) => equationsOf(rows, { starts, cells }, margins),
  };
}

/** What each bin of each feature adds to the margin. */
export function binValuesOf(
  sizes: readonly number[],
  terms: readonly BinTerm[],
  coefficients: Float64Array,
): Float64Array[] {
  const values = sizes.map((size) => new Float64Array(size));
  terms.forEach(({ feature, bins }, j) => {
    const of = values[feature] as Float64Array;
    for (const bin of bins) of[bin] = (of[bin] as number) + (coefficients[j + 1] as number);
  });
  return values;
}

function marginsOf(rows: BinnedRows, terms: readonly BinTerm[], coefficients: Float64Array): Float64Array {
  const margins = new Float64Array(rows.label.length).fill(coefficients[0] as number);
  const { offset } = rows;
  if (offset !== undefined) margins.forEach((margin, row) => (margins[row] = margin + (offset[row] as number)));
  binValuesOf(rows.sizes, terms, coefficients).forEach((values, f) => {
    const bins = rows.bins[f] as Uint8Array;
    for (let row = 0; row < bins.length; row++) {
      margins[row] = (margins[row] as number) + (values[bins[row] as number] as number);
    }
  });
  return margins;
}

function lossOf({ label, weights }: BinnedRows, margins: Float64Array): number {
  let sum = 0;
  for (let row = 0; row < margins.length; row++) {
    const margin = margins[row] as number;
    const signed = label[row] === 1 ? -margin : margin;
    sum += (weights[row] as number) * (signed > 0 ? signed + log1p(exp(-signed)) : log1p(exp(signed)));
  }
  return sum;
}

interface Layout {
  /** Where the bins of each feature start among all bins. */
  readonly starts: readonly number[];
  /** The bins of each term among all bins, the intercept first. */
  readonly cells: readonly (readonly number[])[];
}

function equationsOf(rows: BinnedRows, { starts, cells }: Layout, margins: Float64Array): NormalEquations {
  const all = starts.at(-1) as number;
  const residual = new Float64Array(margins.length);
  const curvature = new Float64Array(margins.length);
  for (let row = 0; row < margins.length; row++) {
    const p = sigmoid(margins[row] as number);
    const weight = rows.weights[row] as number;
    residual[row] = weight * ((rows.label[row] as number) - p);
    curvature[row] = weight * Math.max(p * (1 - p), 1e-16);
  }
  const slopes = new Float64Array(all);
  const joint = new Float64Array(all * all);
  rows.bins.forEach((bins, f) => {
    const start = starts[f] as number;
    for (let row = 0; row < bins.length; row++) {
      const cell = start + (bins[row] as number);
      slopes[cell] = (slopes[cell] as number) + (residual[row] as number);
    }
    for (let g = 0; g <= f; g++) {
      const at = {
        start,
        other: starts[g] as number,
        size: rows.sizes[f] as number,
        otherSize: rows.sizes[g] as number,
        all,
      };
      addPair(joint, { bins, others: rows.bins[g] as Uint8Array, curvature }, at);
    }
  });
  return { gradient: gather(slopes, cells), information: gatherSquare(joint, cells, all) };
}

/** The curvature of every pair of bins of two features, into both halves of the joint matrix. */
function addPair(
  joint: Float64Array,
  { bins, others, curvature }: { bins: Uint8Array; others: Uint8Array; curvature: Float64Array },
  at: { start: number; other: number; size: number; otherSize: number; all: number },
): void {
  const { start, other, size, otherSize, all } = at;
  const table = new Float64Array(size * otherSize);
  for (let row = 0; row < bins.length; row++) {
    const cell = (bins[row] as number) * otherSize + (others[row] as number);
    table[cell] = (table[cell] as number) + (curvature[row] as number);
  }
  for (let cell = 0; cell < table.length; cell++) {
    const value = table[cell] as number;
    if (value === 0) continue;
    const [a, b] = [start + Math.floor(cell / otherSize), other + (cell % otherSize)];
    joint[a * all + b] = value;
    joint[b * all + a] = value;
  }
}

function gather(values: Float64Array, cells: readonly (readonly number[])[]): Float64Array {
  return Float64Array.from(cells, (list) => list.reduce((sum, cell) => sum + (values[cell] as number), 0));
}

function gatherSquare(joint: Float64Array, cells: readonly (readonly number[])[], all: number): Float64Array {
  const n = cells.length;
  const out = new Float64Array(n * n);
  const line = new Float64Array(all);
  cells.forEach((list, i) => {
    line.fill(0);
    for (const cell of list) {
      for (let k = 0; k < all; k++) line[k] = (line[k] as number) + (joint[cell * all + k] as number);
    }
    out.set(gather(line, cells), i * n);
  });
  return out;
}
