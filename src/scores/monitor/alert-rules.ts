import type { ReportSummary } from '../registered-model.ts';
import type { OutcomeMeasures, WindowMeasures } from './measure-window.ts';

export type AlertKind =
  | 'score-psi'
  | 'factor-psi'
  | 'factor-missing'
  | 'auc'
  | 'calibration'
  | 'calibration-slope'
  | 'no-data';

export type AlertSeverity = 'warning' | 'critical';

/** Something about a model that somebody should look at. */
export interface AlertCondition {
  readonly kind: AlertKind;
  /** The factor, or empty. */
  readonly subject: string;
  readonly severity: AlertSeverity;
  /** What was measured, and the limit of its severity. */
  readonly value: number;
  readonly limit: number;
  /** First day of the window that shows it. */
  readonly fromDay: number;
}

/** A window of a model with what was measured in it. */
export interface MeasuredWindow {
  readonly fromDay: number;
  /** The last day, over or not. */
  readonly toDay: number;
  /** Whether all of its applications are in. */
  readonly isOver: boolean;
  readonly measures: WindowMeasures;
}

/** Limits of warning and critical alerts; see the table in the room's README. */
export const LIMITS = {
  psi: { warning: 0.1, critical: 0.25 },
  missing: { warning: 0.05, critical: 0.2 },
  auc: { warning: 0.03, critical: 0.08 },
  ratio: { warning: [0.8, 1.25], critical: [0.5, 2] },
  slope: { warning: [0.7, 1.4], critical: [0.4, 2.5] },
} as const;

/** Standard errors that a measure must be off, besides its limit. */
const SURE = { missing: 5, auc: 3, calibration: 3.5 } as const;

/** Part in the model from which a factor is worth an alert of its own; the others are in the rows. */
const LEAST_IMPORTANCE = 0.02;

/** Fewest applications of which a distribution is told. */
const LEAST_ROWS = 100;

/**
 * What is wrong with a model now: the newest window with enough applications tells of drift, the newest with enough
 * outcomes of decay. Windows come in the order of time.
 */
export function alertConditions(report: ReportSummary, windows: readonly MeasuredWindow[]): AlertCondition[] {
  const newest = windows.findLast(({ measures }) => measures.rows >= LEAST_ROWS);
  const matured = windows.findLast(({ measures }) => measures.outcomes.auc !== null);
  return [
    ...noData(windows),
    ...(newest === undefined ? [] : drift(newest)),
    ...(matured === undefined ? [] : decay(report, matured)),
  ];
}

function noData(windows: readonly MeasuredWindow[]): AlertCondition[] {
  const over = windows.filter(({ isOver }) => isOver);
  const [before, last] = [over.at(-2), over.at(-1)];
  if (last === undefined || last.measures.rows > 0) return [];
  const isLong = before !== undefined && before.measures.rows === 0;
  const severity = isLong ? 'critical' : 'warning';
  return [{ kind: 'no-data', subject: '', severity, value: 0, limit: 1, fromDay: last.fromDay }];
}

function drift({ fromDay, measures }: MeasuredWindow): AlertCondition[] {
  const { scorePsi, scorePsiNoise, factors, rows } = measures;
  const score = scorePsi === null || scorePsi <= (scorePsiNoise ?? 0) ? undefined : over(scorePsi, LIMITS.psi);
  return [
    ...(score === undefined ? [] : [{ kind: 'score-psi' as const, subject: '', fromDay, ...score }]),
    ...factors.flatMap(({ name: subject, importance, psi, noise, missing, missingBefore }) => {
      if (importance < LEAST_IMPORTANCE) return [];
      const moved = psi > noise ? over(psi, LIMITS.psi) : undefined;
      const rise = missing - missingBefore;
      const error = Math.sqrt(Math.max(missing * (1 - missing), missingBefore * (1 - missingBefore), 0.01) / rows);
      const lost = rise > SURE.missing * error ? over(rise, LIMITS.missing) : undefined;
      return [
        ...(moved === undefined ? [] : [{ kind: 'factor-psi' as const, subject, fromDay, ...moved }]),
        ...(lost === undefined ? [] : [{ kind: 'factor-missing' as const, subject, fromDay, ...lost }]),
      ];
    }),
  ];
}

type Verdict = Pick<AlertCondition, 'severity' | 'value' | 'limit'>;

/** The worst limit that a value exceeds. */
function over(value: number, { warning, critical }: { warning: number; critical: number }): Verdict | undefined {
  if (value > critical) return { severity: 'critical', value, limit: critical };
  return value > warning ? { severity: 'warning', value, limit: warning } : undefined;
}

/** The worst range that a value is outside of. */
function outside(
  value: number,
  ranges: { warning: readonly [number, number]; critical: readonly [number, number] },
): Verdict | undefined {
  for (const severity of ['critical', 'warning'] as const) {
    const [low, high] = ranges[severity];
    if (value < low) return { severity, value, limit: low };
    if (value > high) return { severity, value, limit: high };
  }
  return undefined;
}

function decay(report: ReportSummary, { fromDay, measures }: MeasuredWindow): AlertCondition[] {
  const { outcomes } = measures;
  const found: [AlertKind, Verdict | undefined][] = [
    ['auc', aucFall(report, outcomes)],
    ['calibration', offLevel(outcomes)],
    ['calibration-slope', offSlope(outcomes)],
  ];
  return found.flatMap(([kind, verdict]) =>
    verdict === undefined ? [] : [{ kind, subject: '', fromDay, ...verdict }],
  );
}

/** Below the report, and below what a correct model would reach on these scores. */
function aucFall(report: ReportSummary, { auc, expectedAuc }: OutcomeMeasures): Verdict | undefined {
  if (auc === null || expectedAuc === null) return undefined;
  const reference = Math.min(report.auc, expectedAuc);
  const error = Math.hypot(auc.standardError, report.aucStandardError);
  const fall = reference - auc.value;
  if (fall < SURE.auc * error) return undefined;
  const verdict = over(fall, LIMITS.auc);
  return verdict && { ...verdict, value: auc.value, limit: reference - verdict.limit };
}

function offLevel({ events, expected, variance }: OutcomeMeasures): Verdict | undefined {
  if (expected <= 0 || Math.abs(events - expected) < SURE.calibration * Math.sqrt(variance)) return undefined;
  return outside(events / expected, LIMITS.ratio);
}

function offSlope({ slope }: OutcomeMeasures): Verdict | undefined {
  if (slope === null || Math.abs(slope.value - 1) < SURE.calibration * slope.standardError) return undefined;
  return outside(slope.value, LIMITS.slope);
}

/** Alerts that ask for a new model. */
export function isDecay({ kind, severity }: Pick<AlertCondition, 'kind' | 'severity'>): boolean {
  if (kind === 'score-psi') return severity === 'critical';
  return kind === 'auc' || kind === 'calibration' || kind === 'calibration-slope';
}
