import { exp, log, logit } from '#base';
import type { SurvivalTarget } from '../../target.ts';
import type { Objective, ObjectiveData } from '../objective.ts';

/** Windows of time: window j is [edges[j], edges[j + 1]). */
export interface HazardSettings {
  readonly edges: Float64Array;
  /** Kinds of events. */
  readonly causes: number;
  /** Neighbouring windows that choose splits together. */
  readonly windowsPerChannel: number;
  /** Penalty on the squared difference between the values of neighbouring windows in a leaf. */
  readonly smoothing: number;
  /** True: a censored row counts in its last window by the share it was observed for; false: only in windows it completed. */
  readonly isPartial: boolean;
}

/** When a row was at risk: windows first ... last, and the cause of the event in the last one, or 0. */
interface Exposure {
  readonly first: Int32Array;
  readonly last: Int32Array;
  readonly cause: Int32Array;
  /** Share of the first window that was observed. */
  readonly firstShare: Float64Array;
  /** Share of the last window that was observed; 1 with an event. */
  readonly lastShare: Float64Array;
}

/**
 * Discrete-time hazards by one shared tree with a value per window and cause in each leaf (Bai, Zheng and Shen, "Gradient
 * boosting survival tree with applications in credit scoring", JORS 2021, extended by censoring, left truncation,
 * weights in gradient and Hessian, and competing causes with a multinomial logit in each window). A row counts in the
 * windows it was at risk in: in the one it entered late by the share observed, in the one in which it was censored by that
 * share or not at all.
 */
export function hazardObjective(target: SurvivalTarget, data: ObjectiveData, settings: HazardSettings): Objective {
  const { edges, causes, windowsPerChannel, smoothing, isPartial } = settings;
  const windows = edges.length - 1;
  const outputs = windows * causes;
  const exposure = exposureOf(target, edges, isPartial);
  const perCause = Math.ceil(windows / windowsPerChannel);
  const channelOf = Int32Array.from({ length: outputs }, (_, k) => {
    const cause = Math.floor(k / windows);
    return cause * perCause + Math.floor((k % windows) / windowsPerChannel);
  });
  const common = { exposure, windows, causes, weights: data.weights };
  const fields = fieldsOf(exposure, data.weights);
  return {
    outputs,
    link: 'identity',
    start: marginalHazards(common),
    ...(windowsPerChannel > 1 ? { channelOf } : {}),
    gradients: (work, kernels) => {
      if (causes === 1) kernels.hazards(work, { fields, windows });
      else manyCauses(common, work.margins, work.gradients);
    },
    loss: (margins) => meanLoss(common, margins),
    ...(smoothing === 0
      ? {}
      : {
          solveLeaf: (sums: Float64Array, l2: number, values: Float64Array) => {
            for (let c = 0; c < causes; c++) {
              const from = c * windows;
              const own = sums.subarray(2 * from, 2 * (from + windows));
              solveSmooth(own, { l2, smoothing }, values.subarray(from, from + windows));
            }
          },
        }),
  };
}

/**
 * The values w of a leaf's windows with the least sum of G w + (H + l2) w^2 / 2 + smoothing / 2 x squared differences of
 * neighbours: a tridiagonal system, solved by elimination. Windows with few events lean on their neighbours.
 */
function solveSmooth(
  sums: Float64Array,
  { l2, smoothing }: { readonly l2: number; readonly smoothing: number },
  values: Float64Array,
): void {
  const windows = values.length;
  const upper = new Float64Array(windows);
  for (let j = 0; j < windows; j++) {
    const neighbours = (j > 0 ? 1 : 0) + (j < windows - 1 ? 1 : 0);
    const before = j > 0 ? smoothing * (upper[j - 1] as number) : 0;
    const pivot = (sums[2 * j + 1] as number) + l2 / windows + smoothing * neighbours - before;
    const carried = j > 0 ? smoothing * (values[j - 1] as number) : 0;
    upper[j] = smoothing / pivot;
    values[j] = (carried - (sums[2 * j] as number)) / pivot;
  }
  for (let j = windows - 2; j >= 0; j--) {
    values[j] = (values[j] as number) + (upper[j] as number) * (values[j + 1] as number);
  }
}

interface Hazards {
  readonly exposure: Exposure;
  readonly windows: number;
  readonly causes: number;
  readonly weights: Float64Array | undefined;
}

