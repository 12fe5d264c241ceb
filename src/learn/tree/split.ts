import type { TreeKernels, TreeWork } from './kernels.ts';
import { SCAN_WIDTH } from './kernels.ts';
import { SLOTS } from './matrix.ts';
import { clipped, sideScore } from './side-score.ts';
import type { Bounds, Split, SplitNode, SplitRules } from './split-rules.ts';

const NUMBER_ORDER = new Int32Array(SLOTS).map((_, bin) => bin);

/** Hessians below this count as nothing. */
const LEAST_HESSIAN = 1e-9;

/** Finds the best split of a node over the features it may use. */
export class SplitFinder {
  private readonly work: TreeWork;
  private readonly kernels: TreeKernels;
  private readonly rules: SplitRules;
  private readonly floor: number;
  private plain: { readonly of: Int32Array; readonly list: Int32Array } | undefined;

  constructor(work: TreeWork, kernels: TreeKernels, rules: SplitRules) {
    this.work = work;
    this.kernels = kernels;
    this.rules = rules;
    this.floor = Math.max(rules.minChildWeight, LEAST_HESSIAN);
  }

  find(histogram: Int32Array, features: Int32Array, node: SplitNode): Split {
    const { sums } = node;
    const none = { feature: -1, gain: 0, bin: 0, isMissingLeft: false, left: sums, order: undefined };
    const best: Split = { ...none, gain: this.scoreOf(sums, node.bounds) + this.rules.minGain };
    const whole = best.gain - this.rules.minGain;
    const plain = node.bounds === undefined ? this.plainOf(features) : features.subarray(0, 0);
    const fast = plain.length === 0 ? undefined : this.scan(histogram, plain, { node, least: best.gain });
    let at = 0;
    for (const feature of features) {
      if (feature === plain[at]) this.takeScan(fast as Float64Array, { at: at++, feature, best });
      else this.scanWide(histogram, feature, { node, best });
    }
    if (best.feature < 0) return none;
    best.gain -= whole;
    // Where no value was missing, missing ones will follow the larger child.
    if (!this.hasMissing(histogram, best.feature)) {
      best.isMissingLeft = 2 * this.hessianOf(best.left) >= this.hessianOf(sums);
    }
    return best;
  }

  /** The features that the kernels scan: numeric, without direction, one channel. */
  private plainOf(features: Int32Array): Int32Array {
    if (this.plain?.of === features) return this.plain.list;
    const { channels, matrix } = this.work;
    const isPlain = (f: number): boolean => this.rules.monotone[f] === 0 && matrix.categorical[f] === 0;
    const list = channels === 1 ? features.filter(isPlain) : features.subarray(0, 0);
    this.plain = { of: features, list };
    return list;
  }

  private hasMissing(histogram: Int32Array, feature: number): boolean {
    const { channels, matrix } = this.work;
    const from = (feature * SLOTS + (matrix.binCounts[feature] as number)) * 2 * channels;
    for (let word = from; word < from + 2 * channels; word++) if (histogram[word] !== 0) return true;
    return false;
  }

  private scan(histogram: Int32Array, features: Int32Array, at: { node: SplitNode; least: number }): Float64Array {
    const { l2 } = this.rules;
    const whole = Int32Array.of(at.node.sums[1] as number, at.node.sums[0] as number);
    return this.kernels.scan(this.work, histogram, { whole, features, l2, floor: this.floor, least: at.least });
  }

  private takeScan(results: Float64Array, place: { at: number; feature: number; best: Split }): void {
    const { at, feature, best } = place;
    const from = SCAN_WIDTH * at;
    const score = results[from] as number;
    if ((results[from + 1] as number) < 0 || score <= best.gain) return;
    best.feature = feature;
    best.gain = score;
    best.bin = results[from + 1] as number;
    best.left = results.slice(from + 3, from + 5);
    best.isMissingLeft = results[from + 2] === 1;
    best.order = undefined;
  }

  /** Any feature under any rule, by all channels at once. */
  private scanWide(histogram: Int32Array, feature: number, to: { node: SplitNode; best: Split }): void {
    const { work, rules } = this;
    const { channels, matrix } = work;
    const bins = matrix.binCounts[feature] as number;
    const start = feature * SLOTS * 2 * channels;
    const missing = start + bins * 2 * channels;
    const hasMissing = this.hasMissing(histogram, feature);
    const isCategorical = matrix.categorical[feature] === 1;
    const order = isCategorical ? this.byGradient(histogram, start, bins) : NUMBER_ORDER.subarray(0, bins);
    const scan: WideScan = {
      histogram,
      start,
      order,
      missing: hasMissing ? missing : -1,
      l2: rules.l2 + (isCategorical ? rules.categoryL2 : 0),
      feature,
      isCategorical,
      ...to,
    };
    this.pass(scan, false);
    if (hasMissing) this.pass(scan, true);
  }

