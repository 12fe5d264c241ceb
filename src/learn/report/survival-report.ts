import type { Frame } from '#table';
import type { Model } from '../estimator.ts';
import type { DataProfile } from '../auto/profile.ts';
import { unoOf } from '../auto/survival-contest.ts';
import type { SurvivalRaceRecord } from '../auto/survival-record.ts';
import { endingWindows, raceWindows } from '../auto/race-windows.ts';
import { hasSurvival, windowed, withCurves } from '../auto/windowed.ts';
import type { SurvivalModel } from '../gbst/gbst-model.ts';
import { kaplanMeier } from '../survival/kaplan-meier.ts';
import { stepAt } from '../survival/step-curve.ts';
import { survivalOutcomes } from '../survival/outcomes.ts';
import type { SurvivalTarget } from '../target.ts';
import { judgeModel, type Metrics } from '../split/judge.ts';
import { takeTarget } from '../target-rows.ts';
import { unknownCategories } from '../unknown-categories.ts';
import type { FeatureShare } from './report-data.ts';
import { unknownWarnings } from './report-warnings.ts';

/** The curve of a fifth of the rows: predicted and observed chance of the event by the end of each window. */
export interface CurveGroup {
  readonly name: string;
  readonly rows: number;
  readonly predicted: readonly number[];
  /** 1 - Kaplan-Meier of the same rows. */
  readonly observed: readonly number[];
}

/** A report on a survival model as plain JSON. */
export interface SurvivalReport {
  readonly kind: 'survival';
  readonly model: string;
  readonly target: string;
  readonly judgedOn: string;
  readonly rows: number;
  readonly events: number;
  readonly metrics: Metrics;
  readonly times: readonly number[];
  readonly groups: readonly CurveGroup[];
  readonly importance: readonly FeatureShare[];
  readonly race: SurvivalRaceRecord | null;
  readonly profile: DataProfile | null;
  readonly warnings: readonly string[];
}

/** What a survival report is made of. */
export interface SurvivalRows {
  readonly frame: Frame;
  readonly target: SurvivalTarget;
  /** Name of the time column. */
  readonly name: string;
  /** In words: which rows these are. */
  readonly judgedOn: string;
  /** PD of the first cause by models that have not seen the rows, windows x rows. Default: the model's own. */
  readonly curves?: Float64Array;
  /** Where models without windows of their own are judged. Default: 20 even windows. */
  readonly edges?: Float64Array;
  /** Censoring is estimated on these. Default: the rows judged. */
  readonly trained?: SurvivalTarget;
  readonly race?: SurvivalRaceRecord;
  readonly profile?: DataProfile;
}

const USUAL_WINDOWS = 20;
const GROUPS = 5;

/** Judges a survival model by fifths of its risk: PD curves beside what was observed. */
export function survivalReport(model: Model, input: SurvivalRows): SurvivalReport {
  const { frame } = input;
  const target = endingWindows(input.target);
  const shaped = shapedBy(model, input);
  const { edges } = shaped;
  const windows = edges.length - 1;
  const curves = shaped.predict(frame);
  const risk = curves.subarray((windows - 1) * frame.rows, windows * frame.rows);
  const order = Int32Array.from(risk.keys()).sort((a, b) => (risk[a] as number) - (risk[b] as number) || a - b);
  const times = [...edges.subarray(1)];
  const groups = Array.from({ length: GROUPS }, (_, k): CurveGroup => {
    const rows = order.slice(Math.floor((k * order.length) / GROUPS), Math.floor(((k + 1) * order.length) / GROUPS));
    const observed = kaplanMeier(survivalOutcomes(takeTarget(target, rows), 1));
    const mean = (window: number): number =>
      rows.reduce((sum, row) => sum + (curves[window * frame.rows + row] as number), 0) / rows.length;
    return {
      name: `fifth ${k + 1}`,
      rows: rows.length,
      predicted: times.map((_, window) => mean(window)),
      observed: times.map((time) => 1 - stepAt(observed, time)),
    };
  });
  const importance = model.features.map(({ name }, f) => ({ name, share: model.importance[f] as number }));
  const trained = input.trained ?? target;
  const uno = unoOf(risk.slice(), target, trained);
  const warnings = target.cause.some((cause) => cause > 1)
    ? ['several causes: the curves show the first one beside a Kaplan-Meier that censors the others']
    : [];
  return {
    kind: 'survival',
    model: model.kind,
    target: input.name,
    judgedOn: input.judgedOn,
    rows: frame.rows,
    events: target.cause.reduce((sum, cause) => sum + (cause > 0 ? 1 : 0), 0),
    metrics: {
      ...judgeModel(shaped, { frame, target, trained }),
      ...(uno === undefined ? {} : { cindexIpcw: uno }),
    },
    times,
    groups,
    importance: importance.sort((a, b) => b.share - a.share),
    race: input.race ?? null,
    profile: input.profile ?? null,
    warnings: [
      ...(input.profile?.warnings ?? []),
      ...warnings,
      ...unknownWarnings(unknownCategories(frame, model.features)),
    ],
  };
}

function shapedBy(model: Model, { target, curves, edges: given }: SurvivalRows): SurvivalModel {
  const own = 'edges' in model ? (model as SurvivalModel).edges : undefined;
  const edges = own ?? given ?? raceWindows(target, USUAL_WINDOWS);
  return curves === undefined ? windowed(model, edges) : withCurves(model, edges, () => curves);
}

/** Whether a model gives the curves that {@link survivalReport} draws. */
export function hasCurves(model: Model): boolean {
  return model.target === 'survival' && ('edges' in model || hasSurvival(model));
}
