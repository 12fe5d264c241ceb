import { binIndexer, binIndexes, type Binning } from './binning.ts';
import { binWoe } from './binning-table.ts';
import { log } from '#base';

/** The weight of evidence of every value (missing and special values: that of their bin). */
export function woeTransform(binning: Binning, values: Float64Array): Float64Array {
  const indexOf = binIndexer(binning);
  const woe = binWoe(binning);
  const out = new Float64Array(values.length);
  for (let row = 0; row < values.length; row++) out[row] = woe[indexOf(values[row] as number)] as number;
  return out;
}

/** How the rows of two samples spread over the bins of a binning. */
export interface BinShift {
  /** Population stability index: sum of (actual - expected) ln(actual / expected). */
  readonly psi: number;
  /** Shares by bin: ordinary, special, missing. */
  readonly expected: Float64Array;
  readonly actual: Float64Array;
}

/** The population stability index of a variable over its own bins; half a row in each bin keeps it finite. */
export function binShift(binning: Binning, expected: Float64Array, actual: Float64Array): BinShift {
  const [before, after] = [sharesOf(binning, expected), sharesOf(binning, actual)];
  const psi = before.reduce((sum, e, bin) => {
    const a = after[bin] as number;
    return sum + (a - e) * log(a / e);
  }, 0);
  return { psi, expected: before, actual: after };
}

function sharesOf(binning: Binning, values: Float64Array): Float64Array {
  const bins = binning.events.length;
  const counts = new Float64Array(bins).fill(0.5);
  for (const bin of binIndexes(binning, values)) counts[bin] = (counts[bin] as number) + 1;
  return counts.map((count) => count / (values.length + bins / 2));
}
