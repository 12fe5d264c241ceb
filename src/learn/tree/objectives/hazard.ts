import { exp, log, logit } from '#base';
import type { SurvivalTarget } from '../../target.ts';
import type { Objective, ObjectiveData } from '../objective.ts';
import { exposureOf, fieldsOf, shareOf, type Exposure } from './exposure.ts';
import { solveSmooth } from './smooth-leaf.ts';

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

interface Hazards {
  readonly exposure: Exposure;
  readonly windows: number;
  readonly causes: number;
  readonly weights: Float64Array | undefined;
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