  private pass(scan: WideScan, isMissingLeft: boolean): void {
    const { histogram, start, order, node, best, l2 } = scan;
    const { channels } = this.work;
    const left = new Float64Array(2 * channels);
    if (isMissingLeft) addSlot(histogram, scan.missing, left);
    const right = new Float64Array(2 * channels);
    for (let i = 0; i < order.length; i++) {
      addSlot(histogram, start + (order[i] as number) * 2 * channels, left);
      if (this.hessianOf(left) < this.floor) continue;
      for (let k = 0; k < right.length; k++) right[k] = (node.sums[k] as number) - (left[k] as number);
      if (this.hessianOf(right) < this.floor) break;
      const score = this.pairScore(left, right, { l2, feature: scan.feature, bounds: node.bounds });
      if (score <= best.gain) continue;
      best.feature = scan.feature;
      best.gain = score;
      best.bin = i;
      best.isMissingLeft = isMissingLeft;
      best.left = left.slice();
      best.order = scan.isCategorical ? order : undefined;
    }
  }

  private hessianOf(sums: Float64Array): number {
    let total = 0;
    for (let k = 1; k < sums.length; k += 2) total += (sums[k] as number) * (this.work.units[k] as number);
    return total;
  }

  /** Twice the fall of the loss when the node becomes a leaf, without the constant part. */
  private scoreOf(sums: Float64Array, bounds: Bounds | undefined): number {
    const { units } = this.work;
    let score = 0;
    for (let k = 0; k < 2 * this.work.usedChannels; k += 2) {
      const g = (sums[k] as number) * (units[k] as number);
      const h = (sums[k + 1] as number) * (units[k + 1] as number);
      score += sideScore(g, h + this.rules.l2, { bounds, channel: k >> 1 });
    }
    return score;
  }

  /** The score of both children, -1 when they break the feature's direction in some channel. */
  private pairScore(
    left: Float64Array,
    right: Float64Array,
    rules: { l2: number; feature: number; bounds: Bounds | undefined },
  ): number {
    const { units } = this.work;
    const { l2, bounds } = rules;
    const direction = this.rules.monotone[rules.feature] as number;
    let score = 0;
    for (let k = 0; k < 2 * this.work.usedChannels; k += 2) {
      const [unitG, unitH] = [units[k] as number, units[k + 1] as number];
      const [gl, hl] = [(left[k] as number) * unitG, (left[k + 1] as number) * unitH + l2];
      const [gr, hr] = [(right[k] as number) * unitG, (right[k + 1] as number) * unitH + l2];
      const at = { bounds, channel: k >> 1 };
      if (direction !== 0 && direction * (clipped(-gr / hr, at) - clipped(-gl / hl, at)) < 0) return -1;
      score += sideScore(gl, hl, at) + sideScore(gr, hr, at);
    }
    return score;
  }

  /** Bins with rows, by gradient / Hessian summed over the channels. */
  private byGradient(histogram: Int32Array, start: number, bins: number): Int32Array {
    const { channels, units } = this.work;
    const statistic = new Float64Array(bins);
    const seen = new Uint8Array(bins);
    for (let bin = 0; bin < bins; bin++) {
      let [g, h] = [0, 0];
      for (let channel = 0; channel < channels; channel++) {
        const slot = start + 2 * (bin * channels + channel);
        h += ((histogram[slot] as number) >>> 0) * (units[2 * channel + 1] as number);
        g += (histogram[slot + 1] as number) * (units[2 * channel] as number);
      }
      statistic[bin] = g / (h + this.rules.categorySmoothing);
      seen[bin] = h > LEAST_HESSIAN ? 1 : 0;
    }
    return NUMBER_ORDER.slice(0, bins)
      .filter((bin) => seen[bin] === 1)
      .sort((a, b) => (statistic[a] as number) - (statistic[b] as number) || a - b);
  }
}

interface WideScan {
  readonly histogram: Int32Array;
  /** First word of the feature. */
  readonly start: number;
  readonly order: Int32Array;
  /** First word of the missing values, -1 when there are none. */
  readonly missing: number;
  readonly l2: number;
  readonly feature: number;
  readonly isCategorical: boolean;
  readonly node: SplitNode;
  readonly best: Split;
}

/** Adds a slot (Hessian, gradient for each channel) to sums (gradient, Hessian for each channel). */
function addSlot(histogram: Int32Array, slot: number, sums: Float64Array): void {
  for (let k = 0; k < sums.length; k += 2) {
    sums[k] = (sums[k] as number) + (histogram[slot + k + 1] as number);
    sums[k + 1] = (sums[k + 1] as number) + ((histogram[slot + k] as number) >>> 0);
  }
}
