import type { BinnedMatrix } from './binned.ts';

/** What a split must obey. */
export interface SplitRules {
  readonly l2: number;
  readonly minGain: number;
  readonly minChildWeight: number;
  /** Added to the Hessian when categories are ordered by gradient / Hessian. */
  readonly categorySmoothing: number;
  /** L2 on top of `l2` for categorical splits, which have more freedom to over-fit. */
  readonly categoryL2: number;
  /** Per feature: 1 = margin may only rise with it, -1 = only fall, 0 = free. */
  readonly monotone: Int8Array;
}

/** Gradient sums of a node and the bounds that monotone ancestors put on its value. */
export interface NodeSums {
  readonly g: number;
  readonly h: number;
  readonly low: number;
  readonly high: number;
}

/** The best split found so far in a node; `feature` -1 = none. */
export interface Split {
  feature: number;
  gain: number;
  /** Numeric: bins <= bin go left. Categorical: the number of bins of `order` that go left, minus 1. */
  bin: number;
  isMissingLeft: boolean;
  leftG: number;
  leftH: number;
  /** Categorical only: bins in gradient order. */
  order: Int32Array | undefined;
}

/** A split that is none. */
export function noSplit(): Split {
  return { feature: -1, gain: 0, bin: 0, isMissingLeft: false, leftG: 0, leftH: 0, order: undefined };
}

/** The value of a leaf without shrinkage: -G / (H + lambda), inside the bounds. */
export function leafValue(sums: NodeSums, l2: number): number {
  const value = -sums.g / (sums.h + l2);
  return Math.min(Math.max(value, sums.low), sums.high);
}

interface Scan {
  readonly feature: number;
  readonly histogram: Float64Array;
  /** Slot of the feature's first bin. */
  readonly start: number;
  readonly order: Int32Array;
  /** Bins of `order` in use. */
  readonly count: number;
  readonly missingG: number;
  readonly missingH: number;
  readonly l2: number;
  readonly isCategorical: boolean;
}

/** Finds the best split of a node over the features of its tree. */
export class SplitFinder {
  private readonly matrix: BinnedMatrix;
  private readonly rules: SplitRules;
  private readonly identity = new Int32Array(256).map((_, bin) => bin);

  constructor(matrix: BinnedMatrix, rules: SplitRules) {
    this.matrix = matrix;
    this.rules = rules;
  }

  find(histogram: Float64Array, features: Int32Array, sums: NodeSums): Split {
    const best = noSplit();
    best.gain = this.rules.minGain;
    for (let k = 0; k < features.length; k++) {
      const scan = this.scanOf(features[k] as number, histogram);
      const hasMissing = scan.missingH > 1e-12 * sums.h;
      this.scan(scan, sums, { best, isMissingLeft: false });
      if (hasMissing) this.scan(scan, sums, { best, isMissingLeft: true });
      else if (best.feature === scan.feature) best.isMissingLeft = best.leftH >= sums.h - best.leftH;
    }
    return best;
  }

  private scanOf(feature: number, histogram: Float64Array): Scan {
    const { matrix, rules } = this;
    const start = 2 * (matrix.offsets[feature] as number);
    const bins = matrix.binCounts[feature] as number;
    const missingG = histogram[start + 2 * bins] as number;
    const missingH = histogram[start + 2 * bins + 1] as number;
    const shared = { feature, histogram, start, missingG, missingH };
    if (matrix.categorical[feature] === 0) {
      return { ...shared, order: this.identity, count: bins, l2: rules.l2, isCategorical: false };
    }
    const order = this.byGradient(histogram, start, bins);
    return { ...shared, order, count: order.length, l2: rules.l2 + rules.categoryL2, isCategorical: true };
  }

  private byGradient(histogram: Float64Array, start: number, bins: number): Int32Array {
    const { categorySmoothing } = this.rules;
    const statistic = new Float64Array(bins);
    for (let bin = 0; bin < bins; bin++) {
      statistic[bin] =
        (histogram[start + 2 * bin] as number) / ((histogram[start + 2 * bin + 1] as number) + categorySmoothing);
    }
    return this.identity
      .slice(0, bins)
      .filter((bin) => (histogram[start + 2 * bin + 1] as number) > 1e-9)
      .sort((a, b) => (statistic[a] as number) - (statistic[b] as number) || a - b);
  }

  /** One pass over the bins of a feature with the missing values on one side. */
  private scan(scan: Scan, sums: NodeSums, state: { best: Split; isMissingLeft: boolean }): void {
    const { histogram, start, order, count } = scan;
    const { best, isMissingLeft } = state;
    const floor = Math.max(this.rules.minChildWeight, 1e-9);
    let g = isMissingLeft ? scan.missingG : 0;
    let h = isMissingLeft ? scan.missingH : 0;
    for (let i = 0; i < count; i++) {
      const slot = start + 2 * (order[i] as number);
      g += histogram[slot] as number;
      h += histogram[slot + 1] as number;
      if (h < floor) continue;
      if (sums.h - h < floor) break;
      const gain = this.gain(scan, sums, { g, h });
      if (gain <= best.gain) continue;
      best.feature = scan.feature;
      best.gain = gain;
      best.bin = i;
      best.isMissingLeft = isMissingLeft;
      best.leftG = g;
      best.leftH = h;
      best.order = scan.isCategorical ? order : undefined;
    }
  }

  private gain(scan: Scan, sums: NodeSums, left: { g: number; h: number }): number {
    const { l2 } = scan;
    const direction = this.rules.monotone[scan.feature] as number;
    const rightG = sums.g - left.g;
    const rightH = sums.h - left.h;
    if (direction !== 0 || sums.low !== -Infinity || sums.high !== Infinity) {
      return this.boundedGain(scan, sums, { g: left.g, h: left.h, rightG, rightH, direction });
    }
    const parent = (sums.g * sums.g) / (sums.h + this.rules.l2);
    return (left.g * left.g) / (left.h + l2) + (rightG * rightG) / (rightH + l2) - parent;
  }

  /** The gain when leaf values are clipped to the node's bounds, -1 when the split breaks the feature's direction. */
  private boundedGain(
    scan: Scan,
    sums: NodeSums,
    split: { g: number; h: number; rightG: number; rightH: number; direction: number },
  ): number {
    const { l2 } = scan;
    const { low, high } = sums;
    const left = leafValue({ g: split.g, h: split.h, low, high }, l2);
    const right = leafValue({ g: split.rightG, h: split.rightH, low, high }, l2);
    if (split.direction * (right - left) < 0) return -1;
    const whole = leafValue(sums, this.rules.l2);
    return (
      scoreOf(split.g, split.h + l2, left) +
      scoreOf(split.rightG, split.rightH + l2, right) -
      scoreOf(sums.g, sums.h + this.rules.l2, whole)
    );
  }
}

/** Twice the fall of the objective when a leaf takes this value. */
function scoreOf(g: number, regularisedH: number, value: number): number {
  return -(2 * g * value + regularisedH * value * value);
}
