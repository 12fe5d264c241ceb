import type { CalibrationDocument } from '../calibrate/calibrator.ts';
import type { BlendEntry } from './blend-contest.ts';
import { calibrated, type CalibrationChoice } from './choose-calibration.ts';
import type { Entry } from './contest.ts';
import type { RaceResult } from './race.ts';

/** One line of the table of a race. */
export interface RaceLine {
  readonly name: string;
  readonly family: string;
  /** Means over inner folds; null when the candidate did not get that far. */
  readonly auc: number | null;
  readonly aucDeviation: number | null;
  readonly logLoss: number | null;
  /** AUC on rows it has learnt less AUC on others. */
  readonly gap: number | null;
  readonly trees: number | null;
  readonly note: string;
}

/** What a race was and how it ended, as plain JSON. */
export interface RaceRecord {
  readonly rows: number;
  readonly folds: { readonly kind: string; readonly count: number; readonly repeats: number };
  readonly candidates: readonly RaceLine[];
  readonly winner: string;
  readonly members: readonly { readonly name: string; readonly weight: number }[];
  readonly auc: number;
  readonly logLoss: number;
  /** How log-odds became probabilities; log-losses are of splits that the fit has not seen. */
  readonly calibration: {
    readonly kind: CalibrationChoice['kind'];
    readonly map: CalibrationDocument | null;
    readonly tried: CalibrationChoice['tried'];
  };
  readonly adjustments: readonly string[];
}

/** The record of a race. */
export function recordOf(result: RaceResult, rows: number): RaceRecord {
  const { winner, calibration, plan, blend } = result;
  const lines = result.entries.map((entry): RaceLine => ({
    ...numbersOf(entry),
    name: entry.candidate.name,
    family: entry.candidate.family,
    gap: entry.gap,
    trees: entry.trees ?? null,
    note: '',
  }));
  if (blend !== undefined) {
    lines.push({
      ...numbersOf(blend),
      name: 'blend',
      family: 'blend',
      gap: null,
      trees: null,
      note: blend.members.map(nameOf).join(', '),
    });
  }
  lines.sort((a, b) => (b.auc ?? 0) - (a.auc ?? 0));
  for (const { name, family, reason, auc, message } of result.dropouts) {
    lines.push({
      name,
      family,
      auc,
      aucDeviation: null,
      logLoss: null,
      gap: null,
      trees: null,
      note: `out (${reason}): ${message}`,
    });
  }
  const members = 'members' in winner ? winner.members : [winner];
  const weights = 'members' in winner ? winner.stack.weights : Float64Array.of(1);
  return {
    rows,
    folds: { kind: plan.kind, count: plan.folds, repeats: plan.repeats },
    candidates: lines,
    winner: nameOf(winner),
    members: members.map((entry, m) => ({ name: nameOf(entry), weight: weights[m] as number })),
    auc: winner.auc,
    logLoss: winner.logLoss,
    calibration: { kind: calibration.kind, map: calibration.calibration?.save() ?? null, tried: calibration.tried },
    adjustments: result.adjustments,
  };
}

function nameOf(entry: Entry | BlendEntry): string {
  return 'candidate' in entry ? entry.candidate.name : entry.name;
}

function numbersOf({
  auc,
  aucs,
  logLoss,
}: Pick<Entry, 'auc' | 'aucs' | 'logLoss'>): Pick<RaceLine, 'auc' | 'aucDeviation' | 'logLoss'> {
  const variance = aucs.reduce((sum, value) => sum + (value - auc) ** 2, 0) / Math.max(1, aucs.length - 1);
  return { auc, aucDeviation: Math.sqrt(variance), logLoss };
}

/** Calibrated probabilities of the winner for every row it was judged on (mean over repeats), NaN for the others. */
export function unseenScores({ winner, splits, calibration }: RaceResult, rows: number): Float64Array {
  const margins = unseenMargins(winner.margins, splits, rows);
  return margins.map((margin) => (margin === margin ? calibrated(calibration, margin) : NaN));
}

/** Margins of splits by row: means over repeats, NaN where a row was never judged. */
export function unseenMargins(margins: Float64Array, splits: RaceResult['splits'], rows: number): Float64Array {
  const [sums, counts] = [new Float64Array(rows), new Float64Array(rows)];
  let at = 0;
  for (const split of splits) {
    for (const row of split.rows) {
      sums[row] = (sums[row] as number) + (margins[at++] as number);
      counts[row] = (counts[row] as number) + 1;
    }
  }
  return sums.map((sum, row) => sum / (counts[row] as number));
}
