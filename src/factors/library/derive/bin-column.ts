/** Most bins of a candidate; bin 0 holds missing values. */
export const BINS = 21;
/** Rows from which the edges are taken. */
const SAMPLE = 2000;

/** Bins a column by quantiles of evenly spaced rows, reusing its room. */
export class ColumnBinner {
  readonly bins: Uint8Array;
  private readonly sample = new Float64Array(SAMPLE);
  private readonly edges = new Float64Array(BINS);

  constructor(rows: number) {
    this.bins = new Uint8Array(rows);
  }

  /** Fills `bins` for the rows of `values`; returns how many bins there are, the one of missing values included. */
  bin(values: Float64Array): number {
    const rows = this.bins.length;
    const stride = Math.max(1, Math.floor(rows / SAMPLE));
    let size = 0;
    for (let row = 0; row < rows && size < SAMPLE; row += stride) {
      const value = values[row] as number;
      if (value === value) this.sample[size++] = value;
    }
    const count = this.chooseEdges(size);
    const { edges, bins } = this;
    for (let row = 0; row < rows; row++) {
      const value = values[row] as number;
      if (value !== value) {
        bins[row] = 0;
        continue;
      }
      let [low, high] = [0, count];
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (value > (edges[middle] as number)) low = middle + 1;
        else high = middle;
      }
      bins[row] = low + 1;
    }
    return count + 2;
  }

  /** Different quantiles of the sample below its greatest value. */
  private chooseEdges(size: number): number {
    const sorted = this.sample.subarray(0, size).sort();
    let count = 0;
    for (let b = 1; b < BINS - 1; b++) {
      const edge = sorted[Math.floor((b * size) / (BINS - 1))] as number;
      if (size === 0 || edge === sorted[size - 1]) break;
      if (count === 0 || edge !== this.edges[count - 1]) this.edges[count++] = edge;
    }
    return count;
  }
}
