import { exp, log } from '#base';
import type { SurvivalOutcomes } from './outcomes.ts';
import { ascendingOrder } from './risk-table.ts';

/** How events of one time share their risk set. */
export type Ties = 'efron' | 'breslow';

/** What a Cox regression is fitted to. */
export interface CoxProblem {
  /** Row-major, rows x terms. */
  readonly design: Float64Array;
  readonly terms: number;
  readonly outcomes: SurvivalOutcomes;
  readonly weights: Float64Array;
  readonly ties: Ties;
  /** Log relative hazard that is given, per row. */
  readonly offset?: Float64Array | undefined;
}

/** The partial log-likelihood with its derivatives, and the baseline hazard that belongs to it. */
export interface CoxMoments {
  logLikelihood: number;
  readonly gradient: Float64Array;
  /** Lower triangle of the negative second derivatives, terms x terms. */
  readonly information: Float64Array;
  /** One step per distinct event time, latest first. */
  readonly baseline: { readonly time: number; readonly step: number }[];
}

/** Sums over the rows at risk: of exp(margin), of it times the terms, and of it times their products. */
interface RiskSums {
  zero: number;
  readonly one: Float64Array;
  readonly two: Float64Array;
}

function emptySums(terms: number): RiskSums {
  return { zero: 0, one: new Float64Array(terms), two: new Float64Array(terms * terms) };
}

/**
 * The partial likelihood of Cox (1972) with the ties of Efron (1977) or Breslow (1974), in one pass from the last time
 * to the first. A row is at risk where entry < time <= its end.
 */
export function coxMoments(problem: CoxProblem, coefficients: Float64Array): CoxMoments {
  const { terms, outcomes } = problem;
  const { time, entry } = outcomes;
  const risks = relativeRisks(problem, coefficients);
  const order = ascendingOrder(time);
  const leaving = entry === undefined ? new Uint32Array() : ascendingOrder(entry);
  const atRisk = emptySums(terms);
  const moments: CoxMoments = {
    logLikelihood: 0,
    gradient: new Float64Array(terms),
    information: new Float64Array(terms * terms),
    baseline: [],
  };
  let next = leaving.length - 1;
  for (let to = order.length; to > 0;) {
    const at = time[order[to - 1] as number] as number;
    let from = to - 1;
    while (from > 0 && time[order[from - 1] as number] === at) from--;
    const group = order.subarray(from, to);
    for (const row of group) addRow(atRisk, problem, { row, risk: risks.hazard[row] as number });
    for (; next >= 0 && ((entry as Float64Array)[leaving[next] as number] as number) >= at; next--) {
      const row = leaving[next] as number;
      addRow(atRisk, problem, { row, risk: -(risks.hazard[row] as number) });
    }
    const dead = group.filter((row) => outcomes.event[row] === 1 && (problem.weights[row] as number) > 0);
    if (dead.length > 0) addEvents(moments, { problem, risks, atRisk, dead, at });
    to = from;
  }
  return moments;
}

interface RelativeRisks {
  readonly margin: Float64Array;
  /** Weight x exp(margin). */
  readonly hazard: Float64Array;
}

function relativeRisks({ design, terms, weights, offset }: CoxProblem, coefficients: Float64Array): RelativeRisks {
  const margin = weights.map((_, row) => {
    let sum = offset === undefined ? 0 : (offset[row] as number);
    for (let j = 0; j < terms; j++) sum += (coefficients[j] as number) * (design[row * terms + j] as number);
    return sum;
  });
  return { margin, hazard: margin.map((value, row) => (weights[row] as number) * exp(value)) };
}

function addRow(
  sums: RiskSums,
  { design, terms }: CoxProblem,
  { row, risk }: { readonly row: number; readonly risk: number },
): void {
  const at = row * terms;
  sums.zero += risk;
  for (let j = 0; j < terms; j++) {
    const part = risk * (design[at + j] as number);
    sums.one[j] = (sums.one[j] as number) + part;
    const line = j * terms;
    for (let k = 0; k <= j; k++) {
      sums.two[line + k] = (sums.two[line + k] as number) + part * (design[at + k] as number);
    }
  }
}

interface EventGroup {
  readonly problem: CoxProblem;
  readonly risks: RelativeRisks;
  readonly atRisk: RiskSums;
  readonly dead: Uint32Array;
  readonly at: number;
}

function addEvents(moments: CoxMoments, { problem, risks, atRisk, dead, at }: EventGroup): void {
  const { terms, design, weights } = problem;
  const own = emptySums(terms);
  let weight = 0;
  for (const row of dead) {
    const w = weights[row] as number;
    weight += w;
    moments.logLikelihood += w * (risks.margin[row] as number);
    for (let j = 0; j < terms; j++) {
      moments.gradient[j] = (moments.gradient[j] as number) + w * (design[row * terms + j] as number);
    }
    addRow(own, problem, { row, risk: risks.hazard[row] as number });
  }
  const isEfron = problem.ties === 'efron';
  const parts = isEfron ? dead.length : 1;
  let step = 0;
  for (let l = 0; l < parts; l++) {
    const zero = atRisk.zero - (l / parts) * own.zero;
    subtractRiskSet(moments, { atRisk, own, share: l / parts, weight: weight / parts });
    moments.logLikelihood -= (weight / parts) * log(zero);
    step += weight / parts / zero;
  }
  moments.baseline.push({ time: at, step });
}

function subtractRiskSet(
  { gradient, information }: CoxMoments,
  { atRisk, own, share, weight }: { atRisk: RiskSums; own: RiskSums; share: number; weight: number },
): void {
  const terms = gradient.length;
  const zero = atRisk.zero - share * own.zero;
  const mean = atRisk.one.map((sum, j) => (sum - share * (own.one[j] as number)) / zero);
  for (let j = 0; j < terms; j++) {
    gradient[j] = (gradient[j] as number) - weight * (mean[j] as number);
    const line = j * terms;
    for (let k = 0; k <= j; k++) {
      const second = ((atRisk.two[line + k] as number) - share * (own.two[line + k] as number)) / zero;
      const spread = second - (mean[j] as number) * (mean[k] as number);
      information[line + k] = (information[line + k] as number) + weight * spread;
    }
  }
}