function exposureOf({ entry, time, cause }: SurvivalTarget, edges: Float64Array, isPartial: boolean): Exposure {
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
function fieldsOf(exposure: Exposure, weights: Float64Array | undefined): Float64Array {
  const { first, last, cause, firstShare, lastShare } = exposure;
  const rows = first.length;
  const fields = new Float64Array(6 * rows);
  [first, last, cause, firstShare, lastShare].forEach((values, field) => fields.set(values, field * rows));
  if (weights === undefined) fields.fill(1, 5 * rows);
  else fields.set(weights, 5 * rows);
  return fields;
}

/** The share of window j that a row was observed for. */
function shareOf({ first, last, firstShare, lastShare }: Exposure, row: number, j: number): number {
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

/** Log-odds of each window's events against surviving it, with half an event added to both. */
function marginalHazards({ exposure, windows, causes, weights }: Hazards): Float64Array {
  const events = new Float64Array(windows * causes);
  const atRisk = new Float64Array(windows);
  for (let row = 0; row < exposure.first.length; row++) {
    const weight = weights === undefined ? 1 : (weights[row] as number);
    const last = exposure.last[row] as number;
    for (let j = exposure.first[row] as number; j <= last; j++) {
      atRisk[j] = (atRisk[j] as number) + weight * shareOf(exposure, row, j);
    }
    const cause = exposure.cause[row] as number;
    const at = (cause - 1) * windows + last;
    if (cause > 0) events[at] = (events[at] as number) + weight;
  }
  return events.map((count, k) => {
    const j = k % windows;
    let survived = atRisk[j] as number;
    for (let c = 0; c < causes; c++) survived -= events[c * windows + j] as number;
    survived = Math.max(survived, 0);
    return causes === 1 ? logit((count + 0.5) / ((atRisk[j] as number) + 1)) : log((count + 0.5) / (survived + 0.5));
  });
}

function manyCauses(hazards: Hazards, margins: Float64Array, gradients: Float64Array): void {
  const { exposure, windows, causes, weights } = hazards;
  const outputs = windows * causes;
  const shares = new Float64Array(causes);
  for (let row = 0; row < exposure.first.length; row++) {
    const own = weights === undefined ? 1 : (weights[row] as number);
    const last = exposure.last[row] as number;
    for (let j = exposure.first[row] as number; j <= last; j++) {
      const weight = own * shareOf(exposure, row, j);
      causeShares(margins, { from: row * outputs + j, windows }, shares);
      for (let c = 0; c < causes; c++) {
        const at = 2 * (row * outputs + c * windows + j);
        const share = shares[c] as number;
        gradients[at] = share * weight;
        gradients[at + 1] = Math.max(share * (1 - share), 1e-16) * weight;
      }
    }
    const cause = exposure.cause[row] as number;
    if (cause === 0) continue;
    const at = 2 * (row * outputs + (cause - 1) * windows + last);
    gradients[at] = (gradients[at] as number) - own;
  }
}

/** Probabilities of the causes in one window, surviving being the one left out. */
export function causeShares(
  margins: Float64Array,
  { from, windows }: { readonly from: number; readonly windows: number },
  shares: Float64Array,
): void {
  let top = 0;
  for (let c = 0; c < shares.length; c++) top = Math.max(top, margins[from + c * windows] as number);
  let sum = exp(-top);
  for (let c = 0; c < shares.length; c++) {
    shares[c] = exp((margins[from + c * windows] as number) - top);
    sum += shares[c] as number;
  }
  for (let c = 0; c < shares.length; c++) shares[c] = (shares[c] as number) / sum;
}

/** Mean negative log-likelihood per row. */
function meanLoss({ exposure, windows, causes, weights }: Hazards, margins: Float64Array): number {
  const outputs = windows * causes;
  const shares = new Float64Array(causes);
  let [loss, total] = [0, 0];
  for (let row = 0; row < exposure.first.length; row++) {
    const weight = weights === undefined ? 1 : (weights[row] as number);
    const last = exposure.last[row] as number;
    const cause = exposure.cause[row] as number;
    total += weight;
    for (let j = exposure.first[row] as number; j <= last; j++) {
      causeShares(margins, { from: row * outputs + j, windows }, shares);
      const isEvent = j === last && cause > 0;
      const survival = 1 - shares.reduce((sum, share) => sum + share, 0);
      const share = isEvent ? 1 : shareOf(exposure, row, j);
      loss -= weight * share * log(Math.max(isEvent ? (shares[cause - 1] as number) : survival, 1e-15));
    }
  }
  return loss / total;
}
