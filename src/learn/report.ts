import { select, type Frame } from '#table';
import { encodeFrame } from './encode.ts';
import type { Model } from './estimator.ts';
import { auc, gini } from './metric/auc.ts';
import { brier } from './metric/brier.ts';
import { calibrationCurve, calibrationError, type CalibrationBin } from './metric/calibration.ts';
import { scoreCurves } from './metric/curves.ts';
import { aucInterval, type Interval } from './metric/delong.ts';
import { ks } from './metric/ks.ts';
import { logLoss } from './metric/log-loss.ts';
import { psi } from './metric/psi.ts';

/** Points of a curve for drawing. */
export interface XyPoint {
  readonly x: number;
  readonly y: number;
}

/** A feature's part in the model and how its values moved. */
export interface FeatureHealth {
  readonly name: string;
  /** Share of the total gain or of the absolute coefficients. */
  readonly importance: number;
  /** PSI between training and recent rows; null without recent rows. */
  readonly psi: number | null;
  /** Share of rows without a value, in training and recent rows. */
  readonly missing: number;
  readonly missingRecent: number | null;
}

/** Model health as plain JSON: finite numbers and nulls only. */
export interface ModelReport {
  readonly kind: string;
  readonly rows: number;
  readonly events: number;
  readonly auc: number;
  readonly aucInterval: Interval;
  readonly gini: number;
  readonly ks: number;
  readonly ksCut: number;
  readonly logloss: number;
  readonly brier: number;
  readonly calibrationError: number;
  /** x = share of non-events flagged, y = share of events flagged. */
  readonly roc: readonly XyPoint[];
  /** x = share of rows flagged, y = distance of events and non-events. */
  readonly ksCurve: readonly XyPoint[];
  /** x = share of rows flagged, y = lift. */
  readonly lift: readonly XyPoint[];
  readonly calibration: readonly CalibrationBin[];
  /** Features by falling importance. */
  readonly features: readonly FeatureHealth[];
  /** PSI of the score between training and recent rows; null without recent rows. */
  readonly scorePsi: number | null;
  /** Shares of judged and recent rows by score, in 20 equal steps from 0 to 1. */
  readonly scoreDistribution: readonly {
    readonly from: number;
    readonly share: number;
    readonly recent: number | null;
  }[];
}

/** What a report judges. */
export interface ReportInput {
  /** Rows with known outcomes that the model has not seen, and their labels. */
  readonly test: Frame;
  readonly label: Float64Array;
  /** Rows that the model was trained on, for drift; defaults to the test rows. */
  readonly train?: Frame;
  /** The latest rows, outcome unknown. */
  readonly recent?: Frame;
}

/** Judges a binary model for the console and the model card. */
export function modelReport(model: Model, input: ReportInput): ModelReport {
  const { label, test, recent } = input;
  const scores = model.predict(test);
  const recentScores = recent && model.predict(recent);
  const trainScores = input.train === undefined ? scores : model.predict(input.train);
  const curves = scoreCurves(label, scores);
  const calibration = calibrationCurve(label, scores);
  const { ks: distance, cut } = ks(label, scores);
  return {
    kind: model.kind,
    rows: test.rows,
    events: label.reduce((sum, value) => sum + value, 0),
    auc: auc(label, scores),
    aucInterval: aucInterval(label, scores),
    gini: gini(label, scores),
    ks: distance,
    ksCut: cut,
    logloss: logLoss(label, scores),
    brier: brier(label, scores),
    calibrationError: calibrationError(calibration),
    roc: curves.map(({ others, events }) => ({ x: others, y: events })),
    ksCurve: curves.map(({ flagged, ks: y }) => ({ x: flagged, y })),
    lift: curves.slice(1).map(({ flagged, lift }) => ({ x: flagged, y: lift })),
    calibration,
    features: featureHealth(model, input.train ?? test, recent),
    scorePsi: recentScores === undefined ? null : psi(trainScores, recentScores).psi,
    scoreDistribution: distribution(scores, recentScores),
  };
}

function featureHealth(model: Model, train: Frame, recent: Frame | undefined): FeatureHealth[] {
  const names = model.features.map(({ name }) => name);
  const before = encodeFrame(select(train, names), model.features);
  const after = recent && encodeFrame(select(recent, names), model.features);
  const list = names.map((name, f) => {
    const [old, latest] = [before[f] as Float64Array, after?.[f]];
    return {
      name,
      importance: model.importance[f] as number,
      psi: latest === undefined ? null : psi(old, latest).psi,
      missing: missingShare(old),
      missingRecent: latest === undefined ? null : missingShare(latest),
    };
  });
  return list.sort((a, b) => b.importance - a.importance || (a.name < b.name ? -1 : 1));
}

function missingShare(values: Float64Array): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + (value === value ? 0 : 1), 0) / values.length;
}

const STEPS = 20;

function distribution(scores: Float64Array, recent: Float64Array | undefined): ModelReport['scoreDistribution'] {
  const shares = histogram(scores);
  const recentShares = recent && histogram(recent);
  return [...shares].map((share, step) => ({ from: step / STEPS, share, recent: recentShares?.[step] ?? null }));
}

function histogram(scores: Float64Array): Float64Array {
  const counts = new Float64Array(STEPS);
  for (const score of scores) {
    const step = Math.min(STEPS - 1, Math.max(0, Math.floor(score * STEPS)));
    counts[step] = (counts[step] as number) + 1;
  }
  return counts.map((count) => count / Math.max(1, scores.length));
}
