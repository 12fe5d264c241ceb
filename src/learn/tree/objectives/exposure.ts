import type { SurvivalTarget } from '../../target.ts';

/** When a row was at risk: windows first ... last, and the cause of the event in the last one, or 0. */
export interface Exposure {
  readonly first: Int32Array;
  readonly last: Int32Array;
  readonly cause: Int32Array;
  /** Share of the first window that was observed. */
  readonly firstShare: Float64Array;
  /** Share of the last window that was observed; 1 with an event. */
  readonly lastShare: Float64Array;
}

/** When each row was at risk in windows with these edges; `isPartial` as in the settings of hazards. */
export function exposureOf({ entry, time, cause }: SurvivalTarget, edges: Float64Array, isPartial: boolean): Exposure {
  const windows = edges.length - 1;
  const length = (j: number): number => (edges[j + 1] as number) - (edges[j] as number);
  const first = Int32Array.from(entry, (at) => Math.max(0, windowOf(at, edges)));
  const reached = Int32Array.from(time, (at) => windowOf(at, edges));
  const isEvent = (row: number): boolean => (cause[row] as number) > 0 && (reached[row] as number) < windows;
  const last = reached.map((window) => Math.min(window, windows - 1));
  return {
    first,
    last,
    cause: cause.map((which, row) => (isEvent(row) ? which : 0)),
    firstShare: entry.map((at, row) => {
      const window = first[row] as number;
      return window < windows ? 1 - (at - (edges[window] as number)) / length(window) : 0;
    }),
    lastShare: time.map((at, row) => {
      const window = last[row] as number;
      if (isEvent(row)) return 1;
      const share = Math.min(1, (at - (edges[window] as number)) / length(window));
      return isPartial ? share : Math.floor(share);
    }),
  };
}

/** The exposure as the kernels read it. */
export function fieldsOf(exposure: Exposure, weights: Float64Array | undefined): Float64Array {
  const { first, last, cause, firstShare, lastShare } = exposure;
  const rows = first.length;
  const fields = new Float64Array(6 * rows);
  [first, last, cause, firstShare, lastShare].forEach((values, field) => fields.set(values, field * rows));
  if (weights === undefined) fields.fill(1, 5 * rows);
  else fields.set(weights, 5 * rows);
  return fields;
}

/** The share of window j that a row was observed for. */
export function shareOf({ first, last, firstShare, lastShare }: Exposure, row: number, j: number): number {
  const begun = j === first[row] ? (firstShare[row] as number) : 1;
  return j === last[row] ? begun * (lastShare[row] as number) : begun;
}

/** The window that holds the time; before the first it is -1, after the last the number of windows. */
function windowOf(time: number, edges: Float64Array): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((edges[middle] as number) <= time) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
