import { SCAN_WIDTH, type ScanNode, type TreeWork } from './kernels.ts';
import { SLOTS } from './matrix.ts';

/** As in `TreeKernels`. */
export function scan(work: TreeWork, histogram: Int32Array, node: ScanNode): Float64Array {
  const { features, least } = node;
  const results = new Float64Array(SCAN_WIDTH * features.length);
  for (let i = 0; i < features.length; i++) {
    const feature = features[i] as number;
    const missing = 2 * (feature * SLOTS + (work.matrix.binCounts[feature] as number));
    const hasMissing = histogram[missing] !== 0 || histogram[missing + 1] !== 0;
    const result = results.subarray(SCAN_WIDTH * i, SCAN_WIDTH * (i + 1));
    result[0] = least;
    result[1] = -1;
    scanFeature(work, histogram, { node, feature, result, isMissingLeft: false });
    if (hasMissing) scanFeature(work, histogram, { node, feature, result, isMissingLeft: true });
  }
  return results;
}

interface FeatureScan {
  readonly node: ScanNode;
  readonly feature: number;
  readonly result: Float64Array;
  readonly isMissingLeft: boolean;
}

function scanFeature(work: TreeWork, histogram: Int32Array, pass: FeatureScan): void {
  const { node, feature, result, isMissingLeft } = pass;
  const { whole, l2, floor } = node;
  const [unitG, unitH] = [work.units[0] as number, work.units[1] as number];
  const [allH, allG] = [(whole[0] as number) >>> 0, whole[1] as number];
  const bins = work.matrix.binCounts[feature] as number;
  const start = 2 * feature * SLOTS;
  let sumG = isMissingLeft ? (histogram[start + 2 * bins + 1] as number) : 0;
  let sumH = isMissingLeft ? (histogram[start + 2 * bins] as number) >>> 0 : 0;
  for (let bin = 0; bin < bins; bin++) {
    sumH += (histogram[start + 2 * bin] as number) >>> 0;
    sumG += histogram[start + 2 * bin + 1] as number;
    const h = sumH * unitH;
    const restH = (allH - sumH) * unitH;
    if (h < floor) continue;
    if (restH < floor) break;
    const g = sumG * unitG;
    const restG = (allG - sumG) * unitG;
    const score = (g * g) / (h + l2) + (restG * restG) / (restH + l2);
    if (score > (result[0] as number)) result.set([score, bin, isMissingLeft ? 1 : 0, sumG, sumH]);
  }
}
