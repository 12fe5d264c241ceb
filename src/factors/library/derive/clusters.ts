/** Rows on which candidates are compared. */
const SAMPLE = 2000;

/** A candidate's bad rate by bin on evenly spaced rows, centred and of length 1: dot products are correlations. */
export function shapeOf(bins: Uint8Array, rates: Float64Array): Float32Array {
  const stride = Math.max(1, Math.floor(bins.length / SAMPLE));
  const size = Math.min(SAMPLE, Math.floor(bins.length / stride));
  const shape = new Float32Array(size);
  let mean = 0;
  for (let i = 0; i < size; i++) mean += shape[i] = rates[bins[i * stride] as number] as number;
  mean /= size;
  let length = 0;
  for (let i = 0; i < size; i++) {
    const d = (shape[i] as number) - mean;
    shape[i] = d;
    length += d * d;
  }
  const scale = length === 0 ? 0 : 1 / Math.sqrt(length);
  for (let i = 0; i < size; i++) shape[i] = (shape[i] as number) * scale;
  return shape;
}

/**
 * Walks candidates from the best on and keeps one of each cluster: whoever correlates less than `limit` with all that were
 * kept. Stops at `most`; returns places in the list.
 */
export function keepLoose(shapes: readonly Float32Array[], { limit, most }: { limit: number; most: number }): number[] {
  const kept: number[] = [];
  shapes.forEach((shape, place) => {
    if (kept.length >= most) return;
    if (kept.every((other) => Math.abs(dot(shape, shapes[other] as Float32Array)) < limit)) kept.push(place);
  });
  return kept;
}

function dot(a: Float32Array, b: Float32Array): number {
  let total = 0;
  for (let i = 0; i < a.length; i++) total += (a[i] as number) * (b[i] as number);
  return total;
}
