import { take, type Frame } from '#table';
import type { DataProfile } from '../auto/profile.ts';
import type { RaceRecord } from '../auto/record.ts';
import type { FairSearch } from '../auto/fair-search.ts';
import type { RejectComparison } from '../reject/compare.ts';
import { calibrationLine } from '../calibrate/calibration-line.ts';
import { cutOffTable, profitCurve, type CutOff } from '../calibrate/profit.ts';
import { proposedCut, USUAL_STAKES } from '../calibrate/proposed-cut.ts';
import type { Model } from '../estimator.ts';
import { auc } from '../metric/auc.ts';
import { averagePrecision } from '../metric/average-precision.ts';
import { brier } from '../metric/brier.ts';
import { calibrationCurve, calibrationError, type CalibrationBin } from '../metric/calibration.ts';
import { scoreCurves, type CurvePoint } from '../metric/curves.ts';
import { aucInterval } from '../metric/delong.ts';
import { hMeasure } from '../metric/h-measure.ts';
import { ks } from '../metric/ks.ts';
import { logLoss } from '../metric/log-loss.ts';
import { pickRows } from '../target-rows.ts';
import { dependenceOf, type Dependence } from './dependence.ts';
import { fairnessOf, type FairnessPart } from './fairness-part.ts';
import { shapSample, type ShapFeature } from './shap-sample.ts';
import { unknownCategories } from '../unknown-categories.ts';
import { reportWarnings, unknownWarnings } from './report-warnings.ts';
import { stabilityOf, type MonthStability } from './stability.ts';

/** What a report is made of. */
export interface ReportRows {
  /** Rows with known outcomes. */
  readonly frame: Frame;
  readonly label: Float64Array;
  /** Probability of each row by a model that has not seen it; rows with NaN are left out. Default: the model's own. */
  readonly scores?: Float64Array;
  readonly target: string;
  readonly event: string;
  /** In words: which rows these are. */
  readonly judgedOn: string;
  /** The rows that the model learnt from, for drift. */
  readonly train?: Frame;
  /** When each row happened: milliseconds since 1970, or any number that grows with time. */
  readonly dates?: Float64Array;
  /** Columns whose groups are compared. */
  readonly protectedColumns?: readonly string[];
  /** What was tried to treat these groups more evenly. */
  readonly alternatives?: readonly FairSearch[];
  /** What taking rejected applicants in would do. */
  readonly rejects?: RejectComparison | null;
  /** What an approved row without the event earns and one with it loses, per unit lent. */
  readonly stakes?: { readonly gainPerGood: number; readonly lossPerBad: number };
  readonly race?: RaceRecord;
  readonly profile?: DataProfile;
}

/** Importance of a feature: share of gain or coefficients. */
export interface FeatureShare {
  readonly name: string;
  readonly share: number;
}

/** A report on a binary model as plain JSON. */
export interface BinaryReport {
  readonly kind: 'binary';
  readonly model: string;
  readonly target: string;
  readonly event: string;
  readonly judgedOn: string;
  readonly rows: number;
  readonly events: number;
  readonly metrics: Readonly<Record<string, number>>;
  /** 95 % interval of the AUC (DeLong). */
  readonly aucInterval: readonly [number, number];
  readonly curves: readonly CurvePoint[];
  readonly calibration: readonly CalibrationBin[];
  readonly importance: readonly FeatureShare[];
  readonly dependence: readonly Dependence[];
  readonly shap: readonly ShapFeature[];
  readonly distribution: readonly { readonly from: number; readonly events: number; readonly others: number }[];
  readonly stability: readonly MonthStability[];
  readonly cutOffs: readonly CutOff[];
  readonly profit: {
    readonly gain: number;
    readonly loss: number;
    readonly best: CutOff;
    readonly curve: readonly CutOff[];
  };
  readonly fairness: readonly FairnessPart[];
  readonly alternatives: readonly FairSearch[];
  readonly rejects: RejectComparison | null;
  readonly race: RaceRecord | null;
  readonly profile: DataProfile | null;
  readonly warnings: readonly string[];
}

/** Features that are drawn. */
const DRAWN = 12;

/**
 * Judges a binary model for people.
 *
 * @throws TallyError the errors of the metrics, such as `LEARN_ONE_CLASS`.
 */
