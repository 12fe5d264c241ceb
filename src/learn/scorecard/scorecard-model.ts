import { sigmoid, TallyError } from '#base';
import type { Frame } from '#table';
import { encodeFrame } from '../encode.ts';
import { parseModelPart, type ModelDocument, type TrainingRecord } from '../document.ts';
import type { Model } from '../estimator.ts';
import type { Feature, IgnoredColumn } from '../feature.ts';
import { kernelModel, sharesOf } from '../kernel-model.ts';
import { binIndexer, binNames } from '../binning/binning.ts';
import { cardSchema, type Card, type Characteristic, type PointsRow } from './card.ts';

/** A scorecard as a model: probabilities of the event, and points. */
export interface ScorecardModel extends Model {
  readonly kind: 'scorecard';
  readonly card: Card;
  /** Every bin of every characteristic with its points; base points are a line of the feature ''. */
  readonly pointsTable: readonly PointsRow[];
  /** The score of every row: base points + the points of its bins. Higher is better. */
  points(frame: Frame): Float64Array;
  /** The score of one encoded row, without allocation. */
  scorePoints(row: Float64Array): number;
  /** By how much the points of each characteristic are below its maximum, into `out`; returns the largest score. */
  pointsBelowMaximum(row: Float64Array, out: Float64Array): number;
}

interface ScorecardParts {
  readonly features: readonly Feature[];
  readonly ignored: readonly IgnoredColumn[];
  readonly training: TrainingRecord;
  readonly card: Card;
}

/** Makes the model of a fitted, imported or loaded card. */
export function scorecardModel({ features, ignored, training, card }: ScorecardParts): ScorecardModel {
  const lookups = card.characteristics.map(({ binning }) => binIndexer(binning));
  const logOdds = card.characteristics.map((characteristic) => Float64Array.from(characteristic.logOdds));
  const points = card.characteristics.map((characteristic) => Float64Array.from(characteristic.points));
  const most = points.map((list) => list.reduce((a, b) => Math.max(a, b), -Infinity));
  const at = (of: readonly Float64Array[], f: number, value: number): number =>
    (of[f] as Float64Array)[(lookups[f] as (value: number) => number)(value)] as number;
  const scorePoints = (row: Float64Array): number => {
    let sum = card.basePoints;
    for (let f = 0; f < lookups.length; f++) sum += at(points, f, row[f] as number);
    return sum;
  };
  const kernel = {
    features,
    margin: (row: Float64Array, start = card.intercept): number => {
      let margin = start;
      for (let f = 0; f < lookups.length; f++) margin += at(logOdds, f, row[f] as number);
      return margin;
    },
    transform: sigmoid,
    explainRow: (row: Float64Array, out: Float64Array): number => {
      for (let f = 0; f < lookups.length; f++) out[f] = at(logOdds, f, row[f] as number);
      return card.intercept;
    },
  };
  const importance = sharesOf(Float64Array.from(card.characteristics, spread));
  const model = kernelModel({ kind: 'scorecard', kernel, ignored, importance, training, body: () => card });
  return {
    ...model,
    kind: 'scorecard',
    card,
    pointsTable: tableOf(card),
    points: (frame) => pointsOf(encodeFrame(frame, features), frame.rows, scorePoints),
    scorePoints,
    pointsBelowMaximum: (row, out) => {
      for (let f = 0; f < lookups.length; f++) out[f] = (most[f] as number) - at(points, f, row[f] as number);
      return most.reduce((sum, value) => sum + value, card.basePoints);
    },
  };
}

function pointsOf(columns: readonly Float64Array[], rows: number, score: (row: Float64Array) => number): Float64Array {
  const row = new Float64Array(columns.length);
  const out = new Float64Array(rows);
  for (let r = 0; r < rows; r++) {
    for (let f = 0; f < row.length; f++) row[f] = (columns[f] as Float64Array)[r] as number;
    out[r] = score(row);
  }
  return out;
}

/** Standard deviation of what a characteristic adds to the margin, over its training rows. */
function spread({ binning, logOdds }: Characteristic): number {
  let [total, sum, squares] = [0, 0, 0];
  logOdds.forEach((value, bin) => {
    const weight = (binning.events[bin] ?? 0) + (binning.others[bin] ?? 0);
    total += weight;
    sum += weight * value;
    squares += weight * value * value;
  });
  return total > 0 ? Math.sqrt(Math.max(0, squares / total - (sum / total) ** 2)) : 0;
}

function tableOf(card: Card): PointsRow[] {
  const rows = card.characteristics.flatMap(({ binning, points }) =>
    binNames(binning).map((bin, k) => ({ feature: binning.feature, bin, points: points[k] as number })),
  );
  return card.basePoints === 0 ? rows : [{ feature: '', bin: 'base', points: card.basePoints }, ...rows];
}

/** Restores a saved scorecard. */
export function loadScorecard(document: ModelDocument): ScorecardModel {
  const card = parseModelPart(cardSchema, document.body, 'card');
  const { features, ignored, training } = document;
  const fits = card.characteristics.every(({ binning, logOdds, points }, f) => {
    const bins = binning.events.length;
    return binning.feature === features[f]?.name && logOdds.length === bins && points.length === bins;
  });
  if (fits && card.characteristics.length === features.length) {
    return scorecardModel({ features, ignored, training, card });
  }
  throw new TallyError('LEARN_MODEL_INVALID', 'the characteristics of the card do not fit its features', {
    hint: 'the file was changed or cut short: save the model again',
  });
}
