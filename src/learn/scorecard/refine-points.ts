import { ordinaryBins, type Binning } from '../binning/binning.ts';
import { boundedFit } from './bounded-fit.ts';
import { binnedLikelihood, binValuesOf, type BinnedRows, type BinTerm } from './binned-likelihood.ts';

/** A feature as it enters: its bins, and what its weights of evidence alone would add to the margin. */
export interface RoughFeature {
  readonly binning: Binning;
  readonly woe: Float64Array;
  /** By bin. */
  readonly logOdds: Float64Array;
}

/** What every bin adds to the margin, centred so that the mean over the rows is 0, and the intercept. */
export interface RefinedPoints {
  readonly intercept: number;
  readonly logOdds: readonly Float64Array[];
}

/**
 * Estimates the log-odds of all bins together. Weights of evidence describe each feature alone; features that overlap need
 * other steps from bin to bin. The steps start from, and are drawn towards, those of the weights of evidence (L2 penalty
 * `strength`); with `isSigned` none may go against the event rates of its own bins, so shapes stay as they were binned.
 */
export function refinePoints(
  rows: BinnedRows,
  features: readonly RoughFeature[],
  { strength, intercept, isSigned }: { strength: number; intercept: number; isSigned: boolean },
): RefinedPoints {
  const steps = features.flatMap((feature, f) => stepsOf(feature, f));
  const size = steps.length + 1;
  const centre = Float64Array.from([intercept + startOf(features), ...steps.map(({ rough }) => rough)]);
  const lower = new Float64Array(size).fill(-Infinity);
  const upper = new Float64Array(size).fill(Infinity);
  steps.forEach(({ way }, j) => {
    if (isSigned && way >= 0) lower[j + 1] = 0;
    if (isSigned && way <= 0) upper[j + 1] = 0;
  });
  const bounds = { l2: strength, centre, lower, upper };
  const precision = { tolerance: 1e-9, maxIterations: 20 };
  const { coefficients } = boundedFit(binnedLikelihood(rows, steps), bounds, { precision });
  const values = binValuesOf(rows.sizes, steps, coefficients);
  let base = coefficients[0] as number;
  const logOdds = values.map((of, f) => {
    const mean = meanOf(of, (features[f] as RoughFeature).binning);
    base += mean;
    return of.map((value, bin) => (rowsIn((features[f] as RoughFeature).binning, bin) > 0 ? value - mean : 0));
  });
  return { intercept: base, logOdds };
}

/** A term of the refinement: a step between neighbouring bins, or a bin that stands aside. */
interface Step extends BinTerm {
  /** Its value by weights of evidence alone. */
  readonly rough: number;
  /** 1 or -1 when the step may only go this way, 0 for none at all, NaN when free. */
  readonly way: number;
}

function stepsOf({ binning, woe, logOdds }: RoughFeature, feature: number): Step[] {
  const ordinary = ordinaryBins(binning);
  return Array.from(logOdds.keys()).flatMap((bin): Step[] => {
    if (bin === 0) return [];
    if (bin < ordinary) {
      const bins = Array.from({ length: ordinary - bin }, (_, k) => bin + k);
      const way = Math.sign((woe[bin - 1] as number) - (woe[bin] as number));
      const rough = (logOdds[bin] as number) - (logOdds[bin - 1] as number);
      return [{ feature, bins, rough, way }];
    }
    if (rowsIn(binning, bin) === 0) return [];
    return [{ feature, bins: [bin], rough: (logOdds[bin] as number) - (logOdds[0] as number), way: NaN }];
  });
}

/** Steps count from the first bin: its log-odds belong to the intercept. */
function startOf(features: readonly RoughFeature[]): number {
  return features.reduce((sum, { logOdds }) => sum + (logOdds[0] as number), 0);
}

function rowsIn({ events, others }: Binning, bin: number): number {
  return (events[bin] as number) + (others[bin] as number);
}

function meanOf(values: Float64Array, binning: Binning): number {
  let [sum, total] = [0, 0];
  values.forEach((value, bin) => {
    sum += rowsIn(binning, bin) * value;
    total += rowsIn(binning, bin);
  });
  return sum / total;
}
