import { auc, aucInterval, calibrationLine, psiAgainst, type Interval } from '#learn';
import { columnOf, missingShare, type MonitoringBaseline } from './baseline.ts';
import { PSI_NOISE, psiNoise } from './noise.ts';

/** Applications of one window, as a model sees them. */
export interface WindowRows {
  /** Factor names in the order of the vectors. */
  readonly factors: readonly string[];
  readonly vectors: readonly Float64Array[];
  readonly scores: Float64Array;
  /** 1 or 0 where the outcome is known and its whole horizon is over, NaN elsewhere. */
  readonly labels: Float64Array;
}

/** How one factor stands in a window. */
export interface FactorMeasure {
  readonly name: string;
  /** Part in the model. */
  readonly importance: number;
  readonly psi: number;
  /** What chance alone would hardly exceed. */
  readonly noise: number;
  readonly missing: number;
  readonly missingBefore: number;
}

/** What is measured of a model in a window. Plain JSON. */
export interface WindowMeasures {
  readonly rows: number;
  readonly meanScore: number | null;
  readonly scorePsi: number | null;
  readonly scorePsiNoise: number | null;
  /** Factors that the model uses, by falling importance. */
  readonly factors: readonly FactorMeasure[];
  readonly outcomes: OutcomeMeasures;
}

/** Measures of the applications whose outcome is known. */
export interface OutcomeMeasures {
  readonly labelled: number;
  readonly events: number;
  /** Sum of the scores: the events a calibrated model foresees. */
  readonly expected: number;
  /** Variance of the number of events if the scores are right. */
  readonly variance: number;
  /** Null with fewer than {@link LEAST_EVENTS} of either class. */
  readonly auc: Interval | null;
  /** AUC that a model would have if its scores were exactly right (model-based concordance). */
  readonly expectedAuc: number | null;
  readonly slope: Interval | null;
  readonly intercept: Interval | null;
}

/** Events (and others) below which rank and calibration measures say nothing. */
export const LEAST_EVENTS = 10;

/**
 * Measures a window against the baseline; a model without one is measured by its outcomes alone. `before` are measures that were
 * taken when all applications of the window were in: only outcomes can have come since.
 */
export function measureWindow(
  baseline: MonitoringBaseline | undefined,
  window: WindowRows,
  before?: WindowMeasures,
): WindowMeasures {
  const drift = before ?? measureDrift(baseline, window);
  return { ...drift, outcomes: measureOutcomes(window.scores, window.labels) };
}

function measureDrift(baseline: MonitoringBaseline | undefined, window: WindowRows): Omit<WindowMeasures, 'outcomes'> {
  const { scores } = window;
  const rows = scores.length;
  const hasDrift = baseline !== undefined && rows > 0;
  return {
    rows,
    meanScore: rows === 0 ? null : scores.reduce((sum, score) => sum + score, 0) / rows,
    scorePsi: hasDrift ? psiAgainst(baseline.score, scores).psi : null,
    scorePsiNoise: hasDrift ? psiNoise(baseline.score, rows, PSI_NOISE.score) : null,
    factors: hasDrift ? factorMeasures(baseline, window) : [],
  };
}

function factorMeasures({ factors: before }: MonitoringBaseline, { factors, vectors }: WindowRows): FactorMeasure[] {
  const places = new Map(factors.map((name, place) => [name, place]));
  return before.map((factor) => {
    const values = columnOf(vectors, places.get(factor.name) ?? -1);
    return {
      name: factor.name,
      importance: factor.importance,
      psi: psiAgainst(factor, values).psi,
      noise: psiNoise(factor, values.length, PSI_NOISE.factor),
      missing: missingShare(values),
      missingBefore: factor.missing,
    };
  });
}

/** Measures of scores against outcomes; rows with label NaN do not count. */
export function measureOutcomes(allScores: Float64Array, allLabels: Float64Array): OutcomeMeasures {
  const known = [...allLabels.keys()].filter((row) => allLabels[row] === allLabels[row]);
  const labels = Float64Array.from(known, (row) => allLabels[row] ?? NaN);
  const scores = Float64Array.from(known, (row) => allScores[row] ?? NaN);
  const events = labels.reduce((sum, label) => sum + label, 0);
  const isEnough = events >= LEAST_EVENTS && labels.length - events >= LEAST_EVENTS;
  const line = isEnough && isVaried(scores) ? calibrationLine(labels, scores) : undefined;
  return {
    labelled: labels.length,
    events,
    expected: scores.reduce((sum, score) => sum + score, 0),
    variance: scores.reduce((sum, score) => sum + score * (1 - score), 0),
    auc: isEnough ? aucInterval(labels, scores) : null,
    expectedAuc: isEnough ? expectedAuc(scores) : null,
    slope: line?.slope ?? null,
    intercept: line?.intercept ?? null,
  };
}

/**
 * The AUC that these scores would have if each were the true probability of its row (van Klaveren and others, A new
 * concordance measure for risk prediction models in external validation settings, 2016): each row counts as an event with
 * its score and as another with the rest.
 */
export function expectedAuc(scores: Float64Array): number {
  const rows = scores.length;
  const at = (i: number): number => scores[i % rows] ?? 0;
  const twice = new Float64Array(2 * rows).map((_, i) => at(i));
  const labels = new Float64Array(2 * rows).map((_, i) => (i < rows ? 1 : 0));
  const weights = new Float64Array(2 * rows).map((_, i) => (i < rows ? at(i) : 1 - at(i)));
  return auc(labels, twice, weights);
}

/** A line through scores that are all alike has no slope. */
function isVaried(scores: Float64Array): boolean {
  return scores.some((score) => score !== scores[0]) && scores.every((score) => score > 0 && score < 1);
}