export function binaryReport(model: Model, input: ReportRows): BinaryReport {
  const known = judgedRows(model, input);
  const { label, scores, frame } = known;
  const curves = scoreCurves(label, scores, { points: 60 });
  const calibration = calibrationCurve(label, scores);
  const line = calibrationLine(label, scores);
  const interval = aucInterval(label, scores);
  const importance = model.features.map(({ name }, f) => ({ name, share: model.importance[f] as number }));
  importance.sort((a, b) => b.share - a.share);
  const drawn = importance.slice(0, DRAWN).map(({ name }) => name);
  const stakes = input.stakes ?? USUAL_STAKES;
  const { best, curve } = profitCurve(label, scores, { ...stakes, points: 60 });
  const stability =
    known.dates === undefined ? [] : stabilityOf(model, { ...known, dates: known.dates, train: input.train });
  const proposed = proposedCut(label, scores, stakes);
  const parts = (input.protectedColumns ?? []).map((name) => fairnessOf(name, known, proposed));
  const fairness = parts.filter((part) => part !== undefined);
  const report = {
    kind: 'binary' as const,
    model: model.kind,
    target: input.target,
    event: input.event,
    judgedOn: input.judgedOn,
    rows: label.length,
    events: label.reduce((sum, y) => sum + y, 0),
    metrics: {
      auc: auc(label, scores),
      ks: ks(label, scores).ks,
      gini: 2 * auc(label, scores) - 1,
      averagePrecision: averagePrecision(label, scores),
      hMeasure: hMeasure(label, scores),
      logloss: logLoss(label, scores),
      brier: brier(label, scores),
      calibrationError: calibrationError(calibration),
      calibrationSlope: line.slope.value,
      calibrationShift: line.shift.value,
    },
    aucInterval: [interval.low, interval.high] as const,
    curves,
    calibration,
    importance,
    dependence: drawn.map((name) => dependenceOf(model, frame, name)),
    shap: shapSample(model, frame, drawn),
    distribution: distributionOf(label, scores),
    stability,
    cutOffs: finite(cutOffTable(label, scores, { ...stakes, cuts: cutsOf(scores) })),
    profit: {
      gain: stakes.gainPerGood,
      loss: stakes.lossPerBad,
      best: finite([best])[0] as CutOff,
      curve: finite(curve),
    },
    fairness,
    alternatives: input.alternatives ?? [],
    rejects: input.rejects ?? null,
    race: input.race ?? null,
    profile: input.profile ?? null,
  };
  return {
    ...report,
    curves: curves.map((point) => ({ ...point, cut: Math.min(point.cut, 1) })),
    warnings: [...reportWarnings(report, input), ...unknownWarnings(unknownCategories(frame, model.features))],
  };
}

export interface JudgedPart {
  readonly frame: Frame;
  readonly label: Float64Array;
  readonly scores: Float64Array;
  readonly dates: Float64Array | undefined;
}

/** The rows that have a score. */
function judgedRows(model: Model, { frame, label, scores: given, dates }: ReportRows): JudgedPart {
  const scores = given ?? model.predict(frame);
  const rows = Int32Array.from(scores.keys()).filter((row) => scores[row] === scores[row]);
  if (rows.length === scores.length) return { frame, label, scores, dates };
  return {
    frame: take(frame, rows),
    label: pickRows(label, rows),
    scores: pickRows(scores, rows),
    dates: dates && pickRows(dates, rows),
  };
}

const STEPS = 24;

/** Shares of events and of others by score, in equal steps up to the 99.5 % quantile. */
function distributionOf(label: Float64Array, scores: Float64Array): BinaryReport['distribution'] {
  const top = scores.slice().sort()[Math.floor(0.995 * (scores.length - 1))] as number;
  const [events, others] = [new Float64Array(STEPS), new Float64Array(STEPS)];
  let [bads, goods] = [0, 0];
  scores.forEach((score, row) => {
    const step = Math.min(STEPS - 1, Math.floor((score / Math.max(top, 1e-9)) * STEPS));
    const side = label[row] === 1 ? events : others;
    side[step] = (side[step] as number) + 1;
    if (label[row] === 1) bads++;
    else goods++;
  });
  return Array.from({ length: STEPS }, (_, k) => ({
    from: (k * top) / STEPS,
    events: (events[k] as number) / bads,
    others: (others[k] as number) / goods,
  }));
}

/** Cuts that approve 10, 20 ... 100 % of the rows. */
function cutsOf(scores: Float64Array): number[] {
  const sorted = scores.slice().sort();
  const cuts = Array.from({ length: 9 }, (_, k) => sorted[Math.floor(((k + 1) * sorted.length) / 10)] as number);
  return [...new Set(cuts), Infinity];
}

/** An infinite cut is written as 1: JSON has no infinity, and no score is above. */
function finite(cuts: readonly CutOff[]): CutOff[] {
  return cuts.map((cut) => ({ ...cut, cut: Math.min(cut.cut, 1) }));
}
