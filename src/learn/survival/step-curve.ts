/** A right-continuous step function: `start` before the first time, then `values[k]` from `times[k]` on. */
export interface StepCurve {
  /** Strictly ascending. */
  readonly times: Float64Array;
  readonly values: Float64Array;
  readonly start: number;
}

/** The value of a step function at a time. */
export function stepAt({ times, values, start }: StepCurve, time: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] as number) <= time) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? start : (values[low - 1] as number);
}
